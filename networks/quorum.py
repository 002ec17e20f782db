"""How many must confirm a steward, or her recall: plain sums."""

from datetime import date, timedelta

SOUGHT_AFTER = timedelta(days=7)
SOUGHT_ENOUGH = 3


def needed(way: str, electors: int, number: int) -> int:
    """How many of `electors` must confirm, from 1 on.

    way: "stewards" and "half" are more than half of the electors; "two_thirds" is two thirds,
    rounded up; "number" is `number`, or all where there are fewer.
    """
    if way == "two_thirds":
        most = -(-2 * electors // 3)
    elif way == "number":
        most = min(number, electors)
    else:
        most = electors // 2 + 1
    return max(1, most)


def is_enough_while_sought(confirmed: int, objected: int, electors: int, waited: timedelta) -> bool:
    """Whether so many are enough in a network without stewards, where many may be asleep.

    After seven days three are, or all where there are fewer, when fewer object than confirm.
    """
    enough = max(1, min(SOUGHT_ENOUGH, electors))
    return waited >= SOUGHT_AFTER and confirmed >= enough and confirmed > objected


def term_end(begin: date, months: int) -> date:
    """The last day of a term of so many months, each a twelfth of 365 days."""
    return begin + timedelta(days=round(365 * months / 12))
