"""Ranked choice by the Schulze method.

Markus Schulze, A new monotonic, clone-independent, reversal symmetric, and Condorcet-consistent
single-winner election method, Social Choice and Welfare 36 (2011), 267–303. Links are as strong as
their winning voices, and among equals as the losing ones are few (his ≻win). What one leaves out
ranks last, all alike.

The tie-break is ours and stated: of several that nothing beats, the first in `lot` is chosen;
without a lot they tie. (His own breaks ties by ballots drawn at random: nobody could repeat it.)
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import permutations
from typing import ClassVar, TypeAlias

from decisions.methods.choosing import Settled, firsts, outcome_of
from decisions.methods.outcome import Outcome, Result
from decisions.methods.tally import Cast, Exact, Tally, merged, together

Ranking: TypeAlias = tuple[frozenset[str], ...]  # groups of equals, the best first
Pair: TypeAlias = tuple[str, str]
Strength: TypeAlias = tuple[int, Exact, Exact]  # compares as his ≻win does


@dataclass(frozen=True, slots=True)
class Schulze:
    options: tuple[str, ...]
    lot: tuple[str, ...] = ()

    name: ClassVar[str] = "schulze"
    fails: ClassVar[Result] = Result.NOTHING_CHOSEN

    @property
    def names(self) -> tuple[str, ...]:
        return self.options

    def decide(self, electorate: Tally, casts: Sequence[Cast[Ranking]]) -> Outcome:
        ballots = merged(casts)
        counts = firsts(ballots, self.options)
        wins = pairwise(ballots, self.options)
        paths = strongest_paths(wins, self.options)
        levels = ranked(paths, self.options)
        settled = self._settle(levels[0] if any(wins.values()) else ())
        voices = together(cast.behind for cast in ballots).voices
        code = "condorcet" if self._beats_all(settled.chosen, wins) else "schulze"
        outcome = outcome_of(settled, counts, {"of": voices}, code)
        workings = {
            "pairs": {one: {other: wins[one, other] for other in self.options if other != one}
                      for one in self.options},
            "ranking": [list(level) for level in levels],
        }  # fmt: skip
        return replace(outcome, workings=workings)

    def _settle(self, unbeaten: tuple[str, ...]) -> Settled:
        if len(unbeaten) < 2:
            return Settled(unbeaten)
        if not self.lot:
            return Settled((), tied=tuple(sorted(unbeaten)))
        return Settled((min(unbeaten, key=self.lot.index),), by_lot=True)

    def _beats_all(self, chosen: tuple[str, ...], wins: dict[Pair, Exact]) -> bool:
        return all(
            wins[one, other] > wins[other, one]
            for one in chosen
            for other in self.options
            if other != one
        )


def pairwise(ballots: Sequence[Cast[Ranking]], options: Sequence[str]) -> dict[Pair, Exact]:
    """For each pair, the voices that put the first above the second."""
    wins: dict[Pair, Exact] = dict.fromkeys(permutations(options, 2), 0)
    for behind, ranking in ballots:
        below = set(options)
        for group in ranking:
            below -= group
            for one in group:
                for other in below:
                    wins[one, other] += behind.voices
    return wins


def strength(for_it: Exact, against: Exact) -> Strength:
    """A link's strength, so that the stronger of two is the greater."""
    if for_it > against:
        return (1, for_it, -against)
    return (0, 0, 0) if for_it == against else (-1, -against, for_it)


def strongest_paths(wins: dict[Pair, Exact], options: Sequence[str]) -> dict[Pair, Strength]:
    """For each pair, the strength of the weakest link on the strongest path (Floyd, Warshall)."""
    paths = {(one, other): strength(won, wins[other, one]) for (one, other), won in wins.items()}
    for middle in options:
        for one, other in wins:
            if middle not in (one, other):
                through = min(paths[one, middle], paths[middle, other])
                paths[one, other] = max(paths[one, other], through)
    return paths


def ranked(paths: dict[Pair, Strength], options: Sequence[str]) -> list[tuple[str, ...]]:
    """The options in levels: first those that none beats, then those that only they beat …"""
    levels, left = [], list(options)
    while left:
        level = tuple(
            one
            for one in left
            if all(paths[one, other] >= paths[other, one] for other in left if other != one)
        )
        levels.append(level)
        left = [option for option in left if option not in level]
    return levels or [()]
