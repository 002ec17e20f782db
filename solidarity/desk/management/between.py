"""The demo's acts between networks and between people, done by the real actions."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from networks.actions.approaching import approach, decline, set_terms
from networks.actions.talking import start_on
from networks.actions.tying import confirm, propose
from networks.models import Approach, Network, Side, TieKind
from solidarity.people.actions import keep_away
from solidarity.people.models import Person
from solidarity.threads.actions import comment, write_to
from solidarity.threads.models import Thread
from solidarity.threads.queries import threads_of

Details = dict[str, Any]
People = dict[str, Person]


def _network(slug: str) -> Network:
    return Network.objects.get(slug=slug)


def _terms(act: Details, people: People, at: datetime) -> None:
    set_terms(
        _network(act["network"]).pk, by=people[act["by"]], at=at,
        questions=[(words, required) for words, required in act["questions"]],
        prerequisites=[_network(slug) for slug in act.get("needed", [])],
    )  # fmt: skip


def _approach(act: Details, people: People, at: datetime) -> None:
    approach(
        _network(act["network"]).pk, _network(act["far"]).pk, side=Side(act["side"]),
        by=people[act["by"]], message=act["message"], key=f"demo-{act['network']}", at=at,
        answers=dict(enumerate(act.get("answers", []), start=1)),
    )  # fmt: skip


def _between(act: Details) -> Approach:
    pair = {act["network"], act["far"]}
    return Approach.objects.filter(member__slug__in=pair, body__slug__in=pair).latest("pk")


def _decline(act: Details, people: People, at: datetime) -> None:
    decline(_between(act).pk, by=people[act["by"]], reason=act["reason"], at=at)


def _say(act: Details, people: People, at: datetime) -> None:
    thread = threads_of(_between(act)).get()
    _comment(thread, act, people, at)


def _comment(thread: Thread, act: Details, people: People, at: datetime) -> None:
    key = f"demo-{thread.pk}-{thread.comments}"
    comment(thread.pk, by=people[act["by"]], words=act["words"], key=key, at=at)


def _tie(act: Details, people: People, at: datetime) -> None:
    near, far = _network(act["network"]), _network(act["far"])
    kind = TieKind(act["kind"])
    tie = propose(near.pk, far.pk, kind=kind, note=act["note"], by=people[act["by"]], at=at)
    if "confirmed_by" in act:
        confirm(tie.pk, far.pk, by=people[act["confirmed_by"]], at=at)


def _share(act: Details, people: People, at: datetime) -> None:
    boards = [_network(slug) for slug in (act["network"], *act["others"])]
    said = {"title": act["title"], "words": act["words"], "key": act["title"][:64]}
    start_on(boards, by=people[act["by"]], at=at, **said)


def _answer(act: Details, people: People, at: datetime) -> None:
    thread = threads_of(_network(act["network"])).get(title=act["title"])
    _comment(thread, act, people, at)


def _write(act: Details, people: People, at: datetime) -> None:
    key = f"demo-{act['by']}-{act['to']}"
    write_to(people[act["to"]], by=people[act["by"]], words=act["words"], key=key, at=at)


def _distance(act: Details, people: People, at: datetime) -> None:
    keep_away(people[act["by"]], people[act["to"]], act["kind"], at=at)


ACTS: dict[str, Callable[[Details, People, datetime], None]] = {
    "terms": _terms,
    "approach": _approach,
    "decline": _decline,
    "say": _say,
    "tie": _tie,
    "share": _share,
    "comment": _answer,
    "write": _write,
    "distance": _distance,
}


def happens_between(act: Details, people: People, at: datetime) -> None:
    """Let one of them happen."""
    ACTS[act["do"]](act, people, at)
