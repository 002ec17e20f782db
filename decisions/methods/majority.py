"""Majorities, of a base that is always said. A tie adopts nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import ClassVar

from decisions.methods.outcome import Outcome, Reason, Result
from decisions.methods.tally import Cast, Exact, Tally
from decisions.methods.yes_or_no import counted

STANCES = ("yes", "no", "abstain")
HALF = Fraction(1, 2)


class Base(StrEnum):
    """Of what the share is taken."""

    TAKEN = "taken"  # all positions, with abstentions
    DECIDED = "decided"  # yes and no, without abstentions
    ELECTORS = "electors"  # all who may decide, with those who are silent


@dataclass(frozen=True, slots=True)
class Majority:
    """Adopted when more than half of the voices in the base say yes."""

    base: Base = Base.DECIDED

    name: ClassVar[str] = "majority"
    fails: ClassVar[Result] = Result.NOT_ADOPTED
    names: ClassVar[tuple[str, ...]] = STANCES

    def decide(self, electorate: Tally, casts: Iterable[Cast[str]]) -> Outcome:
        counts = counted(casts, STANCES)
        yes, no = counts["yes"].voices, counts["no"].voices
        base = self._voices(electorate, counts)
        numbers: dict[str, Exact | str] = {"yes": yes, "no": no, "of": base, **self._bar(base)}
        code = self._code(yes, no, base)
        result = Result.ADOPTED if code in ("majority", "share") else Result.NOT_ADOPTED
        return Outcome(result, Reason(code, {**numbers, "base": self.base.value}), counts)

    def _voices(self, electorate: Tally, counts: dict[str, Tally]) -> Exact:
        decided = counts["yes"].voices + counts["no"].voices
        if self.base == Base.ELECTORS:
            return electorate.voices
        return decided + (counts["abstain"].voices if self.base == Base.TAKEN else 0)

    def _bar(self, base: Exact) -> dict[str, Exact]:
        """The numbers that say what was needed."""
        return {}

    def _code(self, yes: Exact, no: Exact, base: Exact) -> str:
        if not yes and not no:
            return "nobody_decided"
        if self._passes(yes, base):
            return self._passed
        if yes == no:
            return "tie"
        return "exactly_half" if self._passed == "majority" and yes * 2 == base else self._short

    def _passes(self, yes: Exact, base: Exact) -> bool:
        return yes * 2 > base

    _passed: ClassVar[str] = "majority"
    _short: ClassVar[str] = "no_majority"


@dataclass(frozen=True, slots=True)
class SuperMajority(Majority):
    """Adopted when at least `share` of the voices in the base say yes; above a half, at most 1."""

    share: Exact = Fraction(2, 3)

    name: ClassVar[str] = "super_majority"
    _passed: ClassVar[str] = "share"
    _short: ClassVar[str] = "short_of_share"

    def __post_init__(self) -> None:
        if not HALF < self.share <= 1:
            raise ValueError(f"a share of {self.share} is no super-majority")

    def _bar(self, base: Exact) -> dict[str, Exact]:
        return {"share": self.share}

    def _passes(self, yes: Exact, base: Exact) -> bool:
        return yes >= self.share * base
