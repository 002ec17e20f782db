"""Consensus, and the two ways of passing over a few blocks.

A block stops a proposal; whoever stands aside will not carry it and lets the others. No position
yet is neither, and no abstention. Blocks and those who stand aside are counted by electors,
whatever their voices weigh: a block says that something is wrong, not how large its holder is.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from decisions.methods.outcome import Outcome, Reason, Result
from decisions.methods.tally import Cast, Exact, Tally
from decisions.methods.yes_or_no import counted

STANCES = ("agree", "reservations", "stand_aside", "block", "block_withdrawn")


@dataclass(frozen=True, slots=True)
class Consensus:
    """Adopted when somebody agrees, no block stands, and not too many stand aside.

    stand_asides: how many may, a whole number; None is no limit.
    stand_aside_share: or, which part of the electors may, 0 to 1.
    A block that was withdrawn, and after which no other stance was taken, stops nothing and is
    neither agreement nor standing aside.
    """

    stand_asides: int | None = None
    stand_aside_share: Exact | None = None

    name: ClassVar[str] = "consensus"
    fails: ClassVar[Result] = Result.FURTHER_ROUND
    names: ClassVar[tuple[str, ...]] = STANCES

    def passes_over(self, electors: int) -> int:
        """How many blocks do not stop it."""
        return 0

    def decide(self, electorate: Tally, casts: Iterable[Cast[str]]) -> Outcome:
        counts = counted(casts, STANCES)
        reason = self._why_not(electorate.electors, counts)
        if reason:
            return Outcome(Result.FURTHER_ROUND, reason, counts)
        return Outcome(Result.ADOPTED, self._why(electorate.electors, counts), counts)

    def _why_not(self, electors: int, counts: dict[str, Tally]) -> Reason | None:
        allowed, blocks = self.passes_over(electors), counts["block"].electors
        if blocks > allowed:
            code = "too_many_blocks" if allowed else "blocked"
            return Reason(code, {"blocks": blocks, "allowed": allowed})
        limit, aside = self._limit(electors), counts["stand_aside"].electors
        if limit is not None and aside > limit:
            return Reason("too_many_stand_aside", {"stand_aside": aside, "limit": limit})
        if not (counts["agree"].electors or counts["reservations"].electors):
            return Reason("nobody_agrees")
        return None

    def _why(self, electors: int, counts: dict[str, Tally]) -> Reason:
        numbers: dict[str, Exact | str] = {
            "agree": counts["agree"].electors,
            "reservations": counts["reservations"].electors,
            "stand_aside": counts["stand_aside"].electors,
        }
        if blocks := counts["block"].electors:
            passed = {"blocks": blocks, "allowed": self.passes_over(electors)}
            return Reason("blocks_passed_over", {**numbers, **passed})
        return Reason("no_block", numbers)

    def _limit(self, electors: int) -> int | None:
        if self.stand_aside_share is None:
            return self.stand_asides
        share = Fraction(self.stand_aside_share)
        return electors * share.numerator // share.denominator


@dataclass(frozen=True, slots=True)
class ConsensusMinus(Consensus):
    """Consensus that passes over a fixed number of blocks: consensus minus one, minus two …"""

    blocks: int = 1

    name: ClassVar[str] = "consensus_minus"

    def passes_over(self, electors: int) -> int:
        return self.blocks


@dataclass(frozen=True, slots=True)
class OneIn(Consensus):
    """Consensus that passes over one block for every `of` electors, rounded down.

    With 12, as Radical Routes, a network of co-operatives in the UK, is reported to do: one block
    for every twelve member groups can be overturned. Fewer than twelve pass over none.
    """

    of: int = 12

    name: ClassVar[str] = "one_in"

    def passes_over(self, electors: int) -> int:
        return electors // self.of
