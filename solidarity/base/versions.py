"""Texts in versions: numbered from 1, added and never changed, each held against another.

Whoever uses it holds the row that the text belongs to before `add`: so numbers have no gaps, and
of two who save at once the second sees both (`begun_anew`).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import Any

from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _

from solidarity.base.diff import Change, change_between
from solidarity.base.refused import Refused
from solidarity.base.stale import refuse_if_stale
from solidarity.base.words import rendered

WORDS: Callable[[Any], str] = attrgetter("words")


def next_number(rows: Any) -> int:
    """The number that comes after those of `rows` (a manager or query set), from 1."""
    return (rows.aggregate(last=Max("number"))["last"] or 0) + 1


def add(
    versions: Any, *, by: Any, words: str, why: str, at: datetime, number: int = 0, **more: Any
) -> Any:
    """The next version of a text whose owner is held; `versions` is the owner's own manager.

    number: where the owner counts by itself; more: what else stands in the row.
    """
    return versions.create(
        number=number or next_number(versions), words=words, words_html=rendered(words), why=why,
        by=by, at=at, **more,
    )  # fmt: skip


def begun_anew(saved: Mapping[str, Any], wanted: Mapping[str, Any], *, seen: str) -> None:
    """Raise Stale where somebody saved meanwhile, and Refused where nothing is changed.

    saved: what stands now, by field of a KeepsBoth form; seen: what that form gave back.
    """
    refuse_if_stale(dict(saved), seen=seen)
    if all(saved.get(name) == value for name, value in wanted.items()):
        raise Refused(_("Nothing is changed yet."))


@dataclass(frozen=True)
class Compared:
    """A version, and what differs from an earlier one: None of both where it is the first."""

    version: Any
    before: Any
    change: Change | None
    newest: int

    @property
    def is_newest(self) -> bool:
        """Whether nothing came after it."""
        return bool(self.version.number == self.newest)

    @property
    def earlier(self) -> range:
        """The numbers of those that it can be held against, the newest first."""
        return range(self.version.number - 1, 0, -1)


def compared(
    versions: QuerySet[Any], number: int, *, since: int = 0, says: Callable[[Any], str] = WORDS
) -> Compared | None:
    """The version of this number, held against that of number `since`, else the one before.

    versions: of one text; says: the text of a version. None where there is no such version.
    """
    before = since if 0 < since < number else number - 1
    found = {each.number: each for each in versions.filter(number__in=[number, before])}
    if number not in found:
        return None
    this, old = found[number], found.get(before)
    change = None if old is None else change_between(says(old), says(this))
    return Compared(this, old, change, newest=next_number(versions.order_by()) - 1)
