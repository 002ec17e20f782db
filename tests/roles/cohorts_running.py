"""Cohorts under way in the small world: sessions, materials, challenges, forks."""

import uuid
from collections.abc import Iterator, Mapping
from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Any

from django.utils.timezone import now

from cohorts.actions.challenging import challenge
from cohorts.actions.materials import add_material
from cohorts.actions.sessions import make_sessions, offer
from cohorts.actions.spreading import begin_elsewhere, share
from cohorts.actions.trusting import answer, propose
from cohorts.models import Challenge, Cohort, Holding, Stage, Trusted, TrustVoice
from networks.models import Kind, Membership, Network, NetworkState, Role, State
from solidarity.people.models import Person

if TYPE_CHECKING:
    from tests.roles.world import World

KEYS = {name: f"{name}-challenge" for name in ("hers", "anothers")}
PIECES = {
    f"cohorts:material{name}" for name in ("", "_edit", "_versions", "_version", "_away")
}  # fmt: skip
SESSIONS = {f"cohorts:session{name}" for name in ("", "_plan", "_offer")}
BODIES = {
    f"cohorts:{name}"
    for name in (
        "materials", "material_new", "sessions", "sessions_new", "challenges", "challenge_new",
        "trust_propose", "forks", "programme_share", "fork_begin", "become",
    )
}  # fmt: skip
READY = {"cohorts:ready", "cohorts:ready_take"}
OFFERS = {"cohorts:offers", "cohorts:offer_answer"}
CHALLENGES = {"cohorts:challenge", "cohorts:challenge_close", "cohorts:challenge_tell"}
HELD = {"cohorts:holding_answer", "cohorts:trust_confirm", "cohorts:trust_answer"}
NAMES = PIECES | SESSIONS | BODIES | READY | OFFERS | CHALLENGES | HELD
PIECE = {
    "title": "Bread", "sort": "exercise", "theme": "values", "language": "en", "authors": "",
    "words": "Bake.",
}  # fmt: skip
SENT: Mapping[str, Mapping[str, Any]] = {
    "cohorts:material_new": PIECE | {"title": "Crust"},
    "cohorts:material_edit": PIECE | {"words": "Bake slowly.", "why": "", "seen": ""},
    "cohorts:material_away": {},
    "cohorts:ready_take": {"language": "en"},
    "cohorts:sessions_new": {
        "day": "2030-01-12",
        "time": "15:00",
        "minutes": "90",
        "count": "1",
        "zone": "UTC",
        "key": "roles",
    },
    "cohorts:session_plan": {"theme": "stories"},
    "cohorts:session_offer": {"share": "facilitation"},
    "cohorts:holding_answer": {"yes": "1"},
    "cohorts:trust_propose": {"handle": "extra"},
    "cohorts:trust_answer": {"yes": "1"},
    "cohorts:challenge_new": {
        "about": "Pace",
        "words": "Slower.",
        "is_named": "no",
        "key": "5b1c2f36-5e2e-4f5c-9b59-0f5a3a0c5d11",
    },
    "cohorts:challenge": {"words": "Yes.", "key": "0a1c2f36-5e2e-4f5c-9b59-0f5a3a0c5d11"},
    "cohorts:challenge_close": {"changed": "Slower now."},
    "cohorts:programme_share": {"summary": "Bread."},
    "cohorts:fork_begin": {"name": "Oven", "visibility": "public"},
    "cohorts:offer_answer": {"take": "1"},
    "cohorts:become": {"into": "group", "key": "become"},
}


def make_running(people: Mapping[str, Person]) -> None:
    """A cohort whose programme is shared, a hidden one, and one that grew out of the first."""
    for name in ("open", "quiet"):
        _cohort(name, people)
    opened = Network.objects.get(slug="open-cohort")
    steward, at = people["steward"], now()
    share(opened.pk, summary="", by=steward, at=at)
    fields = {"name": "later cohort", "summary": "", "visibility": "public"}
    later = begin_elsewhere(opened.pk, fields=fields, by=steward, at=at)
    _fill(later, people)
    add_material(opened.pk, by=steward, at=at, fields=PIECE | {"title": "Later bread"})


