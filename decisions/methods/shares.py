"""Shared budgets by the method of equal shares: everybody has an equal part of the money.

Dominik Peters, Grzegorz Pierczyński and Piotr Skowron, Proportional Participatory Budgeting with
Additive Utilities, NeurIPS 2021. Each voice gets budget ÷ voices. A project can be bought when
those who want it can pay for it together, each at most what she has left, and at most ρ for each
unit that it is worth to her; the one with the smallest ρ is bought, and so on. So a tenth of the
people decide on about a tenth of the money, and the budget is never passed.

Worth: with `count`, the points that one gave (1 where one just approved); with `cost`, the points
times the cost, so that money spent on what one wants is what counts.

Completion, since shares alone leave money over: `none`; `greedy`: what still fits is added, the
most voices first; `raise`: all shares are raised by `step` again and again, the whole is counted
anew, and the last result within the budget stands (known as Add1 when the step is 1), then greedy.

Ties: more voices, then the lower cost, then the first in `lot`, or else in the list of options.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar, NamedTuple, TypeAlias

from decisions.methods.choosing import behind_each
from decisions.methods.outcome import Outcome, Reason, Result
from decisions.methods.score import Points
from decisions.methods.tally import Cast, Exact, Tally, merged, together

COMPLETIONS = ("none", "greedy", "raise")
WORTHS = ("cost", "count")
MOST_STEPS = 10_000  # after so many raises the last result stands
Worth: TypeAlias = dict[str, Exact]


class _Group(NamedTuple):
    """Those who chose alike: their voices, and what each project is worth to one of them."""

    voices: Exact
    worth: Worth


class Bought(NamedTuple):
    option: str
    rho: Exact | None  # None: added to complete


@dataclass(frozen=True, slots=True)
class EqualShares:
    """costs: of each option, above 0, in the unit of `budget`. step: above 0."""

    costs: Mapping[str, Exact]
    budget: Exact
    worth: str = "cost"
    completion: str = "greedy"
    step: Exact = 1
    lot: tuple[str, ...] = ()

    name: ClassVar[str] = "equal_shares"
    fails: ClassVar[Result] = Result.NOTHING_CHOSEN

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self.costs)

    def decide(self, electorate: Tally, casts: Sequence[Cast[Points]]) -> Outcome:
        ballots = merged(casts)
        named = [
            Cast(behind, [option for option, points in choice if points > 0])
            for behind, choice in ballots
        ]
        counts = behind_each(named, self.names)
        voices = together(cast.behind for cast in ballots).voices
        bought = self._bought(self._groups(ballots), voices, counts) if voices else []
        return self._outcome(bought, voices, counts)

    def _outcome(self, bought: list[Bought], voices: Exact, counts: dict[str, Tally]) -> Outcome:
        added = sum(each.rho is None for each in bought)
        numbers: dict[str, Exact | str] = {
            "spent": self._cost(bought),
            "budget": self.budget,
            "chosen": len(bought),
            "added": added,
        }
        workings = {
            "share": Fraction(self.budget) / voices if voices else 0,
            "bought": [
                {"option": each.option, "cost": self.costs[each.option], "rho": each.rho}
                for each in bought
            ],
        }
        if not bought:
            reason = Reason("nothing_affordable", numbers)
            return Outcome(Result.NOTHING_CHOSEN, reason, counts, workings=workings)
        chosen = tuple(each.option for each in bought)
        code = "shares_completed" if added else "shares"
        return Outcome(Result.CHOSEN, Reason(code, numbers), counts, chosen, workings=workings)

    def _bought(
        self, groups: list[_Group], voices: Exact, counts: dict[str, Tally]
    ) -> list[Bought]:
        share = Fraction(self.budget) / voices
        bought = self._buy(groups, share, counts)
        steps = 0
        while self.completion == "raise" and steps < MOST_STEPS and self._fitting(bought, counts):
            steps += 1
            more = self._buy(groups, share + self.step * steps, counts)
            if self._cost(more) > self.budget:
                break
            bought = more
        if self.completion != "none":
            while fitting := self._fitting(bought, counts):
                bought.append(Bought(self._preferred(fitting, counts), None))
        return bought

    def _buy(self, groups: list[_Group], share: Fraction, counts: dict[str, Tally]) -> list[Bought]:
        """What is bought where each voice has this share to begin with."""
        purses: list[Exact] = [share] * len(groups)
        wanted = [option for option in self.costs if self.costs[option] <= self.budget]
        bought: list[Bought] = []
        while True:
            rhos = {option: self._rho(option, groups, purses) for option in wanted}
            offers = {option: rho for option, rho in rhos.items() if rho is not None}
            if not offers:
                return bought
            least = min(offers.values())
            best = [option for option, rho in offers.items() if rho == least]
            option = self._preferred(best, counts)
            wanted = [each for each in offers if each != option]
            purses = [
                purse - min(purse, least * group.worth.get(option, 0))
                for purse, group in zip(purses, groups, strict=True)
            ]
            bought.append(Bought(option, least))

    def _rho(self, option: str, groups: list[_Group], purses: list[Exact]) -> Fraction | None:
        """The least ρ at which they can pay for it together; None: they cannot."""
        payers = sorted(
            (Fraction(purse) / group.worth[option], purse, group.voices, group.worth[option])
            for purse, group in zip(purses, groups, strict=True)
            if option in group.worth
        )
        missing = Fraction(self.costs[option])
        worth: Exact = sum(voices * each for _, _, voices, each in payers)
        for most, purse, voices, each in payers:
            if (rho := missing / worth) <= most:
                return rho
            missing -= voices * purse
            worth -= voices * each
        return None

    def _groups(self, ballots: Sequence[Cast[Points]]) -> list[_Group]:
        return [
            _Group(
                behind.voices,
                {option: self._worth(option, points) for option, points in choice if points > 0},
            )
            for behind, choice in ballots
            if behind.voices
        ]

    def _worth(self, option: str, points: int) -> Exact:
        return points * self.costs[option] if self.worth == "cost" else points

    def _fitting(self, bought: list[Bought], counts: dict[str, Tally]) -> list[str]:
        """What somebody wants, is not bought, and fits into what is left."""
        left = self.budget - self._cost(bought)
        has = {each.option for each in bought}
        return [
            option
            for option, cost in self.costs.items()
            if option not in has and cost <= left and counts[option].voices
        ]

    def _preferred(self, options: Sequence[str], counts: dict[str, Tally]) -> str:
        order = list(self.lot or self.costs)
        return min(
            options,
            key=lambda each: (-counts[each].voices, self.costs[each], order.index(each)),
        )

    def _cost(self, bought: list[Bought]) -> Exact:
        return sum(self.costs[each.option] for each in bought)
