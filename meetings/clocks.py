"""What clocks show: local days and times as moments in UTC, and back. Plain Python.

A meeting is called by what a clock on a wall shows. Twice a year some clocks skip an hour, or show
it twice; Lord Howe moves by half an hour, and Apia once left out a whole day.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from solidarity.ui.moments import city_of


@dataclass(frozen=True)
class Found:
    """The moments at which clocks in a zone show a day and a time: none, one or two, in UTC."""

    moments: tuple[datetime, ...]

    @property
    def is_skipped(self) -> bool:
        """Whether clocks never show it."""
        return not self.moments

    @property
    def is_twice(self) -> bool:
        """Whether clocks show it twice; the earlier is meant."""
        return len(self.moments) > 1

    @property
    def moment(self) -> datetime:
        """The moment that is meant; IndexError where there is none."""
        return self.moments[0]


def found(day: date, at: time, zone: ZoneInfo) -> Found:
    """When clocks in `zone` show `at` on `day`. Pure; `at` without a zone of its own."""
    wall = datetime.combine(day, at)
    tries = {wall.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)}
    shown = (moment for moment in tries if moment.astimezone(zone).replace(tzinfo=None) == wall)
    return Found(tuple(sorted(shown)))


def which_of_two(moment: datetime, zone: str) -> int:
    """Which one it is of the two moments at which clocks there show the same: 1, 2; 0: of one."""
    here = moment.astimezone(zone_called(zone))
    met = found(here.date(), here.time(), zone_called(zone))
    return met.moments.index(moment) + 1 if met.is_twice else 0


def next_shown(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The same for what must take place anyway: as long after a skip as it is into it.

    02:30 becomes 03:30 where the hour from two is left out; of two the earlier is meant.
    """
    met = found(day, at, zone)
    if met.moments:
        return met.moment
    return datetime.combine(day, at, tzinfo=zone).astimezone(UTC)


@dataclass(frozen=True)
class LocalHour:
    """What clocks show at a moment in one or more zones that show the same."""

    zones: tuple[str, ...]  # cities, by name
    at: datetime  # local

    @property
    def offset(self) -> timedelta:
        """How far ahead of UTC."""
        return self.at.utcoffset() or timedelta()


def local_hours(moment: datetime, zones: Iterable[str]) -> list[LocalHour]:
    """What clocks show at `moment` in each of `zones`, from the west to the east."""
    by_offset: dict[timedelta, tuple[datetime, set[str]]] = {}
    for name in zones:
        here = moment.astimezone(zone_called(name))
        offset = here.utcoffset() or timedelta()
        by_offset.setdefault(offset, (here, set()))[1].add(city_of(name))
    return [
        LocalHour(tuple(sorted(cities)), here)
        for _offset, (here, cities) in sorted(by_offset.items())
    ]


def zone_called(name: str) -> ZoneInfo:
    """The zone of this name; UTC for one that this machine does not know (any more)."""
    try:
        return ZoneInfo(name)
    except (OSError, ValueError, KeyError):  # ZoneInfoNotFoundError is a KeyError
        return ZoneInfo("UTC")
