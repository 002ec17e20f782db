"""Leximin chances over groups found one by one: the lowest as high as it can be, then the next.

A program over the groups known so far says what somebody of each kind once more is worth;
a market looks for groups that are worth more. When none is worth more than those known, the
lowest chances are found: they are held, and the next are raised (Flanigan et al. 2021, methods).
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from cohorts.lottery.groups import Groups
from cohorts.lottery.pool import Counts, Floats, Pool
from cohorts.lottery.pricing import Market
from cohorts.lottery.solver import NO_END, Program, Unsolved

NEAR = 1e-7  # two chances that differ by less are alike
SLACK = 1e-9  # what is held may be missed by rounding
WORTH = 1e-6  # what a kind must be worth for its chance to be at its best


@dataclass(frozen=True)
class Levelled:
    """Shares of the groups known, which kinds can never sit, and how far the levels were proven."""

    shares: Floats
    never: "np.ndarray"
    complete: bool
    worth: Floats  # of the lowest level, of one person of each kind


def levelled(
    pool: Pool, groups: Groups, market: Market, *, looks: int, nodes: int, gap: float,
    beat: Callable[[], None],
) -> Levelled:  # fmt: skip
    """Leximin shares of groups, with all that the market knows: at least one.

    Groups are weighed at most `looks` times; a search for whoever is in none yet takes at most
    `nodes`, ends so near to the best as `gap`, and raises Unsolved where that does not do. Where
    looks do not do, or where the market is spent, the higher levels stay as far as they came
    (`complete` is False).
    """
    never = _cover(groups, market.known, nodes, gap, beat)
    held = np.where(never, 0.0, -1.0)
    first, shares, left = None, np.zeros(0), looks
    while (held < 0).any() or not len(shares):
        level = _Level(pool, market.known, held)
        market.forget()
        while True:
            beat()
            lowest, price, worth, shares = level.solve()
            found = market.better(worth, price, NEAR) if left else []
            left -= 1
            if not found:
                break
            for group in found:
                level.add(group)
        first = worth if first is None else first
        if left < 0 or market.is_spent:
            break
        stuck = (held < 0) & (worth * pool.sizes > WORTH)
        held[stuck if stuck.any() else held < 0] = max(0.0, lowest)
    if first is None:
        raise Unsolved("no level")
    return Levelled(shares, never, left >= 0 and not market.is_spent, first)


def _cover(
    groups: Groups, known: list[Counts], nodes: int, gap: float, beat: Callable[[], None]
) -> "np.ndarray":
    """Which kinds are in no group at all; a group for each other is added to those known."""
    covered = np.array(known).sum(axis=0) > 0
    never = np.zeros(len(covered), dtype=bool)
    for kind in range(len(covered)):
        if covered[kind]:
            continue
        beat()
        wanted = np.where(covered, 0.0, 0.001) + (np.arange(len(covered)) == kind)
        found, bound = groups.best_and_bound(wanted, gap=gap, nodes=nodes)
        if found is not None and not found[kind]:
            is_open = bound > (1 + gap) * float((wanted * found).sum()) + NEAR
            if is_open and bound >= 1:  # the search was cut short: it may be in another
                raise Unsolved("whether a kind can be in a group")
        if found is None or not found[kind]:
            never[kind] = True
            continue
        known.append(found)
        covered |= found > 0
    return never


class _Level:
    """The program that raises the lowest chance over the groups known so far."""

    def __init__(self, pool: Pool, known: list[Counts], held: Floats) -> None:
        self.sizes, size = pool.sizes, len(held)
        free = held < 0
        one = np.ones(1)
        self.program = Program(
            one, under=0 * one, over=one, most=True,
            rows=np.append(np.where(free, -1.0, 0.0), 0.0)[:, None],
            low=np.append(np.where(free, 0.0, held - SLACK), 1.0),
            high=np.append(np.full(size, NO_END), 1.0),
        )  # fmt: skip
        for group in known:
            self.add(group)

    def add(self, group: Counts) -> None:
        """One more group that may be drawn."""
        self.program.add_column(0.0, np.append(group / self.sizes, 1.0))

    def solve(self) -> tuple[float, float, Floats, Floats]:
        """The lowest chance, the price of a group, what one of each kind is worth, shares."""
        found = self.program.solve()
        if found is None:
            raise Unsolved("no chances")
        worth = np.maximum(-found.row_duals[:-1], 0.0) / self.sizes
        return found.value, float(found.row_duals[-1]), worth, np.maximum(found.columns[1:], 0.0)
