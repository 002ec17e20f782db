"""A whole question, and what comes out of it: quorum first, then the method that applies now."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from decisions.methods.outcome import Outcome, Reason, Result
from decisions.methods.quorum import quorum
from decisions.methods.tally import NOBODY, Cast, Exact, Tally, together


class Method(Protocol):
    """What every method is: a name, what one can choose, and how it is decided."""

    @property
    def name(self) -> str: ...
    @property
    def fails(self) -> Result: ...
    @property
    def names(self) -> tuple[str, ...]: ...
    def decide(self, electorate: Tally, casts: Any, /) -> Outcome: ...


@dataclass(frozen=True, slots=True)
class Fallback:
    """After `rounds` rounds of `first` without an outcome, `then` applies: said from the start.

    The two may ask different things of people, so `then` counts from a round of its own: with
    three rounds it is the fourth. `then` may be a Fallback itself, counting from its first round.
    """

    first: Method
    rounds: int
    then: "Method | Fallback"


@dataclass(frozen=True, slots=True)
class Question:
    """All that an outcome depends on. quorum: a share of the electors, 0 to 1. round: from 1."""

    method: Method | Fallback
    electorate: Tally
    casts: Sequence[Cast[Any]] = field(repr=False)
    quorum: Exact = 0
    round: int = 1


def applied(method: Method | Fallback, round: int) -> tuple[Method, int | None]:
    """The method of this round, and how many rounds it has after this one; None: no end is set."""
    while isinstance(method, Fallback):
        if round <= method.rounds:
            return method.first, method.rounds - round
        round -= method.rounds
        method = method.then
    return method, None


def decide(question: Question) -> Outcome:
    """What was decided. Raises ValueError where more took a position than may: a caller's bug."""
    method, _ = applied(question.method, question.round)
    electors = question.electorate.electors
    taken = together(cast.behind for cast in question.casts)
    if taken.electors > electors:
        raise ValueError(f"{taken.electors} positions of {electors} electors")
    if not taken.electors:
        reason = Reason("no_positions" if electors else "no_electors")
        outcome = Outcome(method.fails, reason, dict.fromkeys(method.names, NOBODY))
    else:
        outcome = method.decide(question.electorate, question.casts)
    needed = quorum(electors=electors, share=question.quorum)
    if taken.electors < needed and method.fails != Result.SENSED:
        numbers: dict[str, Exact | str] = {"taken": taken.electors, "needed": needed}
        reason = Reason("quorum", {**numbers, "electors": electors, "share": question.quorum})
        outcome = replace(outcome, result=Result.NO_QUORUM, reason=reason, chosen=(), tied=())
    return replace(outcome, electorate=question.electorate, taken=taken)
