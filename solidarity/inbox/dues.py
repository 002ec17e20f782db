"""When the next digest is due: once in each local day or week, whatever the clocks do."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)
DAYS_TO_TRY = 16


def next_due(after: datetime, *, hour: int, weekday: int | None, zone: ZoneInfo) -> datetime:
    """The first moment after `after` at which clocks in `zone` show `hour` on such a day, in UTC.

    after: aware. hour: 0 to 23. weekday: 0 is Monday, 6 Sunday; None for every day.
    Where clocks skip the hour it is as long after the skip as the hour is into it (02:30 becomes
    03:30), where they show it twice it is the first. A day that a zone skips altogether (Apia,
    30 December 2011) has none of its own. Pure; raises ValueError for a naive `after`.
    """
    if after.tzinfo is None:
        raise ValueError("a moment without a zone")
    day = after.astimezone(zone).date() - DAY
    for _try in range(DAYS_TO_TRY):
        due = datetime.combine(day, time(hour), tzinfo=zone).astimezone(UTC)
        if due > after and weekday in {None, day.weekday()}:
            return due
        day += DAY
    raise ValueError(f"no such moment after {after}")  # pragma: no cover: a week has each weekday
