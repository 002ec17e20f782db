"""Chances that nobody could better: the program in which people may sit in a group by halves.

Every lottery over groups is one of its points, so its leximin chances are a bound for all lotteries.
"""

import numpy as np

from cohorts.lottery.pool import Floats, Pool
from cohorts.lottery.solver import NO_END, Program

HELD = 1e-9  # what is held may be missed by so much
PRICE = 1e-8  # a price above it is one


def relaxed_chances(pool: Pool, seats: int, never: "np.ndarray | None" = None) -> Floats | None:
    """Leximin chances of one person of each kind, where people may sit by halves.

    never: kinds whose chance is held at 0; shape (kinds,) of truth. Returns shape (kinds,), from 0
    to 1; None where even by halves no group meets the quotas.
    """
    held = np.full(len(pool.kinds), -1.0)
    if never is not None:
        held[never] = 0.0
    while (held < 0).any():
        found = lowest(pool, seats, held)
        if found is None:
            return None
        chance, prices, _weights = found
        stuck = (held < 0) & (prices > PRICE)
        if chance >= 1 - PRICE or not stuck.any():
            stuck = held < 0
        held[stuck] = min(max(chance, 0.0), 1.0)
    return held


def lowest(pool: Pool, seats: int, held: Floats) -> tuple[float, Floats, Floats] | None:
    """How high the lowest chance can be that is not held yet (below 0 in `held`).

    Returns it, the price of each kind (above 0: its chance can be no higher), shape (kinds,), and
    what each row is worth, the seats last, shape (rows + 1,). None where no group is.
    """
    free, size = held < 0, len(held)
    rows = np.vstack([pool.matters, np.ones(size, dtype=np.int64)]) * pool.sizes
    low, high = np.append(pool.least, seats), np.append(pool.most, seats)
    under = np.append(np.where(free, 0.0, np.maximum(held - HELD, 0.0)), 0.0)
    over = np.append(np.where(free, NO_END, np.minimum(held + HELD, 1.0)), 1.0)
    program = Program(
        np.append(np.zeros(size), 1.0), under=under, over=over, low=low, high=high, most=True,
        rows=np.hstack([rows, (rows * free).sum(axis=1, keepdims=True)]),
    )  # fmt: skip
    capped = np.zeros(size, dtype=bool)
    while (found := program.solve()) is not None:
        above = free & ~capped & (found.columns[:-1] + found.columns[-1] > 1 + HELD)
        if not above.any():
            break
        capped |= above
        for kind in np.flatnonzero(above):  # a chance is 1 at most
            row = np.zeros(size + 1)
            row[kind] = row[-1] = 1.0
            program.add_row(0.0, 1.0, row)
    if found is None:
        return None
    worth = found.row_duals[: len(rows)]
    full = np.where(worth > 0, worth * high, worth * low).sum() + found.row_duals[len(rows) :].sum()
    full += found.column_duals[-1]  # where the chance itself stops at 1
    used = ((rows * worth[:, None]).sum(axis=0) * np.maximum(held, 0.0)).sum()
    prices = np.abs(found.column_duals[:-1]) * free
    return float(full - used), prices, worth  # from the prices: what is held counts exactly
