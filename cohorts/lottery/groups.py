"""Groups that meet everything: the one worth most, and whether there is any."""

import numpy as np

from cohorts.lottery.pool import Counts, Floats, Pool
from cohorts.lottery.solver import Program

NO_LIMIT = 2**31 - 1


class Groups:
    """All groups of a pool that meet its quotas, as counts of each kind, one at a time."""

    def __init__(self, pool: Pool, seats: int) -> None:
        self.pool, self.seats = pool, seats
        self.steps = 0  # of the solver, all searches together
        size = len(pool.kinds)
        self._program = Program(
            np.zeros(size), under=np.zeros(size), over=pool.sizes, most=True, whole=True,
            rows=np.vstack([pool.matters, np.ones(size, dtype=np.int64)]),
            low=np.append(pool.least, seats), high=np.append(pool.most, seats),
        )  # fmt: skip

    def best(self, worth: Floats, *, gap: float = 0.0, nodes: int = NO_LIMIT) -> Counts | None:
        """The group worth most; None where no group meets all quotas.

        worth: of one person of each kind, shape (kinds,). gap: how far it may be from the best, as
        a part of it. nodes: of the search; raises Unsolved where it found no group in so many.
        Returns counts, shape (kinds,).
        """
        return self.best_and_bound(worth, gap=gap, nodes=nodes)[0]

    def best_and_bound(
        self, worth: Floats, *, gap: float = 0.0, nodes: int = NO_LIMIT
    ) -> tuple[Counts | None, float]:
        """The group worth most that was found, and what none is worth more than."""
        largest = float(np.abs(worth).max()) or 1.0
        self._program.costs(worth / largest)
        self._program.options(mip_rel_gap=gap, mip_max_nodes=nodes)
        found = self._program.solve()
        self.steps += self._program.steps()
        if found is None:
            return None, 0.0
        group = np.rint(found.columns).astype(np.int64)
        meets = self.pool.meets(group, self.seats)
        return group if meets else None, found.bound * largest
