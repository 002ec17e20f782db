"""Circles that networks show, held in the process: public facts, with the version they are of.

Her circle is held against them here, with numpy, so that it never reaches the database.
"""

from dataclasses import dataclass
from threading import Lock

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from networks.models import Network, PublishedCircle
from values.queries.comparing import Comparable
from values.science.circle import Floats

Keys = NDArray[np.int64]


@dataclass(frozen=True)
class Circles:
    """All circles that are shown, by the keys of their networks, rising.

    beyond: (n, 10), what is left beyond the norm, each of length 1; instrument: (n,) of codes.
    """

    version: int
    keys: Keys
    beyond: NDArray[np.float32]
    instrument: NDArray[np.int16]

    def rows_of(self, keys: Keys) -> Keys:
        """Where these networks stand; those that show no circle are left out."""
        places = np.searchsorted(self.keys, keys)
        there = places < len(self.keys)
        there[there] = self.keys[places[there]] == keys[there]
        return places[there]


_instruments: list[str] = []
NONE = Circles(0, np.empty(0, np.int64), np.empty((0, 10), np.float32), np.empty(0, np.int16))


class Shelf:
    """What this process holds; one at a time puts something new on it."""

    held = NONE
    lock = Lock()


# An index is asked: mostly nothing is newer. Numbers come as PostgreSQL sends them, all in a row:
# of a hundred thousand circles each would take its time. What is hidden is a group of its own.
NEWER = """
    SELECT coalesce(instrument, ''), beyond IS NULL, max(version), string_agg(
        int8send(network_id) || coalesce(substr(vector_send(beyond), 5), ''::bytea), ''::bytea)
    FROM networks_publishedcircle WHERE version > %s GROUP BY 1, 2
"""
Newer = tuple[str, bool, int, bytes]
SHOWN = np.dtype([("key", ">i8"), ("beyond", ">f4", 10)])
HIDDEN = np.dtype([("key", ">i8")])


def circles_now() -> Circles:
    """All that are shown at this moment: what is held, and what came since. One query."""
    held = Shelf.held
    with connection.cursor() as cursor:
        cursor.execute(NEWER, [held.version])
        rows = cursor.fetchall()
    if rows:
        with Shelf.lock:
            if Shelf.held.version < max(row[2] for row in rows):
                Shelf.held = _with(held, rows)
    return Shelf.held


def _with(held: Circles, rows: list[Newer]) -> Circles:
    """What is held, with what changed since its version."""
    changed = [np.frombuffer(sent, HIDDEN if gone else SHOWN) for _of, gone, _v, sent in rows]
    stays = ~np.isin(held.keys, np.concatenate([each["key"] for each in changed]))
    shown = [(_code(row[0]), each) for row, each in zip(rows, changed, strict=True) if not row[1]]
    keys = np.concatenate([held.keys[stays], *(new["key"] for _code, new in shown)])
    beyond = np.concatenate([held.beyond[stays], *(new["beyond"] for _code, new in shown)])
    codes = [np.full(len(new), code, np.int16) for code, new in shown]
    order = np.argsort(keys, kind="stable")
    return Circles(
        version=max(row[2] for row in rows),
        keys=keys[order].astype(np.int64),
        beyond=beyond[order].astype(np.float32),
        instrument=np.concatenate([held.instrument[stays], *codes])[order],
    )


def _code(instrument: str) -> int:
    if instrument not in _instruments:
        _instruments.append(instrument)
    return _instruments.index(instrument)


@dataclass(frozen=True)
class Stretch:
    """Some networks in the order of what is shared: their keys, and whether there are more."""

    keys: list[int]
    more: bool
    count: int  # of those that were held against each other


def in_order_of_shared(
    own: Comparable, among: Keys, circles: Circles, *, after: int | None, size: int
) -> Stretch:
    """The `size` networks of `among` that share most with hers, after the one with that key.

    Only circles of the same instrument are held against hers. No query: nobody else learns of it.
    """
    rows = circles.rows_of(among)
    rows = rows[circles.instrument[rows] == _code(own.instrument)]
    likeness = circles.beyond[rows] @ own.direction.astype(np.float32)
    keys = circles.keys[rows]
    rest = _after(keys, likeness, after)
    best = rest[_largest(likeness[rest], size + 1)]
    best = best[np.lexsort((-keys[best], -likeness[best]))]
    return Stretch([int(key) for key in keys[best[:size]]], len(best) > size, len(rows))


def _after(keys: Keys, likeness: NDArray[np.float32], after: int | None) -> Keys:
    """The places of those that come after the network `after`; all, where it is not there."""
    if after is None or not len(at := np.flatnonzero(keys == after)):
        return np.arange(len(keys))
    here = likeness[at[0]]
    return np.flatnonzero((likeness < here) | ((likeness == here) & (keys < after)))


def _largest(numbers: NDArray[np.float32], most: int) -> Keys:
    """The places of the `most` largest, in no order."""
    if len(numbers) <= most:
        return np.arange(len(numbers))
    # Of equals at the edge all are taken, so that their keys decide.
    edge = np.partition(numbers, len(numbers) - most)[len(numbers) - most]
    return np.flatnonzero(numbers >= edge)


def circles_of(networks: list[Network]) -> dict[int, tuple[Floats, str]]:
    """The ten means that these networks show, and with what they were asked. One query."""
    keys = sorted(each.pk for each in networks)
    rows = PublishedCircle.objects.filter(pk__in=keys).exclude(vector=None)
    shown = rows.values_list("pk", "vector", "instrument")
    return {pk: (np.array(vector, np.float64), instrument) for pk, vector, instrument in shown}


def shown_circle_of(network: Network) -> PublishedCircle | None:
    """The circle that it shows to everyone, if it does. One query."""
    return PublishedCircle.objects.filter(pk=network.pk).exclude(vector=None).first()
