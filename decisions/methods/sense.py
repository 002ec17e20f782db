"""A sense check: where people stand, in gradients. It decides nothing.

Gradients of agreement: Sam Kaner et al., Facilitator's Guide to Participatory Decision-Making
(1996).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from decisions.methods.outcome import Outcome, Reason, Result
from decisions.methods.tally import Cast, Tally, together
from decisions.methods.yes_or_no import counted

GRADIENTS = ("full_support", "support", "mixed", "doubts", "against")


@dataclass(frozen=True, slots=True)
class SenseCheck:
    gradients: tuple[str, ...] = GRADIENTS

    name: ClassVar[str] = "sense_check"
    fails: ClassVar[Result] = Result.SENSED

    @property
    def names(self) -> tuple[str, ...]:
        return self.gradients

    def decide(self, electorate: Tally, casts: Iterable[Cast[str]]) -> Outcome:
        counts = counted(casts, self.names)
        taken = together(counts.values()).electors
        numbers = {"taken": taken, "electors": electorate.electors}
        return Outcome(Result.SENSED, Reason("sense", {**numbers}), counts)
