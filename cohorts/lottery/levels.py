"""Leximin chances by columns: the lowest as high as it can be, then the next, over groups found one by one.

A program over the groups known so far says what it is worth to have somebody of each kind once more;
a second one looks for the group that is worth most. When none is worth more than those known, the
lowest chances are found: they are held, and the next are raised (Flanigan et al. 2021, methods).
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from cohorts.lottery.groups import Groups
from cohorts.lottery.pool import Counts, Floats, Pool
from cohorts.lottery.solver import NO_END, Program, Unsolved

NEAR = 1e-7  # two chances that differ by less are alike
SLACK = 1e-9  # what is held may be missed by rounding
WORTH = 1e-6  # what a kind must be worth for its chance to be at its best


@dataclass(frozen=True)
class Levelled:
    """Groups with their shares, which kinds can never sit, and how far the levels were proven."""

    groups: list[Counts]
    shares: Floats
    never: "np.ndarray"
    complete: bool
    worth: Floats  # of the lowest level, of one person of each kind


def levelled(
    pool: Pool, groups: Groups, known: list[Counts], *, looks: int, beat: Callable[[], None]
) -> Levelled:
    """Leximin shares of groups; `known`: at least one group. At most `looks` groups are looked for.

    Where those do not do, the higher levels stay as far as they came (`complete` is False).
    """
    known = list({group.tobytes(): group for group in known}.values())
    never = _cover(groups, known, beat)
    held = np.where(never, 0.0, -1.0)
    first, shares, left = None, np.zeros(0), looks
    while (held < 0).any() or not len(shares):
        level = _Level(pool, known, held)
        while True:
            beat()
            lowest, price, worth, shares = level.solve()
            found = groups.best(worth) if left else None
            left -= 1
            if found is None or float((found * worth).sum()) <= price + NEAR:
                break
            known.append(found)
            level.add(found)
        first = worth if first is None else first
        if left < 0:
            break
        held[(held < 0) & (worth * pool.sizes > WORTH)] = max(0.0, lowest)
    if first is None:
        raise Unsolved("no level")
    return Levelled(known, shares, never, left >= 0, first)


def _cover(groups: Groups, known: list[Counts], beat: Callable[[], None]) -> "np.ndarray":
    """Which kinds are in no group at all; a group for each other is added to those known."""
    covered = np.array(known).sum(axis=0) > 0
    never = np.zeros(len(covered), dtype=bool)
    for kind in range(len(covered)):
        if covered[kind]:
            continue
        beat()
        found = groups.best(np.where(covered, 0.0, 0.001) + (np.arange(len(covered)) == kind))
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
        """The lowest chance, the price of a group, what one of each kind is worth, and the shares."""
        found = self.program.solve()
        if found is None:
            raise Unsolved("no chances")
        worth = np.maximum(-found.row_duals[:-1], 0.0) / self.sizes
        return found.value, float(found.row_duals[-1]), worth, np.maximum(found.columns[1:], 0.0)
