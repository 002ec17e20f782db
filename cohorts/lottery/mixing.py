"""Shares of groups that give each kind its chance, where peeling left something over."""

from collections.abc import Callable

import numpy as np

from cohorts.lottery.pool import Counts, Floats, Pool
from cohorts.lottery.pricing import Market
from cohorts.lottery.solver import NO_END, Program, Unsolved

NEAR = 1e-9  # a group that would better the worst by less is not taken in


def mixed(
    pool: Pool, market: Market, chances: Floats,
    *, enough: float, looks: int, beat: Callable[[], None],
) -> tuple[float, Floats]:  # fmt: skip
    """How much the worst misses its chance, and the shares of the groups known to the market.

    chances: of one person of each kind, shape (kinds,). Ends when nothing misses more than
    `enough`, when no group helps, or when groups were weighed `looks` times.
    """
    mixture = _Mixture(pool, market.known, chances)
    for _look in range(looks):
        beat()
        missed, price, worth, shares = mixture.solve()
        found = market.better(worth, price, NEAR) if missed > enough else []
        if not found:
            return missed, shares
        for group in found:
            mixture.add(group)
    market.is_spent = True
    missed, price, worth, shares = mixture.solve()
    return missed, shares


class _Mixture:
    """The program that mixes known groups so that the worst misses its chance by least."""

    def __init__(self, pool: Pool, known: list[Counts], chances: Floats) -> None:
        self.sizes, size = pool.sizes, len(chances)
        one = np.ones(1)
        self.program = Program(
            one, under=0 * one, over=one, most=False, rows=np.append(np.ones(size), 0.0)[:, None],
            low=np.append(chances, 1.0), high=np.append(np.full(size, NO_END), 1.0),
        )  # fmt: skip
        for group in known:
            self.add(group)

    def add(self, group: Counts) -> None:
        """One more group that may be drawn."""
        self.program.add_column(0.0, np.append(group / self.sizes, 1.0))

    def solve(self) -> tuple[float, float, Floats, Floats]:
        """What the worst misses, the price of a group, what one of each kind is worth, shares."""
        found = self.program.solve()
        if found is None:
            raise Unsolved("no mixture")
        worth = np.maximum(found.row_duals[:-1], 0.0) / self.sizes
        return found.value, -float(found.row_duals[-1]), worth, np.maximum(found.columns[1:], 0.0)
