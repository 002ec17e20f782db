"""Groups that together give each kind the chance it is to have: one after the other is taken away.

What is left of the chances is kept inside all quotas, so that the next group can be found in the
same way. Each group is taken as often as that allows
(After Grötschel, Lovász and Schrijver 1988, 6.5.)
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from cohorts.lottery.pool import Counts, Floats, Pool
from cohorts.lottery.solver import Program, Unsolved

ROUNDING = 1e-7  # of a share
LEAST_ROUNDING = 1e-11
LEFT = 1e-9  # of all lots: so few are not looked for
SMALLEST = 1e-6  # of what is left: a smaller share of lots is not taken
NODES = 500
FEWEST, TIMES = 200, 3  # groups: at most so many, and so many for each kind


@dataclass
class Peeled:
    """Groups with their shares, and what is left: its share, and the sum of chances in it."""

    groups: list[Counts]
    shares: list[float]
    left: float
    rest: Floats


def peeled(
    pool: Pool, seats: int, chances: Floats, beat: Callable[[], None], *, steps: int
) -> Peeled:
    """Groups whose shares add up to the chances, as far as they can be found.

    chances: of one person of each kind, shape (kinds,). steps: of the solver, about so many.
    """
    found = Peeled([], [], 1.0, chances * pool.sizes)
    search = _Search(pool, seats)
    part = 1.0
    most = FEWEST + TIMES * len(pool.kinds)
    while found.left > LEFT and len(found.groups) < most and part > SMALLEST:
        beat()
        if search.steps > steps:
            break
        group = search.group(found, part)
        if group is None:
            part *= 0.6
            continue
        share = _share(pool, found, group)
        if share < part * found.left / 2:
            part *= 0.6
            continue
        found.groups.append(group)
        found.shares.append(share)
        found.left -= share
        found.rest = np.maximum(found.rest - share * group, 0.0)
    return found


class _Search:
    """Looks for a group that can be taken with at least a given part of what is left."""

    def __init__(self, pool: Pool, seats: int) -> None:
        self.pool, self.seats, self.steps = pool, seats, 0
        size = len(pool.kinds)
        self._rows = np.vstack([pool.matters, np.ones(size, dtype=np.int64)])
        self._zeros = np.zeros(size)

    def group(self, found: Peeled, part: float) -> Counts | None:
        pool, share = self.pool, part * found.left
        near = ROUNDING * share + LEAST_ROUNDING
        over = np.minimum(pool.sizes, np.floor((found.rest + near) / share))
        slack = pool.sizes * found.left - found.rest
        under = np.maximum(0, pool.sizes - np.floor((slack + near) / share))
        inside = (pool.matters * found.rest).sum(axis=1)
        high = np.minimum(pool.most, pool.least + np.floor(
            (inside - pool.least * found.left + near) / share))  # fmt: skip
        low = np.maximum(pool.least, pool.most - np.floor(
            (pool.most * found.left - inside + near) / share))  # fmt: skip
        if (over < under).any() or (high < low).any():
            return None
        some = np.flatnonzero(over > 0)
        program = Program(
            found.rest[some] / pool.sizes[some] / found.left, under=under[some], over=over[some],
            rows=self._rows[:, some], low=np.append(low, self.seats),
            high=np.append(high, self.seats), most=True, whole=True,
        )  # fmt: skip
        program.options(mip_rel_gap=0.05, mip_max_nodes=NODES)
        try:
            answer = program.solve()
        except Unsolved:
            return None
        finally:
            self.steps += program.steps()
        if answer is None:
            return None
        group = self._zeros.astype(np.int64)
        group[some] = np.rint(answer.columns).astype(np.int64)
        return group if pool.meets(group, self.seats) else None


def _share(pool: Pool, found: Peeled, group: Counts) -> float:
    """How much of this group can be taken, so that what is left stays inside everything."""
    inside, added = (pool.matters * found.rest).sum(axis=1), (pool.matters * group).sum(axis=1)
    room = np.concatenate([
        found.rest, pool.sizes * found.left - found.rest,
        inside - pool.least * found.left, pool.most * found.left - inside,
    ])  # fmt: skip
    use = np.concatenate([group, pool.sizes - group, added - pool.least, pool.most - added])
    used = use > 0
    return float(min(found.left, np.min(np.maximum(room[used], 0.0) / use[used])))
