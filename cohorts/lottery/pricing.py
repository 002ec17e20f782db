"""Groups worth more than those known: first near those known, then among all there are."""

import numpy as np

from cohorts.lottery.groups import Groups
from cohorts.lottery.pool import Counts, Floats
from cohorts.lottery.solver import Unsolved
from cohorts.lottery.swaps import Swaps

STARTS = 6  # known groups from which exchanges start
MEMORY = 0.8  # of what people were worth before: it keeps the search from jumping to and fro
SHAKEN = 0.1  # of the most that one is worth: so that those worth nothing change places, too
ROUGH = 0.02  # a gap that will do where any better group helps
FEW = 500  # nodes of a rough search
STEPS_A_NODE = 100  # about: an exact search takes no more nodes than there are steps left for


class Market:
    """All groups found so far, and the search for those worth more.

    Searches among all groups take about `steps` of the solver together; after them, or where one
    is too hard, the market `is_spent`: that it finds none proves nothing then.
    """

    def __init__(self, groups: Groups, known: list[Counts], *, steps: int) -> None:
        self.known = list({group.tobytes(): group for group in known}.values())
        self._groups, self._swaps = groups, Swaps(groups.pool)
        self._seen = {group.tobytes() for group in self.known}
        self.refill(steps=steps)
        self._before: Floats | None = None
        self._chance = np.random.default_rng(0)

    def refill(self, *, steps: int) -> None:
        """So many steps from now on."""
        self._steps, self.is_spent = self._groups.steps + steps, False

    def forget(self) -> None:
        """What people were worth before counts no more: another question is asked."""
        self._before = None

    def better(self, worth: Floats, price: float, near: float) -> list[Counts]:
        """New groups worth more than `price` + `near`; none where there is none, or `is_spent`.

        worth: of one person of each kind, never below 0, shape (kinds,).
        """
        scale = float(worth.max()) or 1.0
        now = worth / scale
        before = now if self._before is None else self._before
        calm = self._before = MEMORY * before + (1 - MEMORY) * now
        floor = price + near
        found = self._nearby(calm, worth, floor, shaken=False)
        found = found or self._nearby(now, worth, floor, shaken=True)
        if not found:
            found = self._anywhere(calm, now, worth, floor)
        self.known += found
        return found

    def _anywhere(self, calm: Floats, now: Floats, worth: Floats, floor: float) -> list[Counts]:
        """Roughly first, which is far quicker; then exactly, which proves that there is none."""
        for view, gap in ((calm, ROUGH), (now, ROUGH), (now, 0.0)):
            left = self._steps - self._groups.steps
            if left <= 0:
                break
            nodes = min(FEW if gap else left, left // STEPS_A_NODE + 1)
            try:
                found, bound = self._groups.best_and_bound(view, gap=gap, nodes=nodes)
            except Unsolved:
                continue
            taken = self._taken([found], worth, floor)
            if taken:
                return taken
            if view is now and bound * float(worth.max()) <= floor:
                return []
        self.is_spent = True
        return []

    def _nearby(self, view: Floats, worth: Floats, floor: float, *, shaken: bool) -> list[Counts]:
        values = np.array(self.known) @ view
        found = list[Counts | None]()
        for at in np.argsort(-values, kind="stable")[:STARTS]:
            seen = view + SHAKEN * self._chance.random(len(view)) if shaken else view
            found.append(self._swaps.better(self.known[at], seen))
        return self._taken(found, worth, floor)

    def _taken(self, groups: list[Counts | None], worth: Floats, floor: float) -> list[Counts]:
        """Those that are new, worth enough, and meet everything."""
        taken = list[Counts]()
        for group in groups:
            if group is None or group.tobytes() in self._seen or (group * worth).sum() <= floor:
                continue
            if self._groups.pool.meets(group, self._groups.seats):
                self._seen.add(group.tobytes())
                taken.append(group)
        return taken
