"""Ranked choice by instant run-off: whoever has the fewest leaves, and her voices move on.

Rounds go on until one option has more than half of the voices that still stand for any. Equal
preferences share a voice in exact parts. Not monotonic: to rank an option higher can make it lose
(Gideon Doron and Richard Kronick, Single Transferrable Vote, American Journal of Political Science
21, 1977). It is here because people know it; Schulze's method does not do that.

The tie-break, stated: of several with the fewest, the one leaves that had fewer in the round
before, and so back to the first. Still alike, the last of them in `lot` leaves; without a
lot all of them leave together, and where nobody else is left, they tie.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import ClassVar, TypeAlias

from decisions.methods.choosing import Settled, firsts, outcome_of
from decisions.methods.outcome import Outcome, Result
from decisions.methods.tally import Cast, Exact, Tally, merged

Ranking: TypeAlias = tuple[frozenset[str], ...]
Voices: TypeAlias = dict[str, Exact]


@dataclass(slots=True)
class _Run:
    """How far the run-off is."""

    left: list[str]
    rounds: list[Voices] = field(default_factory=list)
    by_lot: bool = False


@dataclass(frozen=True, slots=True)
class Runoff:
    options: tuple[str, ...]
    lot: tuple[str, ...] = ()

    name: ClassVar[str] = "runoff"
    fails: ClassVar[Result] = Result.NOTHING_CHOSEN

    @property
    def names(self) -> tuple[str, ...]:
        return self.options

    def decide(self, electorate: Tally, casts: Sequence[Cast[Ranking]]) -> Outcome:
        ballots = merged(casts)
        run = _Run(list(self.options))
        settled = self._run(ballots, run)
        last = run.rounds[-1]
        numbers: dict[str, Exact | str] = {
            "most": max(last.values(), default=0),
            "of": sum(last.values()),
            "rounds": len(run.rounds),
        }
        outcome = outcome_of(settled, firsts(ballots, self.options), numbers, "runoff")
        return replace(outcome, workings={"rounds": run.rounds})

    def _run(self, ballots: Sequence[Cast[Ranking]], run: _Run) -> Settled:
        while True:
            voices = standing(ballots, run.left)
            run.rounds.append(voices)
            total = sum(voices.values())
            if not total:
                return Settled(())
            best = max(run.left, key=lambda option: voices[option])
            if voices[best] * 2 > total:
                return Settled((best,), by_lot=run.by_lot)
            leaving = self._leaving(run)
            if len(leaving) == len(run.left):
                return Settled((), tied=tuple(sorted(leaving)))
            run.left = [option for option in run.left if option not in leaving]

    def _leaving(self, run: _Run) -> list[str]:
        """Who leaves after the last round."""
        fewest = run.left
        for voices in reversed(run.rounds):
            least = min(voices[option] for option in fewest)
            fewest = [option for option in fewest if voices[option] == least]
        if len(fewest) > 1 and self.lot:
            run.by_lot = True
            return [max(fewest, key=self.lot.index)]
        return fewest


def standing(ballots: Sequence[Cast[Ranking]], left: Sequence[str]) -> Voices:
    """The voices of each option that is left; those whose options are all gone stand for none."""
    voices: Voices = dict.fromkeys(left, 0)
    for behind, ranking in ballots:
        top = next((here for group in ranking if (here := group & voices.keys())), frozenset())
        for option in top:
            share = behind.voices if len(top) == 1 else Fraction(behind.voices) / len(top)
            voices[option] += share
    return voices
