"""The demo's handbook, its accounts, and a network that walks in: done by the real actions."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from coalitions.actions import handbook, walking
from coalitions.actions.ground import add_point
from coalitions.actions.presents import answer_as_present, tell_presents
from coalitions.queries.agreement import in_force
from coalitions.queries.handbook import newest_of, page_words
from coalitions.queries.walking import approach_between, stops_of, walk_of
from networks.actions.approaching import accept, approach
from networks.actions.spokes import appoint
from networks.models import Affiliation, Network, Side
from solidarity.base.stale import fingerprint
from solidarity.desk.management.events import carry_out
from solidarity.people.models import Person

People = Mapping[str, Person]
Said = Mapping[str, Any]


def come_and_go(content: Said, people: People, *, at: datetime) -> None:
    """Write the handbook, say who holds what, answer as one who is in, and begin to walk."""
    body = Network.objects.filter(slug=content["network"]).first()
    if body is None or body.handbook.exists():
        return
    for said in content["page"]:
        _page(body, said, people, at - timedelta(days=said["ago"]))
    for said in content["account"]:
        fields = {name: said[name] for name in ("name", "what_for", "holder", "second")}
        when = at - timedelta(days=said["ago"])
        handbook.add_account(body.slug, by=people[said["by"]], at=when, fields=fields)
    carry_out("coalitions.ask_presents", tell_presents, at=at)
    _present(body, content["present"], people, at)
    _walk(body, content["walk"], people, at)
    for said in content["walked_in"]:
        _walk_in(body, said, people, at=at - timedelta(days=said["ago"]))


def _walk_in(body: Network, said: Said, people: People, *, at: datetime) -> None:
    """A network asks, reads all clauses, consents, is let in, and says something on its side."""
    network, by = Network.objects.get(slug=said["network"]), people[said["by"]]
    asked = approach(
        network.pk, body.pk, side=Side.MEMBER, by=by, message=said["message"],
        key=f"demo-in-{network.slug}", at=at - timedelta(days=6),
        answers=dict(enumerate(said["answers"], start=1)),
    )  # fmt: skip
    walk = walking.begin(network, body, by=by, at=at - timedelta(days=5))
    for stop in stops_of(walk):
        walking.read(walk.pk, stop.clause, by=by, at=at - timedelta(days=4))
    walking.end(walk.pk, by=by, reservations=said["reservations"], at=at - timedelta(days=3))
    accept(asked.pk, by=people[said["let_in_by"]], at=at)
    appoint(Affiliation.objects.get(member=network, body=body), by, at=at)
    for point in said["point"]:
        add_point(
            body.pk, network, by=by, topic=point["topic"], words=point["words"],
            meaning=point.get("meaning", ""), at=at,
        )  # fmt: skip


def _page(body: Network, said: Said, people: People, at: datetime) -> None:
    names = ("title", "about", "read_by", "words", "outside")
    steward = body.memberships.select_related("person").filter(role="steward").first()
    fields = {name: str(said[name]).strip() for name in names if name in said}
    by = people[said["by"]] if said["read_by"] == "members" or steward is None else steward.person
    page = handbook.add_page(body.slug, by=by, at=at, fields=fields)
    if "again" in said:
        words = page_words(page, newest_of(page))
        shown = {name: words[name] for name in ("title", "about", "words")}
        new = shown | {"words": said["again"].strip(), "why": said["why"]}
        handbook.write_page(
            page.pk, by=people[said["again_by"]], at=at + timedelta(days=9), fields=new,
            seen=fingerprint(shown),
        )  # fmt: skip


def _present(body: Network, said: Said, people: People, at: datetime) -> None:
    network = Network.objects.get(slug=said["network"])
    answers = {each.pk: said["answer"] for each in body.affiliation_questions.all()[:1]}
    answer_as_present(network, body, by=people[said["by"]], answers=answers, at=at)


def _walk(body: Network, said: Said, people: People, at: datetime) -> None:
    """Only where an agreement is in force, and the network has asked to come in."""
    network = Network.objects.get(slug=said["network"])
    if in_force(body) is None or approach_between(network, body) is None:
        return
    walker, host = people[said["by"]], people[said["hosted_by"]]
    when = at - timedelta(days=4)
    walking.begin(network, body, by=walker, at=when)
    walk = walk_of(network, body)
    assert walk is not None  # noqa: S101 it was begun
    hosting = Network.objects.get(slug=said["host"])
    walking.host(walk.pk, by=host, network=hosting, at=when)
    first, *_rest = stops_of(walk)
    walking.read(walk.pk, first.clause, by=walker, at=when)
    walk.host = hosting
    walking.say(walk, first, by=walker, words=said["question"], key="demo-walk-1", at=when)
    walking.say(walk, first, by=host, words=said["answer"], key="demo-walk-2", at=at)
