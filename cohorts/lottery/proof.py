"""Why no lottery can do better for whoever has the smallest chance: points that anybody can add up.

Each applicant has points, never below 0. No group that meets the quotas has more than `most`, so a
drawn group has `most` at most on average. If everybody had a chance above `most / total`, that
average would be above `most`. So the smallest chance is `most / total` at most.
"""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from cohorts.lottery.groups import Groups
from cohorts.lottery.pool import Counts, Floats, Pool
from cohorts.lottery.relaxed import lowest

NODES = 20_000  # of the search for the group with the most points
ROUNDED = 0.5  # of a point: what the bound on a group's points may be off by


@dataclass(frozen=True)
class Proof:
    """Points of one person of each kind, the most that a group can have, and those of all together.

    by_quota: where not empty, points of each row of the pool and of a seat (last): an applicant's
    points are those of her answers and of a seat (0, if that is below 0). `most` follows without
    search: points above 0 times the most, points below 0 times the least that a row allows, and
    what was lifted to 0.
    Where empty, `most` was found by looking for the group with the most points.
    """

    points: Counts
    most: int
    total: int
    by_quota: tuple[int, ...] = ()

    @property
    def bound(self) -> Fraction:
        """No lottery has a smallest chance above it."""
        return min(Fraction(1), Fraction(self.most, self.total)) if self.total else Fraction(1)


def by_quotas(pool: Pool, seats: int, never: "np.ndarray") -> Proof:
    """The proof that the quotas give; `never`: kinds that can be in no group, shape (kinds,)."""
    found = lowest(pool, seats, np.where(never, 0.0, -1.0))
    if found is None:
        raise ValueError("no group meets the quotas, not even by halves")
    worth = found[2] / max(float(np.abs(found[2]).max()), 1e-30)
    proofs = [_rounded(pool, seats, never, worth * 10.0**digits) for digits in (2, 4, 6, 9, 12)]
    best = min(proof.bound for proof in proofs)
    return next(each for each in proofs if each.bound <= best + Fraction(1, 10**10))


def _rounded(pool: Pool, seats: int, never: "np.ndarray", worth: Floats) -> Proof:
    points = np.rint(worth).astype(np.int64)
    ends = zip(points.tolist(), [*pool.least.tolist(), seats], [*pool.most.tolist(), seats],
               strict=True)  # fmt: skip
    most = sum(each * (high if each > 0 else low) for each, low, high in ends)
    sums = (pool.matters * points[:-1, None]).sum(axis=0) + points[-1]
    there = np.where(never, 0, pool.sizes)
    most += int((np.maximum(-sums, 0) * there).sum())
    sums = np.where(never, 0, np.maximum(sums, 0))
    return Proof(sums, most, int((sums * there).sum()), tuple(points.tolist()))


def by_search(pool: Pool, groups: Groups, worth: Floats, *, nodes: int = NODES) -> Proof:
    """The proof by the group that is worth most; worth: of a person of each kind, never below 0.

    nodes: of the search; raises Unsolved where it found no group in so many.
    """
    points = np.rint(worth / max(float(worth.max()), 1e-30) * 10**6).astype(np.int64)
    best, bound = groups.best_and_bound(points.astype(float), nodes=nodes)
    if best is None:
        raise ValueError("no group meets the quotas")
    most = max(int((points * best).sum()), int(np.floor(bound + ROUNDED)))  # points are whole
    return Proof(points, most, int((points * pool.sizes).sum()))
