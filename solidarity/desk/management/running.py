"""The demo's cohort under way: sessions, materials, challenges, a fork; by the real actions."""

import uuid
from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any

from cohorts.actions import challenging, materials, sessions, spreading, trusting
from cohorts.models import Cohort, Material, Stage, Theme
from cohorts.outlines import outline
from cohorts.queries.materials import material_words, newest_of
from cohorts.queries.sessions import sessions_of
from meetings.actions import convening
from networks.actions.founding import found
from networks.models import JoinPolicy, Kind, Membership, Network, Role, State, Visibility
from solidarity.base.stale import fingerprint
from solidarity.base.words import rendered
from solidarity.desk.management.events import carry_out
from solidarity.people.models import Person

People = Mapping[str, Person]
Said = Mapping[str, Any]


def run_cohort(content: Said, people: People, *, at: datetime) -> None:
    """Let the cohort come together, write, meet, hand over, challenge, and be begun elsewhere."""
    body = _come_together(content, people, at=at - timedelta(days=content["begun"]))
    write_pieces(body, content, people, at=at)
    meet(body, content, people, at=at)
    carry_out("meetings.tell_called", convening.tell_called, at=at)
    _challenge(body, content, people, at=at)
    _spread(body, content, people, at=at)
    for said in content["rewrite"]:
        rewrite(body, said, people, at=ago(said, at))


def ago(said: Said, at: datetime) -> datetime:
    """When it happened."""
    return at - timedelta(days=said["ago"])


def _come_together(content: Said, people: People, *, at: datetime) -> Network:
    fields = {
        "name": content["name"], "summary": content["summary"], "kind": Kind.COHORT,
        "join_policy": JoinPolicy.INVITATION, "visibility": Visibility.PUBLIC,
        "languages": ["en", "es"], "shows_members": False,
    }  # fmt: skip
    body = found(by=people[content["steward"]], fields=fields, questions=[], at=at)
    for role, handles in (
        (Role.FACILITATOR, content["facilitators"]),
        (Role.MEMBER, content["participants"]),
    ):
        for handle in handles:
            Membership.objects.create(
                network=body, person=people[handle], role=role, state=State.ACTIVE, asked_at=at,
                answered_at=at,
            )  # fmt: skip
    begins = at.date() + timedelta(days=5)
    Cohort.objects.create(
        network=body, stage=Stage.RUNNING, stage_since=at, purpose_text=content["purpose"],
        purpose_html=rendered(content["purpose"]), starts_on=begins,
        ends_on=begins + timedelta(days=180), rhythm=content["rhythm"],
        days_a_month=1.5, seats=10, languages=["en", "es"], zone=content["zone"],
    )  # fmt: skip
    return body


def write_pieces(body: Network, content: Said, people: People, *, at: datetime) -> None:
    """Take outlines of ours, and write pieces of their own."""
    begun = at - timedelta(days=content["begun"])
    for theme, language in content["ready"]:
        if ready := outline(theme, language):
            materials.take_ready(body.pk, ready, by=people[content["steward"]], at=begun)
    for said in content["piece"]:
        fields = {name: said[name] for name in said if name not in {"by", "ago"}}
        fields["words"] = fields["words"].strip()
        materials.add_material(body.pk, by=people[said["by"]], at=ago(said, at), fields=fields)


def rewrite(body: Network, said: Said, people: People, *, at: datetime) -> None:
    """Write a piece anew."""
    material = Material.objects.get(body=body, title=said["title"])
    saved = material_words(material, newest_of(material))
    fields = saved | {"words": said["words"].strip(), "why": said["why"]}
    by = people[said["by"]]
    materials.write_anew(material.pk, by=by, at=at, fields=fields, seen=fingerprint(saved))


def meet(body: Network, content: Said, people: People, *, at: datetime) -> None:
    """Lay out six sessions with their outlines, and hand over what somebody holds of them."""
    steward = people[content["steward"]]
    begun = at - timedelta(days=content["begun"])
    sessions.make_sessions(
        body.pk, first=begun.date() + timedelta(days=5), hour=time(15), minutes=180, count=6,
        zone=content["zone"], by=steward, at=begun, link=content["link"],
    )  # fmt: skip
    for session in sessions_of(body)[:4]:
        found_piece = Material.objects.filter(body=body, ready=session.theme, language="en").first()
        if found_piece:
            sessions.plan(
                session.pk, theme=session.theme or Theme.VALUES, outline=found_piece.number,
                by=steward, at=begun,
            )  # fmt: skip
    for said in content["held"]:
        _hand_over(body, said, people, steward, at=begun)


def _hand_over(body: Network, said: Said, people: People, steward: Person, *, at: datetime) -> None:
    session, who = sessions_of(body).get(number=said["session"]), people[said["who"]]
    by = who if said.get("asked") else steward
    holding = sessions.offer(session.pk, share=said["share"], to=who.pk, by=by, at=at)
    if not said.get("waits"):
        sessions.agree(holding.pk, by=who, at=at)


def _challenge(body: Network, content: Said, people: People, *, at: datetime) -> None:
    trust, begun = content["trust"], at - timedelta(days=content["begun"] - 1)
    voices = [people[handle] for handle in trust["voices"]]
    trusted = [people[handle] for handle in trust["people"]]
    for person in trusted:
        made = trusting.propose(body.pk, handle=person.handle, by=voices[0], at=begun)
        trusting.answer(made.pk, yes=True, by=person, at=begun)
        for voice in voices[1:]:
            trusting.confirm(made.pk, by=voice, at=begun)
    for said in content["challenge"]:
        when = ago(said, at)
        told = {name: said[name] for name in ("about", "words", "is_named")}
        by = people[said["by"]]
        one = challenging.challenge(body.pk, key=uuid.uuid4(), by=by, at=when, **told)
        if "changed" in said:
            challenging.say(one.key, words=said["answer"], key=uuid.uuid4(), by=trusted[0], at=when)
            challenging.close(one.key, changed=said["changed"], by=trusted[0], at=when)
            challenging.tell(one.key, shown=True, by=by, at=when)


def _spread(body: Network, content: Said, people: People, *, at: datetime) -> None:
    steward, fork = people[content["steward"]], content["fork"]
    when = ago(fork, at)
    spreading.share(body.pk, summary=content["shared"], by=steward, at=when)
    fields = {"name": fork["name"], "summary": fork["summary"], "visibility": Visibility.PUBLIC}
    spreading.begin_elsewhere(body.pk, fields=fields, by=people[fork["by"]], at=when)
