"""What comes out of a count: a result, the numbers, and the reason as a code."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from decisions.methods.tally import NOBODY, Exact, Tally


class Result(StrEnum):
    ADOPTED = "adopted"
    NOT_ADOPTED = "not_adopted"
    FURTHER_ROUND = "further_round"  # no agreement yet: it is worked on, and comes again
    CHOSEN = "chosen"
    TIED = "tied"
    NOTHING_CHOSEN = "nothing_chosen"
    NO_QUORUM = "no_quorum"
    SENSED = "sensed"  # a sense check shows where people stand and decides nothing


@dataclass(frozen=True, slots=True)
class Reason:
    """Why it came out so: a code that decisions/reasons.py has words for, and its numbers."""

    code: str
    numbers: dict[str, Exact | str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """counts: behind each stance, or each option. chosen: options, the first first.

    tied: options between which the method cannot tell. workings: how it came about, for those who
    want to follow each step; whole numbers, fractions, words, and lists or dicts of them.
    """

    result: Result
    reason: Reason
    counts: dict[str, Tally]
    chosen: tuple[str, ...] = ()
    tied: tuple[str, ...] = ()
    workings: dict[str, Any] = field(default_factory=dict)
    electorate: Tally = NOBODY
    taken: Tally = NOBODY
