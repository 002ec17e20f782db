"""Ranked choice by instant run-off: whoever has the fewest leaves, and her voices move on.

Rounds go on until one option has more than half of the voices that still stand for any. Equal
preferences share a voice in exact parts. Not monotonic: to rank an option higher can make it lose
(Gideon Doron and Richard Kronick, Single Transferrable Vote, American Journal of Political Science
21, 1977). It is here because people know it; Schulze's method does not do that.

The tie-break, stated: of several with the fewest, the one leaves that had fewer in the round
before, and so back to the first. Still alike, the last of them in `lot` leaves. Without a lot, they
leave together where all their voices are too few to carry one of them past the next; else each
order in which they could leave is followed (the parallel universes of Vincent Conitzer, Matthew
Rognlie and Lirong Xia, Preference Functions That Score Rankings and Maximum Likelihood Estimation,
IJCAI 2009): where all of them end alike that option is chosen, and where not, it is a tie.
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


# At ballots, in following the orders of a tie: after these it is a tie. An order counts as some
# thousands at least, so that they are 250 at most.
MOST_LOOKS = 2_000_000
LEAST_LOOKS = 8_000


@dataclass(slots=True)
class _Run:
    """How far the run-off is. looks: at ballots, beyond those of a run-off without a tie."""

    left: list[str]
    rounds: list[Voices] = field(default_factory=list)
    by_lot: bool = False
    looks: int = 0


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
            if len(leaving) > 1 and not _is_safe(voices, leaving):
                return self._in_each_order(ballots, run, leaving)
            run.left = [option for option in run.left if option not in leaving]

    def _in_each_order(
        self, ballots: Sequence[Cast[Ranking]], run: _Run, leaving: Sequence[str]
    ) -> Settled:
        """What comes out whoever of `leaving` leaves first; a tie between all that can."""
        ends: set[str] = set()
        for option in leaving:
            run.looks += max(LEAST_LOOKS, (len(ballots) + len(run.left)) * len(run.left))
            if run.looks > MOST_LOOKS:
                return Settled((), tied=tuple(sorted({*ends, *leaving})))
            branch = _Run([each for each in run.left if each != option], [*run.rounds])
            branch.looks = run.looks
            settled = self._run(ballots, branch)
            run.looks = branch.looks
            ends |= {*settled.chosen, *settled.tied}
        run.left, run.rounds = branch.left, branch.rounds
        return Settled(tuple(ends)) if len(ends) == 1 else Settled((), tied=tuple(sorted(ends)))

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


def _is_safe(voices: Voices, leaving: Sequence[str]) -> bool:
    """Whether none of `leaving` could pass those who stay, even with all voices of the others."""
    staying = [number for option, number in voices.items() if option not in leaving]
    return sum(voices[option] for option in leaving) < min(staying)


def standing(ballots: Sequence[Cast[Ranking]], left: Sequence[str]) -> Voices:
    """The voices of each option that is left; those whose options are all gone stand for none."""
    voices: Voices = dict.fromkeys(left, 0)
    for behind, ranking in ballots:
        top = next((here for group in ranking if (here := group & voices.keys())), frozenset())
        for option in top:
            share = behind.voices if len(top) == 1 else Fraction(behind.voices) / len(top)
            voices[option] += share
    return voices