def _fill(network: Network, people: Mapping[str, Person]) -> None:
    at = now() - timedelta(days=3)
    roles = {
        "member": Role.MEMBER,
        "seen-by-everyone": Role.MEMBER,
        "facilitator": Role.FACILITATOR,
    }
    for role, held in roles.items():
        Membership.objects.create(
            network=network, person=people[role], role=held, state=State.ACTIVE, asked_at=at
        )
    for role, state in (("ex-member", State.LEFT), ("banned", State.BANNED)):
        Membership.objects.create(network=network, person=people[role], state=state, asked_at=at)


def _cohort(name: str, people: Mapping[str, Person]) -> None:
    at = now()
    network = Network.objects.create(
        name=f"{name} cohort", slug=f"{name}-cohort", kind=Kind.COHORT, founded_at=at,
        state=NetworkState.SEEKING, visibility="hidden" if name == "quiet" else "public",
        summary="Bread.",
    )  # fmt: skip
    steward, member = people["steward"], people["member"]
    Membership.objects.create(
        network=network, person=steward, role=Role.STEWARD, state=State.ACTIVE, asked_at=at
    )
    Network.objects.filter(pk=network.pk).update(state=NetworkState.ACTIVE)
    _fill(network, people)
    Cohort.objects.create(
        network=network, stage=Stage.RUNNING, stage_since=at, purpose_text="Bread.",
        purpose_html="<p>Bread.</p>", starts_on=date(2030, 1, 1), ends_on=date(2030, 7, 1),
        rhythm="Monthly", days_a_month=1, seats=16, zone="UTC",
    )  # fmt: skip
    add_material(network.pk, by=member, at=at, fields=PIECE)
    sessions = make_sessions(
        network.pk, first=date(2030, 1, 12), hour=time(15), minutes=90, count=1, zone="UTC",
        by=steward, at=at,
    )  # fmt: skip
    offer(sessions[0].pk, share="theme", to=member.pk, by=steward, at=at)
    _trust(network, people)


def _trust(network: Network, people: Mapping[str, Person]) -> None:
    """The member is trusted with what another says; the other is, with what the member says."""
    at, member, other = now(), people["member"], people["seen-by-everyone"]
    for person in (member, other):
        trusted = propose(network.pk, handle=person.handle, by=member, at=at)
        if person != member:
            answer(trusted.pk, yes=True, by=person, at=at)
        TrustVoice.objects.get_or_create(trusted=trusted, person=other, defaults={"at": at})
        Trusted.objects.filter(pk=trusted.pk).update(since=at)
    for whose, by in (("hers", member), ("anothers", other)):
        made = challenge(
            network.pk, about="Pace", words="Slower.", is_named=False, key=uuid.uuid4(), by=by,
            at=at,
        )  # fmt: skip
        if network.slug == "open-cohort":
            Challenge.objects.filter(pk=made.pk).update(key=KEYS[whose])


def running_things(name: str, world: "World") -> Iterator[tuple[str, dict[str, Any]]]:
    """Label and values of what these addresses point at."""
    if name in CHALLENGES:
        yield "the member's", {"key": KEYS["hers"]}
        yield "that reached her", {"key": KEYS["anothers"]}
    elif name == "cohorts:trust_answer":
        for label, handle in (("the member's", "member"), ("another's", "seen-by-everyone")):
            held = Trusted.objects.filter(body__slug="open-cohort")
            yield label, {"pk": held.get(person=world.people[handle]).pk}
    elif name in OFFERS:
        yield "grown out of it", {"slug": "later-cohort", "number": 2, "version": 1}
    elif name in BODIES:
        for label, slug in (*_COHORTS, ("a group", world.networks["public"].slug)):
            yield label, {"slug": slug}
    else:
        yield from _inside(name)


_COHORTS = (("shared", "open-cohort"), ("hidden", "quiet-cohort"))


def _inside(name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for label, slug in _COHORTS:
        values: dict[str, Any] = {"slug": slug, "number": 1, "version": 1, "theme": "values"}
        if name == "cohorts:holding_answer":
            values["pk"] = Holding.objects.get(session__body__slug=slug).pk
        elif name == "cohorts:trust_confirm":
            values["pk"] = Trusted.objects.filter(body__slug=slug).latest("pk").pk
        yield label, values
