"""Why no group meets the quotas, and the least that would have to be loosened."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Literal

import numpy as np

from cohorts.lottery.groups import NO_LIMIT
from cohorts.lottery.pool import Counts, Floats, Pool, Quota
from cohorts.lottery.solver import Program, Unsolved

End = Literal["least", "most"]


@dataclass(frozen=True)
class Bound:
    """One end of a quota; `to`: what it would have to become, where it is to be loosened."""

    quota: Quota
    end: End
    to: int | None = None

    @property
    def now(self) -> int:
        return self.quota.least if self.end == "least" else self.quota.most


@dataclass(frozen=True)
class Why:
    """Bounds that cannot all hold, though any of them less can; and the smallest loosening.

    together: empty where not even without quotas so many can be seated. loosen: by the fewest
    people in all; empty where that would not help. within: whether it stays inside
    what the quotas said that they may be loosened to.
    """

    together: tuple[Bound, ...]
    loosen: tuple[Bound, ...]
    within: bool


def why_infeasible(
    pool: Pool, seats: int, *, nodes: int = NO_LIMIT, beat: Callable[[], None] = lambda: None
) -> Why | None:
    """Why no group of so many seats meets the quotas; None where one does.

    nodes: of each search; where they do not do, more is named than is needed, and what would help
    may not be the least. Raises Unsolved where they do not even show whether there is a group.
    """
    ends = [Bound(quota, "least") for quota in pool.ordered if quota.least]
    ends += [Bound(quota, "most") for quota in pool.ordered if quota.most < seats]
    if _is_possible(pool, seats, ends, nodes):
        return None
    if not _is_possible(pool, seats, [], nodes):
        return Why((), (), within=True)
    loosen, within = _loosened(pool, seats, bounded=True, nodes=nodes), True
    if loosen is None:
        loosen, within = _loosened(pool, seats, bounded=False, nodes=nodes), False
    return Why(_conflict(pool, seats, ends, nodes, beat), loosen or (), within)


def _conflict(
    pool: Pool, seats: int, ends: list[Bound], nodes: int, beat: Callable[[], None]
) -> tuple[Bound, ...]:
    """Bounds that cannot hold together: each is left out once, and stays out if it can."""
    kept = list(ends)
    for end in ends:
        beat()
        others = [each for each in kept if each is not end]
        with suppress(Unsolved):
            if not _is_possible(pool, seats, others, nodes):
                kept = others
    return tuple(kept)


def _is_possible(pool: Pool, seats: int, ends: Sequence[Bound], nodes: int) -> bool:
    """Whether a group keeps these bounds, and nobody beside whom she may not sit.

    Raises Unsolved where so many nodes do not show it.
    """
    place = {(quota.category, quota.value): at for at, quota in enumerate(pool.ordered)}
    low, high = np.zeros(len(pool.least)), np.full(len(pool.most), float(seats))
    high[len(place) :] = pool.most[len(place) :]
    for end in ends:
        at = place[end.quota.category, end.quota.value]
        if end.end == "least":
            low[at] = end.now
        else:
            high[at] = end.now
    size = len(pool.kinds)
    program = Program(
        np.zeros(size), under=np.zeros(size), over=pool.sizes, most=True, whole=True,
        rows=np.vstack([pool.matters, np.ones(size, dtype=np.int64)]),
        low=np.append(low, seats), high=np.append(high, seats),
    )  # fmt: skip
    program.options(mip_max_nodes=nodes)
    return program.solve() is not None


def _loosened(
    pool: Pool, seats: int, *, bounded: bool, nodes: int
) -> tuple[Bound, ...] | None:  # fmt: skip
    """The nearest bounds that a group meets, where they differ; None where none do."""
    size, many = len(pool.kinds), len(pool.ordered)
    down = [_room(quota.least, quota.low, 0, bounded) for quota in pool.ordered]
    up = [_room(quota.most, quota.high, max(seats, quota.most), bounded) for quota in pool.ordered]
    zeros = np.zeros((len(pool.least), 2 * many), dtype=np.int64)
    zeros[:many, :many], zeros[:many, many:] = np.eye(many), -np.eye(many)
    rows = np.vstack([np.hstack([pool.matters, zeros]), _seats_row(size, 2 * many)])
    # what is missing below is added, what is too much above is taken off: both are paid for
    program = Program(
        np.append(np.zeros(size), np.ones(2 * many)), under=np.zeros(size + 2 * many),
        over=np.concatenate([pool.sizes, down, up]), rows=rows, most=False, whole=True,
        low=np.append(pool.least, seats), high=np.append(pool.most, seats),
    )  # fmt: skip
    program.options(mip_max_nodes=nodes)
    try:
        found = program.solve()
    except Unsolved:
        return None
    return None if found is None else _told(pool, found.columns[size:])


def _room(now: int, told: int | None, end: int, bounded: bool) -> int:
    return abs(now - (told if bounded and told is not None else end))


def _seats_row(size: int, slacks: int) -> Counts:
    return np.append(np.ones(size, dtype=np.int64), np.zeros(slacks, dtype=np.int64))


def _told(pool: Pool, slack: Floats) -> tuple[Bound, ...]:
    many = len(pool.ordered)
    by = np.rint(slack).astype(np.int64).tolist()
    found = [Bound(quota, "least", quota.least - by[at])
             for at, quota in enumerate(pool.ordered) if by[at]]  # fmt: skip
    found += [Bound(quota, "most", quota.most + by[many + at])
              for at, quota in enumerate(pool.ordered) if by[many + at]]  # fmt: skip
    return tuple(found)
