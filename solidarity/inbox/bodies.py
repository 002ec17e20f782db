"""The hook by which higher apps say which body a notice comes from: the inbox knows of none."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models

from solidarity.people.models import Person

Seen = Mapping[tuple[int, int], "Body"]


@dataclass(frozen=True)
class Body:
    """A body that tells people things, as one may show it."""

    pk: int
    slug: str
    name: str
    url: str


@dataclass(frozen=True)
class Knowing:
    """What the app that has the bodies knows of them."""

    of: Callable[[Person], list[Body]]  # those she belongs to, by name
    find: Callable[[Person, str], Body | None]  # by slug, if she may know of it
    # Of these pairs, a person and a body, those where she may know of it. Few queries.
    seen: Callable[[Iterable[tuple[int, int]]], Seen]


_sources: dict[type[models.Model], Callable[[Any], int | None]] = {}
# (key of a body, keys of people, at): those of them who rest from it.
Resting = Callable[[int, Sequence[int], datetime], set[int]]
_resting: list[Resting] = []
_knowing = Knowing(of=lambda _p: [], find=lambda _p, _s: None, seen=lambda _pairs: {})


def comes_from(kind: type[models.Model], body: Callable[[Any], int | None]) -> None:
    """Let notices about things of `kind` come from the body with the key that `body` gives."""
    _sources[kind] = body


def source_of(about: models.Model | None) -> int | None:
    """The key of the body that a notice about `about` comes from; None when from none."""
    body = _sources.get(type(about)) if about is not None else None
    return body(about) if body else None


def rest_by(resting: Resting) -> None:
    """Let `resting` say who rests from a body: nothing of it is mailed to them."""
    _resting.append(resting)


def resting_from(source: int | None, people: Iterable[int], *, at: datetime) -> set[int]:
    """Those of `people` who rest from the body with the key `source`. One query at most."""
    wanted = list(people)
    if source is None or not wanted:
        return set()
    return {pk for resting in _resting for pk in resting(source, wanted, at)}


def know(knowing: Knowing) -> None:
    """Let the inbox ask `knowing` about bodies."""
    global _knowing  # noqa: PLW0603 filled once, when the apps start
    _knowing = knowing


def known() -> Knowing:
    """What is known of bodies."""
    return _knowing
