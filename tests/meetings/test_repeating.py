"""Meetings that come again: by the clock on the wall, made ahead once, moved and ended."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone
from django.utils.timezone import localdate, now
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from meetings.actions.convening import call_off
from meetings.actions.convening import change as change_one
from meetings.actions.feeding import make_calendar
from meetings.actions.repeating import (
    begin_series,
    change_following,
    end_series,
    make_all_ahead,
)
from meetings.actions.taking_part import say_coming
from meetings.models import Meeting, Series
from meetings.queries.words import meeting_words, series_words
from meetings.rhythms import days
from networks.models import LogEntry
from solidarity.base.refused import Refused
from solidarity.base.stale import Stale, fingerprint
from solidarity.inbox.models import Notice
from solidarity.ui.moments import deadline_in_words
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


def following(series):
    return list(series.meetings.order_by("series_day"))


def change(meeting, by, at=NOON, **fields):
    series = meeting.series
    seen = fingerprint(series_words(series, meeting.series_day))
    said = USUAL | {"first_on": meeting.series_day} | fields
    return change_following(meeting.pk, by=by, fields=said, seen=seen, at=at)


@pytest.mark.django_db
def test_this_one_and_those_that_follow_are_changed_and_those_before_are_not(garden, cleo):
    series = begin(garden, cleo)
    first, second, third, *_rest = following(series)

    change(second, cleo, title="Coffee", time=time(19, 0), place="The barn")

    found = following(series)
    assert [each.title for each in found[:3]] == ["Tea", "Coffee", "Coffee"]
    assert [each.sequence for each in found[:3]] == [0, 1, 1]
    assert [each.pk for each in found[:3]] == [first.pk, second.pk, third.pk]
    berlin = ZoneInfo("Europe/Berlin")
    assert found[0].starts_at.astimezone(berlin).time() == time(18, 30)
    assert {each.starts_at.astimezone(berlin).time() for each in found[1:]} == {time(19, 0)}
    assert make_all_ahead(at=NOON + timedelta(days=7)) == 1
    assert following(series)[-1].title == "Coffee"
    assert LogEntry.objects.filter(facts__act="series_changed").exists()


@pytest.mark.django_db
def test_one_that_was_moved_and_one_that_was_called_off_stay_so(garden, cleo):
    series = begin(garden, cleo)
    _first, moved, off, *_rest = following(series)
    words = meeting_words(moved)
    change_one(
        moved.pk, by=cleo, at=NOON, seen=fingerprint(words),
        fields={
            "title": "Tea", "about": "", "audience": "members", "zone": "Europe/Berlin",
            "place": "", "link": "", "check_out": "",
            "starts_at": moved.starts_at + timedelta(days=1),
            "ends_at": moved.ends_at + timedelta(days=1),
        },
    )  # fmt: skip
    call_off(off.pk, by=cleo, why="A storm", at=NOON)
    was_at = moved.starts_at + timedelta(days=1)

    change(following(series)[0], cleo, time=time(20, 0), title="Coffee")

    moved.refresh_from_db()
    off.refresh_from_db()
    assert (moved.starts_at, moved.title, moved.sequence) == (was_at, "Coffee", 2)
    assert (off.is_off, off.title, off.sequence) == (True, "Tea", 1)
    assert make_all_ahead(at=NOON) == 0


@pytest.mark.django_db
def test_each_time_ends_with_the_question_of_its_series(garden, cleo):
    series = begin(garden, cleo, check_out="What warmed you?")
    assert {each.check_out for each in following(series)} == {"What warmed you?"}

    first, *rest = following(series)
    change(rest[0], cleo, check_out="What do you carry home?")

    assert [each.check_out for each in following(series)[:3]] == [
        "What warmed you?", "What do you carry home?", "What do you carry home?",
    ]  # fmt: skip
    there = f"/networks/garden/meetings/series/{series.pk}/change/{rest[0].number}/"
    page = Page(visit(cleo).get(there))
    assert page.form("check_out").fields["check_out"] == ["What do you carry home?"]
    assert first.check_out == "What warmed you?"


@pytest.mark.django_db
def test_on_another_weekday_each_keeps_its_place_in_the_rhythm(garden, cleo):
    series = begin(garden, cleo)
    _first, second, *_rest = following(series)

    change(second, cleo, first_on=second.series_day + timedelta(days=1))

    found = following(series)
    assert [each.series_day.isoweekday() for each in found[:3]] == [2, 3, 3]
    assert len({each.series_day for each in found}) == len(found)
    assert not any(each.is_off for each in found)


@pytest.mark.django_db
def test_in_another_rhythm_what_is_in_it_no_more_is_called_off_and_the_rest_goes_on(garden, cleo):
    series = begin(garden, cleo)
    _first, second, *_rest = following(series)

    change(second, cleo, every=2)

    on = [each.series_day for each in following(series) if not each.is_off]
    assert {(after - before).days for before, after in pairwise(on[1:])} == {14}
    assert make_all_ahead(at=NOON) == 0


@pytest.mark.django_db
def test_it_is_not_put_on_the_day_of_one_before_nor_before_now(garden, cleo):
    series = begin(garden, cleo)
    first, second, *_rest = following(series)

    with pytest.raises(Refused, match="One of those before"):
        change(second, cleo, first_on=first.series_day)
    with pytest.raises(Refused, match="is over"):
        change(first, cleo, first_on=date(2025, 3, 25))
    with pytest.raises(Refused, match="has begun"):
        change(first, cleo, at=first.starts_at + timedelta(hours=2))


@pytest.mark.django_db
def test_put_off_by_a_year_none_stays_on_its_old_day(garden, cleo):
    series = begin(garden, cleo)
    first = following(series)[0]

    fields = {**USUAL, "first_on": date(2027, 3, 23)}
    seen = fingerprint(series_words(series, first.series_day))
    change_following(first.pk, by=cleo, fields=fields, seen=seen, at=NOON)

    assert [each.starts_at.date() for each in following(series)[:2]] == [
        date(2027, 3, 23), date(2027, 3, 30),
    ]  # fmt: skip
    assert not Meeting.objects.filter(starts_at__year=2026).exists()


def test_others_do_not_change_it_and_what_was_saved_meanwhile_is_not_lost(
    garden, cleo, ana, make_member
):
    make_member(garden, ana)
    series = begin(garden, cleo)
    meeting = following(series)[0]

    with pytest.raises(Refused, match="Whoever called"):
        change(meeting, ana)
    Series.objects.update(title="Milk")
    with pytest.raises(Stale):
        change_following(
            meeting.pk, by=cleo, fields=USUAL | {"first_on": meeting.series_day}, at=NOON,
            seen=fingerprint(series_words(series, meeting.series_day)),
        )  # fmt: skip


@pytest.mark.django_db
def test_those_who_come_are_told_once_of_all_that_follow(garden, cleo, ana, make_member, jobs_done):
    make_member(garden, ana)
    series = begin(garden, cleo)
    for meeting in following(series)[1:4]:
        say_coming(meeting.pk, by=ana, says="yes", at=NOON)

    change(following(series)[1], cleo, time=time(20, 0))
    jobs_done("meetings.tell_series")
    end_series(series.pk, by=cleo, at=NOON)
    jobs_done("meetings.tell_series")

    for kind in ("meetings.series_changed", "meetings.series_ended"):
        assert Notice.objects.filter(kind=kind, person=ana).count() == 1
    assert not Notice.objects.filter(kind="meetings.called_off").exists()


@pytest.mark.django_db
@pytest.mark.parametrize("zone", ["Europe/Berlin", "Australia/Lord_Howe", "Asia/Kathmandu"])
def test_page_and_feed_say_the_same_instant_before_and_after_it_was_changed(
    garden, cleo, ana, make_member, zone
):
    make_member(garden, ana)
    with time_machine.travel(NOON, tick=False):
        series = begin(garden, cleo, zone=zone)
        before = events_of(ana)
        change(following(series)[0], cleo, zone=zone, time=time(2, 15))
        after = events_of(ana)
        for meeting in following(series):
            event = next(each for each in after if each.start == meeting.starts_at)
            page = Page(visit(ana).get(meeting.get_absolute_url())).main
            with timezone.override(ana.zone):
                assert deadline_in_words(event.start) in page
            here = meeting.starts_at.astimezone(ZoneInfo(zone))
            assert here.time() == time(2, 15) or zone == "Europe/Berlin"

    uids = {str(each["uid"]): each["sequence"] for each in before}
    assert {str(each["uid"]) for each in after} == set(uids)
    assert all(each["sequence"] == uids[str(each["uid"])] + 1 for each in after)


def events_of(person):
    token = make_calendar(person, None, at=NOON)
    content = visit().get(f"/meetings/feeds/{token}/meetings.ics").content
    return Calendar.from_ical(content).walk("VEVENT")


@pytest.mark.django_db
def test_it_ends_after_one_that_is_chosen(garden, cleo):
    series = begin(garden, cleo)
    days_ = [each.series_day for each in following(series)]

    end_series(series.pk, by=cleo, at=NOON, after=days_[2])

    assert [each.series_day for each in following(series) if not each.is_off] == days_[:3]
    assert make_all_ahead(at=NOON + timedelta(days=90)) == 0


@pytest.mark.django_db
def test_pages_change_it_from_one_on_and_end_it(garden, cleo, ana, make_member):
    make_member(garden, ana)
    first = localdate() + timedelta(days=3)
    series = begin_series(garden, by=cleo, fields=USUAL | {"first_on": first}, key="one", at=now())
    home = f"/networks/garden/meetings/series/{series.pk}/"
    browser = visit(cleo)
    number = following(series)[1].number

    page = Page(browser.get(f"{home}change/{number}/"))
    sent = browser.post(
        f"{home}change/{number}/", page.form("rhythm", "zone").filled(title="Coffee")
    )

    assert sent.url == home
    assert [each.title for each in following(series)[:3]] == ["Tea", "Coffee", "Coffee"]
    assert visit(ana).get(f"{home}change/{number}/").status_code == 404
    assert visit(ana).get(f"{home}end/").status_code == 404
    ending = Page(browser.get(f"{home}end/"))
    last = following(series)[2].series_day.isoformat()
    assert browser.post(f"{home}end/", ending.form("last").filled(last=last)).url == home
    assert sum(not each.is_off for each in following(series)) == 3
    assert "Ended" in Page(browser.get(home)).main


@races
def test_two_workers_at_once_make_each_one_once(garden, cleo):
    begin(garden, cleo)
    later = NOON + timedelta(days=30)

    at_once(lambda: make_all_ahead(at=later), lambda: make_all_ahead(at=later))

    found = list(Meeting.objects.values_list("series_day", flat=True))
    assert len(found) == len(set(found))
