"""The hooks by which higher apps take part when a network comes into a body, or is to."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

Guard = Callable[[Any], str]  # (approach): why it cannot be accepted yet, or ""
Terms = Callable[[Any, Sequence[str], datetime], None]  # (body, new questions, at)


@dataclass(frozen=True)
class Lead:
    """A page that comes before the answer: why, and where."""

    words: str
    button: str
    url: str


Way = Callable[[Any], Lead | None]  # (approach)
_guards: list[Guard] = []
_ways: list[Way] = []
_terms: list[Terms] = []


def guard_entry(guard: Guard) -> None:
    """Let `guard` say why an approach cannot be accepted yet."""
    _guards.append(guard)


def lead_in(way: Way) -> None:
    """Let `way` name what comes before the answer, on the page of an approach."""
    _ways.append(way)


def follow_terms(terms: Terms) -> None:
    """Let `terms` be called when a body asks newcomers something new."""
    _terms.append(terms)


def why_not_let_in(approach: Any) -> str:
    """Why `approach` cannot be accepted yet; "" when it can."""
    return next((why for guard in _guards if (why := guard(approach))), "")


def leads_in(approach: Any) -> list[Lead]:
    """What comes before the answer."""
    return [lead for way in _ways if (lead := way(approach))]


def asks_anew(body: Any, questions: Sequence[str], *, at: datetime) -> None:
    """Say that `body` asks newcomers these, which it did not ask before."""
    for terms in _terms:
        terms(body, questions, at)
