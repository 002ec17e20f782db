"""Consent: not whether all like it, but whether anybody has a reason against it.

As in sociocracy: a proposal is adopted when no reasoned objection stands; an objection is worked
into the proposal, which then comes again. A concern is heard and stops nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from decisions.methods.outcome import Outcome, Reason, Result
from decisions.methods.tally import Cast, Tally
from decisions.methods.yes_or_no import counted

STANCES = ("consent", "concern", "objection", "objection_withdrawn")


@dataclass(frozen=True, slots=True)
class Consent:
    """Adopted when somebody consents, with or without a concern, and no objection stands."""

    name: ClassVar[str] = "consent"
    fails: ClassVar[Result] = Result.FURTHER_ROUND
    names: ClassVar[tuple[str, ...]] = STANCES

    def decide(self, electorate: Tally, casts: Iterable[Cast[str]]) -> Outcome:
        counts = counted(casts, STANCES)
        if objections := counts["objection"].electors:
            reason = Reason("objected", {"objections": objections})
            return Outcome(Result.FURTHER_ROUND, reason, counts)
        consents, concerns = counts["consent"].electors, counts["concern"].electors
        if not consents + concerns:
            return Outcome(Result.FURTHER_ROUND, Reason("nobody_consents"), counts)
        reason = Reason("no_objection", {"consent": consents, "concern": concerns})
        return Outcome(Result.ADOPTED, reason, counts)
