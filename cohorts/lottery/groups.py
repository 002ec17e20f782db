"""Groups that meet everything: the one worth most, and whether there is any."""

import numpy as np

from cohorts.lottery.pool import Counts, Floats, Pool
from cohorts.lottery.solver import Program


class Groups:
    """All groups of a pool that meet its quotas, as counts of each kind; asked for one at a time."""

    def __init__(self, pool: Pool, seats: int) -> None:
        self.pool, self.seats = pool, seats
        size = len(pool.kinds)
        self._program = Program(
            np.zeros(size), under=np.zeros(size), over=pool.sizes, most=True, whole=True,
            rows=np.vstack([pool.matters, np.ones(size, dtype=np.int64)]),
            low=np.append(pool.least, seats), high=np.append(pool.most, seats),
        )  # fmt: skip

    def best(self, worth: Floats) -> Counts | None:
        """The group worth most; None where no group meets all quotas.

        worth: of one person of each kind, shape (kinds,). Returns counts, shape (kinds,).
        """
        largest = float(np.abs(worth).max()) or 1.0
        self._program.costs(worth / largest)
        found = self._program.solve()
        if found is None:
            return None
        group = np.rint(found.columns).astype(np.int64)
        return group if self.pool.meets(group, self.seats) else None
