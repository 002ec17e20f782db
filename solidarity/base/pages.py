"""Pages of long lists by key: the hundredth costs what the first does, and nothing is skipped."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Generic, TypeVar

from django.db import models

Row = TypeVar("Row", bound=models.Model)
KEY = re.compile(
    r"(?:(?P<rank>\d+(?:\.\d+)?(?:e-?\d{1,3})?)~|(?P<day>\d{4}-\d\d-\d\d)~)?(?P<pk>\d{1,18})",
    re.ASCII,
)


Key = tuple[date | None, int]


@dataclass(frozen=True)
class Page(Generic[Row]):
    """One stretch of a list."""

    rows: list[Row]
    older: str
    is_first: bool


def keyset_page(
    found: models.QuerySet[Row],
    *apart: models.QuerySet[Row],
    after: str,
    size: int,
    dated: str = "",
    by: str = "pk",
) -> Page[Row]:
    """The `size` rows of `found` that come after the key `after`. One query.

    `found` is ordered by `-pk`; when `dated`, by the day of that name and `-pk`; or by another
    number that differs for each row, `by`, going down. A key that cannot be read is treated as
    none: the first page. `apart`: more rows for the same list, none of them in two parts, which
    PostgreSQL finds more quickly by themselves.
    """
    key = KEY.fullmatch(after)
    day = _day(key["day"]) if key else None
    if dated and (key is None or day is None):
        key = None
    parts = [_beyond(part, key, day, dated, by)[: size + 1] for part in (found, *apart)]
    rows = list(parts[0].union(*parts[1:], all=True) if apart else parts[0])
    if apart:
        rows.sort(key=lambda row: (getattr(row, dated or by), row.pk), reverse=True)
    return _cut(rows, size, dated, by, is_first=key is None)


def _beyond(
    found: models.QuerySet[Row], key: re.Match[str] | None, day: date | None, dated: str, by: str
) -> models.QuerySet[Row]:
    """What of `found` comes after the key; all of it without one."""
    if key is None:
        return found
    if not dated:
        return found.filter(**{f"{by}__lt": int(key["pk"])})
    same = models.Q((dated, day), pk__lt=int(key["pk"]))
    # The first condition is one that an index can begin at.
    found = found.filter(models.Q((f"{dated}__lte", day)))
    return found.filter(models.Q((f"{dated}__lt", day)) | same)


def _cut(rows: list[Row], size: int, dated: str, by: str, *, is_first: bool) -> Page[Row]:
    """The first `size` of `rows`, of which there is one more where the list goes on."""
    older = _key_of(rows[size - 1], dated, by) if len(rows) > size else ""
    return Page(rows[:size], older=older, is_first=is_first)


def page_and_last(
    both: Callable[[Key | None, int], list[Row]], *, after: str, size: int
) -> tuple[Page[Row], Row]:
    """The `size` rows that come after the key `after`, and the one with which all began.

    `both` reads them: so many beyond a key, and the one that is older than all of them.
    """
    key = KEY.fullmatch(after)
    rows = both((None, int(key["pk"])) if key else None, size + 1)
    *rows, oldest = sorted(rows, key=lambda row: -row.pk)
    return _cut(rows, size, "", "pk", is_first=key is None), oldest


def page_beyond(
    beyond: Callable[[Key | None, int], list[Row]],
    *,
    after: str,
    size: int,
    dated: str = "",
    by: str = "pk",
) -> Page[Row]:
    """As `keyset_page`, where a statement of its own reads the rows: so many beyond a key."""
    key = KEY.fullmatch(after)
    day = _day(key["day"]) if key else None
    if dated and day is None:
        key = None
    rows = beyond((day, int(key["pk"])) if key else None, size + 1)
    return _cut(rows, size, dated, by, is_first=key is None)


def page_in(
    rows_of: Callable[[Sequence[int]], Mapping[int, Row]],
    order: Sequence[tuple[float, int]],
    *,
    after: str,
    size: int,
    ranked: bool = False,
    dated: bool = False,
) -> Page[Row]:
    """The same, where the order of all is known: what each is ordered by, and its id.

    `rows_of` reads the rows of some ids, in one query. By what all are ordered (the larger comes
    first) is the rank when `ranked`, the ordinal of a day when `dated`, else nothing. Rows that
    are gone meanwhile are left out.
    """
    last = _read(after, ranked=ranked, dated=dated)
    begin = (
        0 if last is None else next((n for n, key in enumerate(order) if key < last), len(order))
    )
    ids = order[begin : begin + size]
    rows = rows_of([pk for _place, pk in ids])
    older = ""
    if ids and begin + size < len(order):
        place, pk = ids[-1]
        day = f"{date.fromordinal(int(place)).isoformat()}~{pk}" if dated else ""
        older = day or (f"{place!r}~{pk}" if ranked else str(pk))
    return Page([rows[pk] for _, pk in ids if pk in rows], older=older, is_first=last is None)


def _read(after: str, *, ranked: bool, dated: bool) -> tuple[float, int] | None:
    """The place and id that a key names; None when it cannot be read as such."""
    key = KEY.fullmatch(after)
    if not key or (ranked and not key["rank"]):
        return None
    if dated:
        day = _day(key["day"])
        return (day.toordinal(), int(key["pk"])) if day else None
    return (float(key["rank"]) if ranked else 0.0, int(key["pk"]))


MOMENT = re.compile(r"(?P<micros>\d{1,17})~(?P<pk>\d{1,18})", re.ASCII)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


def moment_page(
    found: models.QuerySet[Row], *, after: str, size: int, by: str, rising: bool = False
) -> Page[Row]:
    """As `keyset_page`, of rows in the order of a moment, the field `by`; it puts them in order.

    rising: the longest ago first. Rows of the same moment come in the order of their keys.
    """
    way, sign = ("gt", "") if rising else ("lt", "-")
    found = found.order_by(f"{sign}{by}", f"{sign}pk")
    key = MOMENT.fullmatch(after)
    if key:
        moment = EPOCH + int(key["micros"]) * MICROSECOND
        same = models.Q((by, moment), (f"pk__{way}", int(key["pk"])))
        found = found.filter(models.Q((f"{by}__{way}e", moment)))
        found = found.filter(models.Q((f"{by}__{way}", moment)) | same)
    rows = list(found[: size + 1])
    more, rows = len(rows) > size, rows[:size]
    micros = (getattr(rows[-1], by) - EPOCH) // MICROSECOND if more else 0
    return Page(rows, older=f"{micros}~{rows[-1].pk}" if more else "", is_first=key is None)


def _day(written: str | None) -> date | None:
    """The day that a key names; None when there is no such day."""
    try:
        return date.fromisoformat(written or "")
    except ValueError:
        return None


def _key_of(row: Row, dated: str, by: str) -> str:
    if dated:
        return f"{getattr(row, dated).isoformat()}~{row.pk}"
    return str(getattr(row, by))
