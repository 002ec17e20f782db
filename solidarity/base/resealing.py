"""All that is sealed, sealed anew with the newest key: in batches, and as often as one likes.

Each app says at its start where it keeps sealed words. Whoever stops the work half-way begins it
again: what is done is seen by trying, and left as it is.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction

BATCH = 500


@dataclass(frozen=True)
class Sealed:
    """Where sealed words stand: rows of one table, and how one of them is sealed anew.

    rows: those that hold something sealed. column: what is saved. anew: changes a row in place,
    and says whether it had to; raises ValueError for what no key of ours opens.
    """

    rows: Callable[[], models.QuerySet[Any]]
    column: str
    anew: Callable[[Any], bool]


@dataclass
class Tally:
    """What became of the rows of one table."""

    anew: int = 0
    left: int = 0  # sealed with the newest key already
    shut: int = 0  # no key of ours opens them


_places: dict[str, Sealed] = {}


def keep_sealed(name: str, place: Sealed) -> None:
    """Say where an app keeps sealed words; `name` is shown to whoever changes the key."""
    _places[name] = place


def places() -> dict[str, Sealed]:
    """All of them, by name."""
    return dict(_places)


def reseal_all(*, batch: int = BATCH) -> Iterator[tuple[str, Tally]]:
    """Seal everything with the newest key, one place after the other, a batch a transaction."""
    for name, place in _places.items():
        tally, last = Tally(), 0
        while (reached := _batch(place, tally, after=last, size=batch)) is not None:
            last = reached
        yield name, tally


@transaction.atomic
def _batch(place: Sealed, tally: Tally, *, after: int, size: int) -> int | None:
    """Do the next rows, held meanwhile; returns the last of their keys, None when all are done."""
    rows = place.rows().filter(pk__gt=after).order_by("pk")
    found = list(rows.select_for_update(of=("self",))[:size])
    for row in found:
        try:
            is_anew = place.anew(row)
        except ValueError:
            tally.shut += 1
            continue
        if is_anew:
            row.save(update_fields=[place.column])
        tally.anew += is_anew
        tally.left += not is_anew
    return found[-1].pk if found else None
