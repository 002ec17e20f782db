"""The hook by which whatever owns threads says who talks there: threads itself cannot know."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models

from solidarity.people.models import Person


@dataclass(frozen=True)
class Voice:
    """What a person may do in the threads of an owner."""

    reads: bool = False
    writes: bool = False
    keeps_order: bool = False  # speaks to all at once, and takes down what breaks the peace


@dataclass(frozen=True)
class Manners:
    """How one kind of owner keeps its threads; the owner is the first argument of each."""

    voice: Callable[[Any, Person], Voice]
    readers: Callable[[Any], models.QuerySet[Person]]
    address: Callable[[Any, int], str]  # of the thread with this key, ending in a slash
    trace: Callable[..., None]  # (owner, by=, whom=, reason=, at=): a post was taken down
    # Owners of the same kind among which the thread with this key is shared.
    shared_with: Callable[[int], Sequence[Any]] = lambda _thread_id: []
    tells_all: bool = False  # few read here, and each is told of every post


_manners: dict[type[models.Model], Manners] = {}


def own_threads(kind: type[models.Model], manners: Manners) -> None:
    """Let things of this `kind` own threads."""
    _manners[kind] = manners


def manners_of(owner: models.Model) -> Manners:
    """How `owner` keeps its threads; raises KeyError for a kind that owns none."""
    return _manners[type(owner)]
