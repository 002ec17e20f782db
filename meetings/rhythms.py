"""On which days a meeting comes again. Plain Python."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count, takewhile

WEEK = 7


def days(rhythm: str, first: date, *, every: int, until: date) -> Iterator[date]:
    """The days from `first` to `until`, both included, in order.

    rhythm: "weeks" (each `every` weeks, from 1), "month" (the n-th such weekday of each month, n
    as of `first`; a month that has no fifth one is left out), "month_end" (the last such weekday
    of each month; where `first` is no last one, from its month on, not before `first`).
    Raises ValueError for another rhythm, or `every` below 1.
    """
    if every < 1 or rhythm not in {"weeks", "month", "month_end"}:
        raise ValueError(f"rhythm {rhythm!r} every {every}")
    found = _weeks(first, every) if rhythm == "weeks" else _months(first, rhythm)
    return takewhile(lambda day: day <= until, found)


def _weeks(first: date, every: int) -> Iterator[date]:
    return (first + timedelta(days=WEEK * every * number) for number in count())


def _months(first: date, rhythm: str) -> Iterator[date]:
    place = (first.day - 1) // WEEK
    for number in count():
        year, month = divmod(first.year * 12 + first.month - 1 + number, 12)
        of_month = _weekdays(year, month + 1, first.weekday())
        day = of_month[-1] if rhythm == "month_end" else None
        if rhythm == "month" and place < len(of_month):
            day = of_month[place]
        if day and day >= first:
            yield day


def _weekdays(year: int, month: int, weekday: int) -> list[date]:
    first_weekday, length = monthrange(year, month)
    start = 1 + (weekday - first_weekday) % WEEK
    return [date(year, month, day) for day in range(start, length + 1, WEEK)]
