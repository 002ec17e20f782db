"""Meetings that come again: by the clock on the wall, made ahead once, moved and ended."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.actions.repeating import begin_series, end_series, make_all_ahead
from meetings.models import Meeting, Series
from meetings.rhythms import days
from networks.models import LogEntry
from solidarity.base.refused import Refused
from solidarity.inbox.models import Notice
from tests.fixtures.people import NOON
from tests.pages.reading import Page, visit
from tests.racing import at_once

races = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
USUAL = {
    "title": "Tea", "about_text": "", "audience": "members", "place": "", "link": "",
    "rhythm": "weeks", "every": 1, "first_on": date(2026, 3, 24), "time": time(18, 30),
    "minutes": 60, "zone": "Europe/Berlin",
}  # fmt: skip


def begin(body, by, key="one", **fields):
    return begin_series(body, by=by, fields=USUAL | fields, key=key, at=NOON)


def test_every_other_week():
    found = days("weeks", date(2026, 3, 24), every=2, until=date(2026, 4, 30))

    assert list(found) == [date(2026, 3, 24), date(2026, 4, 7), date(2026, 4, 21)]


def test_on_the_second_tuesday_of_each_month():
    found = days("month", date(2026, 3, 10), every=1, until=date(2026, 6, 30))

    assert list(found) == [
        date(2026, 3, 10),
        date(2026, 4, 14),
        date(2026, 5, 12),
        date(2026, 6, 9),
    ]


def test_a_month_without_a_fifth_one_is_left_out():
    found = days("month", date(2026, 3, 31), every=1, until=date(2026, 7, 31))

    assert list(found) == [date(2026, 3, 31), date(2026, 6, 30)]


def test_on_the_last_friday_of_each_month():
    found = days("month_end", date(2026, 3, 27), every=1, until=date(2026, 5, 31))

    assert list(found) == [date(2026, 3, 27), date(2026, 4, 24), date(2026, 5, 29)]


@given(
    st.sampled_from(["weeks", "month", "month_end"]),
    st.dates(date(2020, 1, 1), date(2040, 1, 1)),
    st.integers(1, 12),
)
def test_days_are_in_order_on_one_weekday_and_never_before_the_first(rhythm, first, every):
    found = list(days(rhythm, first, every=every, until=first + timedelta(days=400)))

    assert found == sorted(set(found))
    assert all(day >= first and day.weekday() == first.weekday() for day in found)


def test_a_rhythm_that_is_none_is_a_bug():
    with pytest.raises(ValueError, match="rhythm"):
        list(days("days", date(2026, 1, 1), every=1, until=date(2026, 2, 1)))


@pytest.mark.django_db
def test_clocks_on_the_wall_show_the_same_before_and_after_the_change(garden, cleo):
    begin(garden, cleo)

    starts = list(Meeting.objects.order_by("starts_at").values_list("starts_at", flat=True)[:2])
    assert starts == [
        datetime(2026, 3, 24, 17, 30, tzinfo=UTC),
        datetime(2026, 3, 31, 16, 30, tzinfo=UTC),
    ]
    berlin = ZoneInfo("Europe/Berlin")
    assert {each.starts_at.astimezone(berlin).time() for each in Meeting.objects.all()} == {
        time(18, 30)
    }


@pytest.mark.django_db
def test_an_hour_that_is_left_out_takes_place_an_hour_later(garden, cleo):
    begin(garden, cleo, first_on=date(2026, 3, 22), time=time(2, 30))

    second = Meeting.objects.get(series_day=date(2026, 3, 29))
    assert second.starts_at.astimezone(ZoneInfo("Europe/Berlin")).time() == time(3, 30)


@pytest.mark.django_db
def test_the_next_ones_are_made_ahead_once_however_often_it_runs(garden, cleo, jobs_done):
    series = begin(garden, cleo)
    first = Meeting.objects.count()

    assert begin(garden, cleo) == series
    assert make_all_ahead(at=NOON) == 0
    assert make_all_ahead(at=NOON + timedelta(days=14)) == 2
    assert Meeting.objects.count() == first + 2
    jobs_done("meetings.tell_called")
    assert Notice.objects.filter(kind="meetings.called").count() == 0


@pytest.mark.django_db
def test_one_that_was_moved_is_not_made_again(garden, cleo):
    begin(garden, cleo)
    moved = Meeting.objects.order_by("starts_at").first()
    Meeting.objects.filter(pk=moved.pk).update(
        starts_at=moved.starts_at + timedelta(days=1), ends_at=moved.ends_at + timedelta(days=1)
    )

    assert make_all_ahead(at=NOON) == 0


@pytest.mark.django_db
def test_ended_it_calls_off_what_has_not_begun_and_the_log_says_so(garden, cleo, ana, make_member):
    make_member(garden, ana)
    series = begin(garden, cleo)

    with pytest.raises(Refused, match="Whoever called"):
        end_series(series.pk, by=ana, at=NOON)
    end_series(series.pk, by=cleo, at=NOON + timedelta(days=5))

    assert Meeting.objects.filter(called_off_at=None).count() == 1
    assert make_all_ahead(at=NOON + timedelta(days=90)) == 0
    assert LogEntry.objects.filter(facts__act="series_ended").exists()


@pytest.mark.django_db
def test_a_page_lets_a_meeting_come_again(garden, cleo):
    browser = visit(cleo)
    page = Page(browser.get("/networks/garden/meetings/series/new/"))

    sent = browser.post(
        "/networks/garden/meetings/series/new/",
        page.form("rhythm", "zone").filled(
            title="Tea", day="2027-03-24", time="18:30", minutes="60", rhythm="weeks", every="2",
            zone="Asia/Kathmandu",
        ),
    )  # fmt: skip

    assert sent.status_code == 302
    series = Series.objects.get()
    assert (series.every, series.time) == (2, time(18, 30))
    assert "Every 2 weeks" in Page(browser.get(sent.url)).main


@races
def test_two_workers_at_once_make_each_one_once(garden, cleo):
    begin(garden, cleo)
    later = NOON + timedelta(days=30)

    at_once(lambda: make_all_ahead(at=later), lambda: make_all_ahead(at=later))

    found = list(Meeting.objects.values_list("series_day", flat=True))
    assert len(found) == len(set(found))
