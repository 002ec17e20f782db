"""Score: each gives points to options; the highest sum is chosen. What is left out adds nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import ClassVar, TypeAlias

from decisions.methods.choosing import behind_each, outcome_of, settle
from decisions.methods.outcome import Outcome, Result
from decisions.methods.tally import Cast, Exact, Tally, merged

Points: TypeAlias = tuple[
    tuple[str, int], ...
]  # pairs of an option and its points, each option once


@dataclass(frozen=True, slots=True)
class Score:
    """low, high: the points that may be given, both included. Counts say who gave any points."""

    options: tuple[str, ...]
    low: int = 0
    high: int = 5
    seats: int = 1
    lot: tuple[str, ...] = ()

    name: ClassVar[str] = "score"
    fails: ClassVar[Result] = Result.NOTHING_CHOSEN

    @property
    def names(self) -> tuple[str, ...]:
        return self.options

    def decide(self, electorate: Tally, casts: Sequence[Cast[Points]]) -> Outcome:
        ballots = merged(casts)
        named = [Cast(behind, tuple(option for option, _ in points)) for behind, points in ballots]
        counts = behind_each(named, self.options)
        sums = self._sums(ballots)
        scored = {option: sums[option] for option in self.options if counts[option].electors}
        numbers: dict[str, Exact | str] = {"low": self.low, "high": self.high, "seats": self.seats}
        numbers["most"] = max(scored.values(), default=0)
        settled = settle(scored, seats=self.seats, lot=self.lot)
        outcome = outcome_of(settled, counts, numbers, "highest_score")
        means = {
            option: Fraction(sums[option]) / counts[option].voices
            for option in self.options
            if counts[option].voices
        }
        return replace(outcome, workings={"sums": sums, "means": means})

    def _sums(self, ballots: Sequence[Cast[Points]]) -> dict[str, Exact]:
        sums: dict[str, Exact] = dict.fromkeys(self.options, 0)
        for behind, points in ballots:
            for option, given in points:
                sums[option] += behind.voices * given
        return sums
