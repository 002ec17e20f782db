"""What clocks show (R9): hours that do not exist, hours that come twice, and zones of all kinds."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.clocks import found, local_hours, next_shown, which_of_two, zone_called
from meetings.forms.meetings import MeetingForm
from meetings.forms.repeating import SeriesForm
from meetings.forms.taking_part import TimeForm

ZONES = ["Europe/Berlin", "Australia/Lord_Howe", "Asia/Tehran", "Pacific/Apia", "Asia/Kathmandu",
         "America/St_Johns", "Africa/Cairo", "America/Santiago", "Pacific/Chatham"]  # fmt: skip


@pytest.mark.parametrize(
    ("zone", "day", "at"),
    [
        ("Europe/Berlin", date(2026, 3, 29), time(2, 30)),
        ("Australia/Lord_Howe", date(2026, 10, 4), time(2, 15)),
        ("Pacific/Apia", date(2011, 12, 30), time(12)),
        ("Asia/Tehran", date(2021, 3, 22), time(0, 30)),
    ],
)
def test_an_hour_that_clocks_leave_out_is_none(zone, day, at):
    assert found(day, at, ZoneInfo(zone)).is_skipped


@pytest.mark.parametrize(
    ("zone", "day", "at", "moment"),
    [
        ("Europe/Berlin", date(2026, 10, 25), time(2, 30), "2026-10-25T00:30Z"),
        ("Australia/Lord_Howe", date(2026, 4, 5), time(1, 45), "2026-04-04T14:45Z"),
    ],
)  # fmt: skip
def test_of_an_hour_that_comes_twice_the_first_is_meant(zone, day, at, moment):
    met = found(day, at, ZoneInfo(zone))

    assert met.is_twice
    assert met.moment == datetime.fromisoformat(moment)
    assert [which_of_two(each, zone) for each in met.moments] == [1, 2]
    assert which_of_two(met.moment - timedelta(hours=5), zone) == 0


@pytest.mark.parametrize(
    ("zone", "moment"),
    [
        ("Europe/Berlin", datetime(2026, 6, 1, 16, 30, tzinfo=UTC)),
        ("Asia/Kathmandu", datetime(2026, 6, 1, 12, 45, tzinfo=UTC)),
        ("Asia/Tehran", datetime(2026, 6, 1, 15, 0, tzinfo=UTC)),
        ("Pacific/Apia", datetime(2026, 6, 1, 5, 30, tzinfo=UTC)),
        ("Australia/Lord_Howe", datetime(2026, 6, 1, 8, 0, tzinfo=UTC)),
    ],
)
def test_half_past_six_is_another_moment_in_each_place(zone, moment):
    assert found(date(2026, 6, 1), time(18, 30), ZoneInfo(zone)).moment == moment


@given(
    st.sampled_from(ZONES),
    st.dates(date(2015, 1, 1), date(2035, 1, 1)),
    st.times().map(lambda at: at.replace(second=0, microsecond=0)),
)
def test_what_is_found_is_what_clocks_show(zone, day, at):
    met = found(day, at, ZoneInfo(zone))

    for moment in met.moments:
        here = moment.astimezone(ZoneInfo(zone))
        assert (here.date(), here.time()) == (day, at)
    shown = next_shown(day, at, ZoneInfo(zone)).astimezone(ZoneInfo(zone))
    wall = datetime.combine(day, at)
    assert timedelta() <= shown.replace(tzinfo=None) - wall <= timedelta(hours=1)


def test_local_hours_name_no_place_twice_and_go_from_west_to_east():
    noon = datetime(2026, 6, 1, 12, tzinfo=UTC)

    hours = local_hours(noon, ["Asia/Kathmandu", "Europe/Berlin", "Europe/Madrid", "America/Lima"])

    assert [(hour.zones, hour.at.strftime("%H:%M")) for hour in hours] == [
        (("Lima",), "07:00"),
        (("Berlin", "Madrid"), "14:00"),
        (("Kathmandu",), "17:45"),
    ]


def test_a_zone_that_nobody_knows_is_utc():
    assert zone_called("Mars/Base").key == "UTC"
    assert zone_called("../etc").key == "UTC"


def said(**typed):
    usual = {"title": "Sowing", "audience": "members", "minutes": 60, "zone": "Europe/Berlin"}
    return MeetingForm(usual | typed, audiences=("members",))


def test_a_form_refuses_an_hour_that_clocks_leave_out_and_says_so():
    form = said(day="2026-03-29", time="02:30")

    assert not form.is_valid()
    assert "put forward" in form.errors["time"][0]


def test_a_form_wants_day_and_time_together_or_none():
    assert said().is_valid()
    assert "time" in said(day="2026-03-30").errors
    assert "day" in said(time="12:00").errors


def test_a_meeting_across_the_change_lasts_as_long_as_was_said():
    form = said(day="2026-03-29", time="01:30", minutes=120)

    assert form.is_valid()
    lasts = form.cleaned_data["ends_at"] - form.cleaned_data["starts_at"]
    assert lasts == timedelta(hours=2)


@pytest.mark.parametrize("day", ["0001-01-01", "1999-12-31", "2200-01-01", "9999-12-31"])
@pytest.mark.parametrize("zone", ["Pacific/Apia", "America/Lima"])
@pytest.mark.parametrize("shape", [MeetingForm, SeriesForm, TimeForm])
def test_a_day_that_clocks_cannot_show_everywhere_is_refused(shape, day, zone):
    options = {"zone": zone} | ({} if shape is TimeForm else {"audiences": ("members",)})
    typed = {"day": day, "time": "23:59", "minutes": "10080", "zone": zone, "title": "Far"}
    form = shape(typed | {"audience": "members", "rhythm": "weeks"}, **options)

    assert not form.is_valid()
    assert form.errors.keys() == {"day"}
