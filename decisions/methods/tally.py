"""What stands behind a choice. Whole numbers and fractions, never floats."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Generic, NamedTuple, TypeAlias, TypeVar

Exact: TypeAlias = int | Fraction
Choice = TypeVar("Choice")
Chosen_co = TypeVar("Chosen_co", covariant=True)


class Tally(NamedTuple):
    """How many electors, with how many voices, of them networks, and the people behind them all."""

    electors: int = 0
    voices: Exact = 0
    networks: int = 0
    people: int = 0

    def plus(self, other: "Tally") -> "Tally":
        return Tally(
            self.electors + other.electors,
            self.voices + other.voices,
            self.networks + other.networks,
            self.people + other.people,
        )

    def times(self, number: int) -> "Tally":
        return Tally(
            self.electors * number,
            self.voices * number,
            self.networks * number,
            self.people * number,
        )


NOBODY = Tally()
ONE_PERSON = Tally(electors=1, voices=1, networks=0, people=1)


class Cast(NamedTuple, Generic[Chosen_co]):
    """A choice and all that stands behind it. Many who chose alike may be one Cast: it adds up."""

    behind: Tally
    choice: Chosen_co


def together(tallies: Iterable[Tally]) -> Tally:
    """All of them added up."""
    total = NOBODY
    for tally in tallies:
        total = total.plus(tally)
    return total


def merged(casts: Iterable[Cast[Choice]]) -> list[Cast[Choice]]:
    """One Cast for each choice, in the order in which each came up first.

    Equal tallies are counted before they are added: a million people are a few sums.
    """
    seen: dict[tuple[Choice, Tally], int] = {}
    for behind, choice in casts:
        seen[choice, behind] = seen.get((choice, behind), 0) + 1
    found: dict[Choice, Tally] = {}
    for (choice, behind), number in seen.items():
        found[choice] = found.get(choice, NOBODY).plus(behind.times(number))
    return [Cast(behind, choice) for choice, behind in found.items()]
