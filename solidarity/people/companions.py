"""The hook by which networks tell who shares a network with whom: people itself cannot know."""

from collections.abc import Callable

from solidarity.people.models import Person, Viewer

Sharing = Callable[[Viewer, Person], bool]
_ways: list[Sharing] = []
_met: list[Callable[[Person, Person], bool]] = []


def share_by(way: Sharing) -> None:
    """Count two people as companions where `way(viewer, person)` says so."""
    _ways.append(way)


def are_companions(viewer: Viewer, person: Person) -> bool:
    """Whether the viewer and the person are in a network together."""
    return viewer.is_authenticated and any(way(viewer, person) for way in _ways)


def meet_by(way: Callable[[Person, Person], bool]) -> None:
    """Count two people as having met where `way(person, other)` says so."""
    _met.append(way)


def have_met(person: Person, other: Person) -> bool:
    """Whether the two have had to do with each other, in a network together or not."""
    return any(way(person, other) for way in _met)
