"""The hook by which each app says what it holds about a person, and what goes when she does.

Every table of every app is either a `Table` here, in a chapter that says why it is kept and how
long, or it is spared with a reason; tests/people/test_data_rights.py fails on any other, and on
a column that nobody has thought of. Whoever adds a table names it in the data_rights.py of its app.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import models
from django.utils.functional import Promise

from solidarity.people.models import Person

Rows = str | Callable[[Person], models.QuerySet[Any]]  # the path from a row to her, or the rows
Words = str | Promise
# (person, row): what a sealed column of a row of hers says, for her file alone; in lines to read.
Opening = Callable[[Person, Mapping[str, Any]], Mapping[str, Any]]

# Why a column of a table about her is not in her file.
OTHERS = "It is about somebody else."
MACHINE = "A key, or what is worked out from other columns: it says nothing of her."
KEYS = {"id": MACHINE, "person": MACHINE}
SECRET = "Whoever read it could use it."  # noqa: S105 a reason


@dataclass(frozen=True)
class Table:
    """One table: which of its rows are about her, and what of them she is given."""

    model: type[models.Model]
    hers: Rows
    said: Sequence[str]  # paths, as QuerySet.values() takes them
    unsaid: Mapping[str, str] = field(default_factory=dict)  # other columns, each with its reason
    opened: Mapping[str, Opening] = field(
        default_factory=dict
    )  # sealed columns, and what opens them

    def rows(self, person: Person) -> models.QuerySet[Any]:
        """Those about `person`."""
        if isinstance(self.hers, str):
            return self.model._default_manager.filter(**{self.hers: person})
        return self.hers(person)

    @property
    def name(self) -> str:
        """What its file is called."""
        return self.model._meta.db_table

    @property
    def columns(self) -> set[str]:
        """The columns that somebody has thought of."""
        return {path.split("__")[0] for path in self.said} | set(self.unsaid)


@dataclass(frozen=True)
class Chapter:
    """Tables that serve one purpose: as people read of it."""

    title: Words
    why: Words
    kept: Words  # how long
    after: Words  # what deleting her account does with it
    tables: Sequence[Table]


# (person, at, leaves_words): inside the transaction in which she is deleted.
Parting = Callable[[Person, datetime, bool], None]
# (person, at): inside the transaction in which her account begins to rest.
Resting = Callable[[Person, datetime], None]


@dataclass(frozen=True)
class Consequence:
    """What would follow for others when she goes, and where she can see to it before."""

    words: Words
    url: str


_consequences: dict[str, Callable[[Person], list[Consequence]]] = {}
_chapters: dict[str, Chapter] = {}
_spared: dict[type[models.Model], str] = {}
_partings: dict[str, Parting] = {}
_restings: dict[str, Resting] = {}


def hold(key: str, chapter: Chapter) -> None:
    """Say what is held about people, under a key of the app's own."""
    _chapters[key] = chapter


def spare(reasons: Mapping[type[models.Model], str]) -> None:
    """Say which tables hold nothing to give out, and why."""
    _spared.update(reasons)


def part_by(key: str, parting: Parting) -> None:
    """Let `parting` do what the deletion of a person's row does not do by itself."""
    _partings[key] = parting


def rest_by(key: str, resting: Resting) -> None:
    """Let `resting` do what shall end while somebody's account rests."""
    _restings[key] = resting


def restings() -> list[Resting]:
    """What is done when somebody's account begins to rest."""
    return list(_restings.values())


def chapters() -> list[Chapter]:
    """All that is held about people, her account first."""
    return [_chapters[key] for key in sorted(_chapters)]


def spared() -> Mapping[type[models.Model], str]:
    """The tables that are not given out, each with its reason."""
    return _spared


def partings() -> list[Parting]:
    """What is done when somebody leaves, the highest app first."""
    return list(_partings.values())


def warn_by(key: str, what_follows: Callable[[Person], list[Consequence]]) -> None:
    """Let an app say what would follow for others when somebody leaves."""
    _consequences[key] = what_follows


def consequences_for(person: Person) -> list[Consequence]:
    """What would follow for others if `person` left."""
    return [each for what_follows in _consequences.values() for each in what_follows(person)]
