"""The hooks by which higher apps take part when somebody, or a network, leaves a body.

Called in the same transaction. Who is removed by others keeps what she held: `goes` and `parts` are
called where one leaves of one's own will, `parted` however two networks came apart, `measured`
where somebody was removed or paused.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise

Going = Callable[[Any, Any, datetime], None]  # (person, network, at)
Parting = Callable[[Any, Any, datetime], None]  # (member, body, at): one network leaves another


@dataclass(frozen=True)
class Held:
    """Something that a network does or holds for others in a body; url: where it is handed over."""

    what: str | Promise
    words: str
    url: str = ""


Holding = Callable[[Any, Any], Iterable[Held]]  # (member, body)
# (keys of members, body, by_all): why each may not be sent away, where it may not.
Guard = Callable[[Iterable[int], Any, bool], Mapping[int, str]]
Way = Callable[[Any, bool], str]  # (affiliation, is_leaving): where one goes to end it, or ""
_goings: list[Going] = []
_measures: list[Going] = []
_partings: list[Parting] = []
_ends: list[Parting] = []
_holdings: list[Holding] = []
_guards: list[Guard] = []
_ways: list[Way] = []


def follow_going(going: Going) -> None:
    """Let `going` be called when a person leaves a network."""
    _goings.append(going)


def follow_measures(measure: Going) -> None:
    """Let `measure` be called when a person is removed from a network, or paused there."""
    _measures.append(measure)


def follow_parting(parting: Parting) -> None:
    """Let `parting` be called when a network leaves a body."""
    _partings.append(parting)


def follow_end(end: Parting) -> None:
    """Let `end` be called when two networks have come apart, from whichever side."""
    _ends.append(end)


def list_held(holding: Holding) -> None:
    """Let `holding` say what a network holds for others, before it leaves."""
    _holdings.append(holding)


def guard_sending(guard: Guard) -> None:
    """Let `guard` say why a body may not send a network away (yet)."""
    _guards.append(guard)


def lead_out(way: Way) -> None:
    """Let `way` name a page of its own on which an affiliation is ended."""
    _ways.append(way)


def goes(person: Any, network: Any, *, at: datetime) -> None:
    """Say that `person` has left `network`."""
    for going in _goings:
        going(person, network, at)


def measured(person: Any, network: Any, *, at: datetime) -> None:
    """Say that `person` was removed from `network`, or paused there."""
    for measure in _measures:
        measure(person, network, at)


def parts(member: Any, body: Any, *, at: datetime) -> None:
    """Say that `member` has left `body`."""
    for parting in _partings:
        parting(member, body, at)


def parted(member: Any, body: Any, *, at: datetime) -> None:
    """Say that `member` belongs to `body` no more, whoever ended it."""
    for end in _ends:
        end(member, body, at)


def held_by(member: Any, body: Any) -> list[Held]:
    """All that `member` holds for others in `body`."""
    return [each for holding in _holdings for each in holding(member, body)]


def why_not_send(members: Iterable[int], body: Any, *, by_all: bool) -> dict[int, str]:
    """Why `body` may not send these networks (keys) away, where it may not.

    by_all: whether a decision of the body does it, or its stewards alone.
    """
    wanted = list(members)
    return {pk: why for guard in _guards for pk, why in guard(wanted, body, by_all).items()}


def way_out(affiliation: Any, *, is_leaving: bool) -> str:
    """The page on which this is ended from the side of the member, or of the body; "" for none."""
    return next((url for way in _ways if (url := way(affiliation, is_leaving))), "")
