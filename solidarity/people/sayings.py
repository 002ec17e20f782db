"""The hook by which apps above add to a person's page what she says there: people cannot know."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from solidarity.people.models import Person


@dataclass(frozen=True)
class Saying:
    """Something that she says of herself: how it is drawn, and what is in it."""

    template: str
    rows: Sequence[Any]


_ways: list[Callable[[Person], Saying | None]] = []


def say_by(way: Callable[[Person], Saying | None]) -> None:
    """Show on each person's page what `way(person)` finds, to whoever may open it."""
    _ways.append(way)


def sayings_of(person: Person) -> list[Saying]:
    """What she says there beside her profile."""
    found = (way(person) for way in _ways)
    return [each for each in found if each is not None]
