"""Pages of long lists by key: the hundredth costs what the first does, and nothing is skipped."""

import re
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db import models

Row = TypeVar("Row", bound=models.Model)
KEY = re.compile(r"(?:(?P<rank>\d+(?:\.\d+)?(?:e-?\d{1,3})?)~)?(?P<pk>\d{1,18})", re.ASCII)


@dataclass(frozen=True)
class Page(Generic[Row]):
    """One stretch of a list."""

    rows: list[Row]
    older: str
    is_first: bool


def keyset_page(
    found: models.QuerySet[Row], *, after: str, size: int, ranked: bool = False, by: str = "pk"
) -> Page[Row]:
    """The `size` rows of `found` that come after the key `after`. One query.

    `found` is ordered by `-pk` or, when `ranked`, by `-rank` and `-pk`, rank being annotated; or by
    another number that differs for each row, `by`. A key that cannot be read is treated as none:
    the first page.
    """
    key = KEY.fullmatch(after)
    if key and ranked and key["rank"]:
        rank = float(key["rank"])
        found = found.filter(models.Q(rank__lt=rank) | models.Q(rank=rank, pk__lt=int(key["pk"])))
    elif key:
        found = found.filter(**{f"{by}__lt": int(key["pk"])})
    rows = list(found[: size + 1])
    more = len(rows) > size
    rows = rows[:size]
    return Page(rows, older=_key_of(rows[-1], ranked, by) if more else "", is_first=key is None)


def _key_of(row: Row, ranked: bool, by: str) -> str:
    return f"{row.rank!r}~{row.pk}" if ranked else str(getattr(row, by))  # type: ignore[attr-defined]
