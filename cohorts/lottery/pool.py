"""Who applied, what mix is wanted, and who is alike for the lottery."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.int64]
Floats = NDArray[np.float64]


class BadPool(ValueError):
    """What was given is no pool; the words say where and why, for whoever wrote it down."""


@dataclass(frozen=True)
class Quota:
    """How many with this answer should be in the group: at least, at most; both included.

    `low` and `high`: how far it may be loosened where nothing else helps; None where nobody said.
    """

    category: str
    value: str
    least: int
    most: int
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True)
class Applicant:
    """Somebody who applied: a key, and her answer in each category that a quota names."""

    id: str
    traits: Mapping[str, str]


@dataclass(frozen=True)
class Kind:
    """Applicants whom no quota tells apart; they get the same chance."""

    key: tuple[str, ...]
    ids: tuple[str, ...]


@dataclass(frozen=True)
class Pool:
    """Applicants and quotas; of people with the same answer to `apart` one at most is drawn.

    An empty answer to `apart` (an address, say) is shared with nobody. The order of applicants and
    of quotas changes nothing. Raises BadPool for two applicants of one key, two quotas for one
    answer, bounds that cross, and an answer that no quota of its category names.
    """

    applicants: Sequence[Applicant]
    quotas: Sequence[Quota]
    apart: str = ""

    def __post_init__(self) -> None:
        if not self.applicants:
            raise BadPool("nobody applied")
        _refuse_twice("applicants", [each.id for each in self.applicants])
        _refuse_twice("quotas", [f"{each.category}: {each.value}" for each in self.quotas])
        for quota in self.quotas:
            if not 0 <= quota.least <= quota.most:
                raise BadPool(
                    f"{quota.category}: {quota.value} wants at least {quota.least}"
                    f" and at most {quota.most}"
                )
        self._refuse_unnamed()

    def _refuse_unnamed(self) -> None:
        named = {(quota.category, quota.value) for quota in self.quotas}
        for each in self.applicants:
            for category in self.categories:
                answer = each.traits.get(category, "")
                if (category, answer) not in named:
                    raise BadPool(f"{each.id}: no quota names “{answer}” in {category}")

    @cached_property
    def categories(self) -> tuple[str, ...]:
        """The categories that quotas name, by name."""
        return tuple(sorted({quota.category for quota in self.quotas}))

    @cached_property
    def ordered(self) -> tuple[Quota, ...]:
        """The quotas by category and answer: the order of the first rows of `matters`."""
        return tuple(sorted(self.quotas, key=lambda quota: (quota.category, quota.value)))

    @cached_property
    def _homes(self) -> tuple[str, ...]:
        """Answers to `apart` that several share, by name."""
        homes = Counter(each.traits.get(self.apart, "") for each in self.applicants)
        return tuple(sorted(home for home, many in homes.items() if home and many > 1))

    @cached_property
    def kinds(self) -> tuple[Kind, ...]:
        """Those whom nothing tells apart, together; by their answers."""
        shared, found = set(self._homes), dict[tuple[str, ...], list[str]]()
        for each in self.applicants:
            home = each.traits.get(self.apart, "") if self.apart else ""
            answers = [each.traits[name] for name in self.categories]
            found.setdefault((*answers, home if home in shared else ""), []).append(each.id)
        return tuple(Kind(key, tuple(sorted(found[key]))) for key in sorted(found))

    @cached_property
    def sizes(self) -> Counts:
        """How many applicants are of each kind. Shape (kinds,)."""
        return np.array([len(kind.ids) for kind in self.kinds], dtype=np.int64)

    @cached_property
    def matters(self) -> Counts:
        """1 where a row counts a kind, else 0: quotas, then shared homes. Shape (rows, kinds)."""
        place = {name: at for at, name in enumerate(self.categories)}
        rows = {(place[quota.category], quota.value): at for at, quota in enumerate(self.ordered)}
        rows |= {(len(place), home): len(rows) + at for at, home in enumerate(self._homes)}
        table = np.zeros((len(rows), len(self.kinds)), dtype=np.int64)
        for column, kind in enumerate(self.kinds):
            for where in enumerate(kind.key):
                if where in rows:
                    table[rows[where], column] = 1
        return table

    @cached_property
    def least(self) -> Counts:
        """The fewest that each row wants. Shape (rows,)."""
        return np.array([q.least for q in self.ordered] + [0] * len(self._homes), dtype=np.int64)

    @cached_property
    def most(self) -> Counts:
        """The most that each row allows. Shape (rows,)."""
        return np.array([q.most for q in self.ordered] + [1] * len(self._homes), dtype=np.int64)

    def meets(self, group: Counts, seats: int) -> bool:
        """Whether so many of each kind are a group that meets everything, in whole numbers."""
        inside = (self.matters * group).sum(axis=1)
        return bool(
            group.sum() == seats
            and (group >= 0).all()
            and (group <= self.sizes).all()
            and (inside >= self.least).all()
            and (inside <= self.most).all()
        )


def _refuse_twice(what: str, names: Iterable[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise BadPool(f"two {what} are called “{name}”")
        seen.add(name)
