"""Pages of long lists by key: the hundredth costs what the first does, and nothing is skipped."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Generic, TypeVar

from django.db import models

Row = TypeVar("Row", bound=models.Model)
KEY = re.compile(
    r"(?:(?P<rank>\d+(?:\.\d+)?(?:e-?\d{1,3})?)~|(?P<day>\d{4}-\d\d-\d\d)~)?(?P<pk>\d{1,18})",
    re.ASCII,
)


@dataclass(frozen=True)
class Page(Generic[Row]):
    """One stretch of a list."""

    rows: list[Row]
    older: str
    is_first: bool


def keyset_page(
    found: models.QuerySet[Row],
    *,
    after: str,
    size: int,
    ranked: bool = False,
    dated: str = "",
    by: str = "pk",
) -> Page[Row]:
    """The `size` rows of `found` that come after the key `after`. One query.

    `found` is ordered by `-pk` or, when `ranked`, by `-rank` and `-pk`, rank being annotated; when
    `dated`, by the day of that name and `-pk`, both going down; or by another number that differs
    for each row, `by`. A key that cannot be read is treated as none: the first page.
    """
    key = KEY.fullmatch(after)
    if key and dated:
        day = _day(key["day"])
        if day:
            same = models.Q((dated, day), pk__lt=int(key["pk"]))
            # The first condition is one that an index can begin at.
            found = found.filter(models.Q((f"{dated}__lte", day)))
            found = found.filter(models.Q((f"{dated}__lt", day)) | same)
        else:
            key = None
    elif key and ranked and key["rank"]:
        rank = float(key["rank"])
        found = found.filter(models.Q(rank__lt=rank) | models.Q(rank=rank, pk__lt=int(key["pk"])))
    elif key:
        found = found.filter(**{f"{by}__lt": int(key["pk"])})
    rows = list(found[: size + 1])
    more = len(rows) > size
    rows = rows[:size]
    older = _key_of(rows[-1], ranked, dated, by) if more else ""
    return Page(rows, older=older, is_first=key is None)


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


def _key_of(row: Row, ranked: bool, dated: str, by: str) -> str:
    if dated:
        return f"{getattr(row, dated).isoformat()}~{row.pk}"
    return f"{row.rank!r}~{row.pk}" if ranked else str(getattr(row, by))  # type: ignore[attr-defined]
