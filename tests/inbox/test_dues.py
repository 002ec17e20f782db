"""When digests are due: once in each local day or week, whatever the clocks do (quality R9)."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from solidarity.inbox.dues import next_due
from solidarity.people.zones import zones

BERLIN = ZoneInfo("Europe/Berlin")
MOMENTS = st.datetimes(
    min_value=datetime(2005, 1, 1),  # noqa: DTZ001 hypothesis adds the zone
    max_value=datetime(2037, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)  # fmt: skip
ZONES = st.sampled_from([*zones(), "UTC"]).map(ZoneInfo)
HOURS = st.integers(0, 23)
WEEKDAYS = st.none() | st.integers(0, 6)
LORD_HOWE, APIA = ZoneInfo("Australia/Lord_Howe"), ZoneInfo("Pacific/Apia")


def dues(after, times, **when):
    """So many moments in a row."""
    found = []
    for _each in range(times):
        after = next_due(after, **when)
        found.append(after)
    return found


@given(after=MOMENTS, hour=HOURS, weekday=WEEKDAYS, zone=ZONES)
def test_it_is_later_and_not_much_later(after, hour, weekday, zone):
    due = next_due(after, hour=hour, weekday=weekday, zone=zone)

    days = 1 if weekday is None else 7
    assert after < due <= after + timedelta(days=2 * days + 1)
    assert due.tzinfo is UTC


@given(after=MOMENTS, hour=HOURS, zone=ZONES)
@example(datetime(2026, 3, 27, tzinfo=UTC), 2, BERLIN)
@example(datetime(2026, 10, 23, tzinfo=UTC), 2, BERLIN)
@example(datetime(2026, 10, 2, tzinfo=UTC), 2, LORD_HOWE)
@example(datetime(2011, 12, 28, tzinfo=UTC), 18, APIA)
@example(datetime(2018, 11, 2, tzinfo=UTC), 0, ZoneInfo("America/Sao_Paulo"))
def test_every_local_day_has_one_and_no_day_has_two(after, hour, zone):
    found = dues(after, 9, hour=hour, weekday=None, zone=zone)

    days = [due.astimezone(zone).date() for due in found]
    assert len(set(days)) == len(days)
    missed = {date.fromordinal(n) for n in range(days[0].toordinal(), days[-1].toordinal())}
    missed -= set(days)
    for day in missed:  # only a day that the zone itself left out
        noon = datetime(day.year, day.month, day.day, 12, tzinfo=zone)
        assert noon.astimezone(UTC).astimezone(zone).date() != day


@given(after=MOMENTS, hour=HOURS, weekday=st.integers(0, 6), zone=ZONES)
def test_every_local_week_has_one(after, hour, weekday, zone):
    found = dues(after, 6, hour=hour, weekday=weekday, zone=zone)

    days = [due.astimezone(zone).date() for due in found]
    gaps = {(later - day).days for day, later in pairwise(days)}
    assert gaps <= {6, 7, 8}  # 7, but for a Friday that Apia never had


@given(after=MOMENTS, hour=HOURS, weekday=WEEKDAYS, zone=ZONES)
def test_clocks_show_the_hour_unless_they_skip_it(after, hour, weekday, zone):
    due = next_due(after, hour=hour, weekday=weekday, zone=zone).astimezone(zone)

    wanted = datetime(due.year, due.month, due.day, hour, tzinfo=zone)
    is_there = wanted.astimezone(UTC).astimezone(zone).replace(tzinfo=None) == wanted.replace(
        tzinfo=None
    )
    if is_there:
        assert (due.hour, due.minute) == (hour, 0)


@given(after=MOMENTS, hour=HOURS, weekday=WEEKDAYS, zone=ZONES)
def test_asked_at_any_moment_before_it_the_answer_is_the_same(after, hour, weekday, zone):
    due = next_due(after, hour=hour, weekday=weekday, zone=zone)

    between = after + (due - after) / 2
    assert next_due(between, hour=hour, weekday=weekday, zone=zone) == due


@pytest.mark.parametrize(
    ("zone", "days"),
    [
        ("Europe/Berlin", [(3, 28, 7), (3, 29, 6), (3, 30, 6), (10, 24, 6), (10, 25, 7)]),
        ("Asia/Kathmandu", [(3, 29, 2.25), (10, 25, 2.25)]),
        ("Asia/Tehran", [(3, 22, 4.5), (9, 22, 4.5)]),
        ("Pacific/Apia", [(4, 4, 19), (4, 5, 19)]),
    ],
)  # fmt: skip
def test_eight_in_the_morning_on_days_when_clocks_change(zone, days):
    for month, day, hour in days:
        zoned = ZoneInfo(zone)
        due = next_due(
            datetime(2026, month, day, tzinfo=zoned) - timedelta(seconds=1), hour=8,
            weekday=None, zone=zoned,
        )  # fmt: skip
        assert (due.hour + due.minute / 60) == hour, (zone, month, day)


def test_an_hour_that_clocks_skip_comes_after_the_skip_and_one_they_repeat_comes_first():
    skipped = next_due(datetime(2026, 3, 28, 12, tzinfo=UTC), hour=2, weekday=None, zone=BERLIN)
    twice = next_due(datetime(2026, 10, 24, 12, tzinfo=UTC), hour=2, weekday=None, zone=BERLIN)

    assert skipped == datetime(2026, 3, 29, 1, tzinfo=UTC)  # their clocks show 03:00
    assert twice == datetime(2026, 10, 25, 0, tzinfo=UTC)  # the first of two


def test_a_moment_without_a_zone_is_a_bug():
    with pytest.raises(ValueError, match="without a zone"):
        next_due(datetime(2026, 1, 1), hour=8, weekday=None, zone=BERLIN)  # noqa: DTZ001
