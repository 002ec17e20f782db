"""What changed between two answers of the same people, and which figures may be shown at all.

Plain Python. Answers are steps from 1 to 5; a change is from -4 to 4.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum, sqrt

FEWEST = 5  # people: below it, nothing is said
DECIMALS = 2


@dataclass(frozen=True)
class Change:
    """A change of the same people, from one moment to another.

    people: how many answered both times, at least FEWEST. before, after, mean: in steps; mean is
    after less before. spread: the standard deviation of the changes (n - 1 below the line).
    up, same, down: how many of them; together `people`.
    """

    people: int
    before: float
    after: float
    mean: float
    spread: float
    up: int
    same: int
    down: int


def pairs_of(
    start: Mapping[Hashable, int], end: Mapping[Hashable, int]
) -> dict[Hashable, tuple[int, int]]:
    """Of each who answered both times: her two answers."""
    return {who: (start[who], end[who]) for who in start if who in end}


def change_in(pairs: Iterable[tuple[int, int]]) -> Change | None:
    """The change in `pairs` of answers, rounded to hundredths; None of fewer than FEWEST."""
    both = list(pairs)
    people = len(both)
    if people < FEWEST:
        return None
    steps = [after - before for before, after in both]
    mean = fsum(steps) / people
    spread = sqrt(fsum((step - mean) ** 2 for step in steps) / (people - 1))
    return Change(
        people=people,
        before=round(fsum(before for before, _after in both) / people, DECIMALS),
        after=round(fsum(after for _before, after in both) / people, DECIMALS),
        mean=round(mean, DECIMALS),
        spread=round(spread, DECIMALS),
        up=sum(step > 0 for step in steps),
        same=sum(step == 0 for step in steps),
        down=sum(step < 0 for step in steps),
    )


def tells_each(pairs: Iterable[tuple[int, int]]) -> bool:
    """Whether all answered, or changed, alike: then a mean and a spread are the answer of each."""
    both = list(pairs)
    befores, afters = {before for before, _after in both}, {after for _before, after in both}
    steps = {after - before for before, after in both}
    return 1 in (len(befores), len(afters), len(steps))


def share_in_words(some: int, people: int) -> str:
    """How many of `people` that is, so coarsely that one or two cannot be told from none.

    Returns "few" (less than a quarter, or none), "some" (less than half), "many" (half or more)
    or "most" (three quarters or more).
    """
    if some * 4 >= people * 3:
        return "most"
    if some * 2 >= people:
        return "many"
    return "some" if some * 4 >= people else "few"


def may_show(new: frozenset[Hashable], shown: Sequence[frozenset[Hashable]]) -> bool:
    """Whether a figure of the answers in `new` tells nothing about fewer than FEWEST people.

    shown: the answers in each figure of the same question that was shown before. An answer that
    was changed is another answer. However figures are added and taken away from each other, what
    comes out is a sum over groups of answers that stand in exactly the same figures; so each of
    these groups must be of FEWEST at least.
    """
    if len(new) < FEWEST:
        return False
    figures = [*shown, new]
    everyone = frozenset[Hashable]().union(*figures)
    groups = Counter(tuple(answer in figure for figure in figures) for answer in everyone)
    return min(groups.values()) >= FEWEST
