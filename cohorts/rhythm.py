"""When a programme meets month by month. Plain Python."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta


def monthly(first: date, count: int) -> Iterator[date]:
    """The same weekday of each month, beginning with `first`: “the second Saturday”.

    count: how many days, at least 1. The fifth of a weekday becomes the last one of each month,
    since most months have four.
    """
    nth = (first.day - 1) // 7  # 0: the first of its weekday
    for ahead in range(count):
        months = first.month - 1 + ahead
        yield nth_weekday(first.year + months // 12, months % 12 + 1, first.weekday(), nth)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The nth (from 0) day of the month that is this weekday (0: Monday); the last for 4."""
    begins = date(year, month, 1)
    day = begins + timedelta(days=(weekday - begins.weekday()) % 7 + 7 * nth)
    _first, days = monthrange(year, month)
    return day if day <= date(year, month, days) else day - timedelta(days=7)
