"""Approval: each says yes to as many options as she likes; those with the most voices are chosen.

Steven J. Brams and Peter C. Fishburn, Approval Voting, American Political Science Review 72 (1978).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from decisions.methods.choosing import behind_each, outcome_of, settle
from decisions.methods.outcome import Outcome, Result
from decisions.methods.tally import Cast, Exact, Tally, merged, together


@dataclass(frozen=True, slots=True)
class Approval:
    """seats: how many options are chosen. at_least: the part of the voices that took a position
    which an option needs, 0 to 1; nobody's option is never chosen. lot: see choosing.py."""

    options: tuple[str, ...]
    seats: int = 1
    at_least: Exact = 0
    lot: tuple[str, ...] = ()

    name: ClassVar[str] = "approval"
    fails: ClassVar[Result] = Result.NOTHING_CHOSEN

    @property
    def names(self) -> tuple[str, ...]:
        return self.options

    def decide(self, electorate: Tally, casts: Sequence[Cast[frozenset[str]]]) -> Outcome:
        ballots = merged(casts)
        counts = behind_each(ballots, self.options)
        taken = together(cast.behind for cast in ballots).voices
        enough = {
            option: behind.voices
            for option, behind in counts.items()
            if behind.voices > 0 and behind.voices >= self.at_least * taken
        }
        most = max((behind.voices for behind in counts.values()), default=0)
        numbers = {"most": most, "of": taken, "at_least": self.at_least, "seats": self.seats}
        settled = settle(enough, seats=self.seats, lot=self.lot)
        return outcome_of(settled, counts, numbers, "most_approved")
