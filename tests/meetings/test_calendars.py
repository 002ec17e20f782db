"""My calendar and its feeds: the same instant everywhere (R9); nothing after leaving."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from meetings.actions.convening import call_off, change, tell_called
from meetings.actions.feeding import calendar_at, make_calendar
from meetings.actions.taking_part import say_coming
from meetings.calendars import Entry, calendar_of
from meetings.models import Audience, CalendarFeed, Guest
from meetings.notices import meetings as notices
from meetings.queries import mine
from meetings.queries.coming import who_comes
from meetings.queries.words import meeting_words
from networks.actions.joining import leave
from networks.models import Membership, Network, State, Visibility
from solidarity.base.stale import fingerprint
from solidarity.inbox.actions.wording import worded
from solidarity.inbox.models import Notice
from tests.fixtures.people import NOON
from tests.pages.reading import Page, visit

pytestmark = pytest.mark.django_db
ZONES = ["Europe/Berlin", "Australia/Lord_Howe", "Asia/Tehran", "Pacific/Apia", "Asia/Kathmandu"]
INSTANTS = [
    datetime(2026, 3, 29, 0, 30, tzinfo=UTC), datetime(2026, 3, 29, 1, 30, tzinfo=UTC),
    datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
    datetime(2026, 4, 4, 15, 15, tzinfo=UTC), datetime(2026, 10, 3, 15, 30, tzinfo=UTC),
]  # fmt: skip


@pytest.fixture(autouse=True)
def at_noon():
    with time_machine.travel(NOON, tick=False):
        yield


def read(person, body=None):
    token = make_calendar(person, body, at=NOON)
    answer = visit().get(f"/meetings/feeds/{token}/meetings.ics")
    assert answer.status_code == 200
    return Calendar.from_ical(answer.content).walk("VEVENT")


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("instant", INSTANTS)
def test_page_mail_and_feed_say_the_same_instant(
    garden, make_member, make_person, make_meeting, zone, instant
):
    ana = make_person("ana", time_zone=zone)
    make_member(garden, ana)
    meeting = make_meeting(garden, starts_at=instant)
    notices.called(meeting)

    (event,) = read(ana)
    page = Page(visit(ana).get(meeting.get_absolute_url()))
    with timezone.override(ana.zone):
        _subject, mail = worded(Notice.objects.get(person=ana, kind="meetings.called"))

    assert event["DTSTART"].dt == instant
    shown = next(each for each in page.elements if each.tag == "time").attributes["datetime"]
    assert datetime.fromisoformat(shown) == instant
    said = page.main.split("When", 1)[1].split("UTC)")[0].strip()
    assert said in " ".join(mail.split())


def test_a_change_raises_the_sequence_and_calling_off_cancels(garden, cleo, make_meeting):
    meeting = make_meeting(garden, convened_by=cleo)
    names = ("title", "audience", "starts_at", "ends_at", "zone", "link")
    fields = {name: getattr(meeting, name) for name in names} | {"about": "", "place": "Barn"}

    change(meeting.pk, by=cleo, fields=fields, seen=fingerprint(meeting_words(meeting)), at=NOON)
    (event,) = read(cleo)
    assert (event["SEQUENCE"], event["STATUS"], event["LOCATION"]) == (1, "CONFIRMED", "Barn")

    call_off(meeting.pk, by=cleo, why="", at=NOON)
    (event,) = read(cleo)
    assert (event["SEQUENCE"], event["STATUS"]) == (2, "CANCELLED")


def test_what_she_cannot_come_to_is_left_out_and_maybe_is_tentative(garden, cleo, make_meeting):
    one, two = make_meeting(garden), make_meeting(garden, "Other")
    say_coming(one.pk, by=cleo, says="no", at=NOON)
    say_coming(two.pk, by=cleo, says="maybe", at=NOON)

    (event,) = read(cleo)

    assert event["STATUS"] == "TENTATIVE"


def test_after_leaving_a_hidden_network_its_feed_gives_nothing(
    make_network, make_member, ana, make_meeting
):
    hidden = make_network("Cellar", visibility=Visibility.HIDDEN)
    make_member(hidden, ana)
    make_meeting(hidden)
    mine, its = make_calendar(ana, None, at=NOON), make_calendar(ana, hidden.pk, at=NOON)
    assert b"Spring" in visit().get(f"/meetings/feeds/{its}/meetings.ics").content

    leave(hidden.pk, by=ana, at=NOON)

    assert visit().get(f"/meetings/feeds/{its}/meetings.ics").status_code == 404
    assert b"Spring" not in visit().get(f"/meetings/feeds/{mine}/meetings.ics").content


def test_an_address_is_kept_as_a_digest_and_ends_when_she_says(ana):
    token = make_calendar(ana, None, at=NOON)

    assert token not in CalendarFeed.objects.get().digest
    visit(ana).post(f"/meetings/feeds/{CalendarFeed.objects.get().pk}/end/")

    assert calendar_at(token) is None
    assert visit().get(f"/meetings/feeds/{token}/meetings.ics").status_code == 404


def test_nobody_ends_the_calendar_of_somebody_else(ana, ben):
    make_calendar(ana, None, at=NOON)
    feed = CalendarFeed.objects.get()

    assert visit(ben).post(f"/meetings/feeds/{feed.pk}/end/").status_code == 404


def test_the_address_is_shown_once(ana):
    browser = visit(ana)
    browser.post("/meetings/feeds/")

    assert "/meetings.ics" in Page(browser.get("/meetings/feeds/")).main
    assert "/meetings.ics" not in Page(browser.get("/meetings/feeds/")).main


def test_who_asks_for_the_head_alone_does_not_take_the_address_away(ana):
    browser = visit(ana)
    browser.post("/meetings/feeds/")
    browser.head("/meetings/feeds/")

    assert "/meetings.ics" in Page(browser.get("/meetings/feeds/")).main


def test_a_private_meeting_has_no_public_file(garden, ben, make_meeting):
    private, public = (
        make_meeting(garden),
        make_meeting(garden, audience=Audience.PUBLIC, link="https://meet.example/x"),
    )

    assert visit().get(f"{private.get_absolute_url()}meeting.ics").status_code == 404
    answer = visit(ben).get(f"{public.get_absolute_url()}meeting.ics")
    assert answer.status_code == 200
    assert b"meet.example" not in answer.content


def test_who_comes_to_a_public_meeting_from_outside_gets_no_link_in_her_calendar(
    garden, cleo, ben, make_meeting
):
    meeting = make_meeting(garden, audience=Audience.PUBLIC, link="https://meet.example/x")
    for person in (ben, cleo):
        say_coming(meeting.pk, by=person, says="yes", at=NOON)

    assert ["meet.example" in read(person)[0]["description"] for person in (ben, cleo)] == [
        False, True,
    ]  # fmt: skip


def test_whom_the_stewards_shut_out_loses_even_what_is_public(
    garden, ben, make_member, make_meeting
):
    meeting = make_meeting(garden, audience=Audience.PUBLIC)
    make_member(garden, ben)
    say_coming(meeting.pk, by=ben, says="yes", at=NOON)
    its = f"/meetings/feeds/{make_calendar(ben, garden.pk, at=NOON)}/meetings.ics"
    assert visit().get(its).status_code == 200

    Membership.objects.filter(network=garden, person=ben).update(state=State.BANNED)
    notices.soon(meeting, at=NOON)

    assert visit().get(its).status_code == 404
    assert read(ben) == []
    assert who_comes(ben, meeting).coming == []
    assert not Notice.objects.filter(person=ben).exists()


def test_of_a_network_that_is_hidden_since_nobody_outside_is_told(garden, ben, make_meeting):
    meeting = make_meeting(garden, audience=Audience.PUBLIC)
    say_coming(meeting.pk, by=ben, says="yes", at=NOON)
    Network.objects.filter(pk=garden.pk).update(visibility=Visibility.HIDDEN)
    meeting.body.refresh_from_db()

    for tell in (notices.changed, notices.called_off):
        tell(meeting)
    notices.soon(meeting, at=NOON)

    assert not Notice.objects.filter(person=ben).exists()


@pytest.mark.parametrize(
    ("body", "written"),
    [
        ("One, two; three", "One\\, two\\; three"),
        ("A \\n of its own", "A \\\\n of its own"),
        ("الحديقة 🌱", "الحديقة 🌱"),
    ],
)
def test_the_name_of_a_calendar_is_escaped_as_any_text(body, written):
    assert f"X-WR-CALNAME:{written}\r\n" in calendar_of(body, []).decode()


def test_my_calendar_shows_my_month_and_not_that_of_others(garden, cleo, ben, make_meeting):
    make_meeting(garden)

    page = Page(visit(cleo).get("/meetings/?month=2026-03"))
    assert "Spring meeting" in page.main
    assert "Friday, 27 March 2026" in page.main
    assert "Spring meeting" not in Page(visit(cleo).get("/meetings/?month=2026-04")).main
    assert "Spring meeting" not in Page(visit(ben).get("/meetings/?month=2026-03")).main
    assert visit(cleo).get("/meetings/?month=never").status_code == 200


def test_a_guest_has_it_in_her_calendar(make_network, ben, make_meeting):
    hidden = make_network("Cellar", visibility=Visibility.HIDDEN)
    meeting = make_meeting(hidden, audience=Audience.GUESTS)
    Guest.objects.create(meeting=meeting, person=ben, at=NOON)

    assert len(read(ben)) == 1
    assert visit(ben).get(meeting.get_absolute_url()).status_code == 200


def test_home_shows_what_comes_up(garden, cleo, make_meeting):
    make_meeting(garden)

    assert "Spring meeting" in Page(visit(cleo).get("/")).main


def test_of_what_is_called_off_nobody_is_told_that_it_is_called(garden, cleo, make_meeting):
    class Job:
        payload = {"meeting": make_meeting(garden, called_off_at=NOON).pk}

    tell_called(Job())

    assert not Notice.objects.exists()


def test_who_comes_is_reminded_once_the_day_before(garden, cleo, ana, make_member, make_meeting):
    from meetings.actions.repeating import remind_all

    make_member(garden, ana)
    meeting = make_meeting(garden, days=2)
    say_coming(meeting.pk, by=cleo, says="yes", at=NOON)

    remind_all(at=NOON)
    assert not Notice.objects.filter(kind="meetings.soon").exists()
    for _again in range(2):
        remind_all(at=NOON + timedelta(days=1, hours=1))

    assert [each.person for each in Notice.objects.filter(kind="meetings.soon")] == [cleo]


WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t"))


@given(title=WORDS, place=WORDS, words=WORDS)
def test_what_is_written_is_what_programs_read(title, place, words):
    entry = Entry(
        uid="one@solidarity", title=title, starts_at=NOON, ends_at=NOON + timedelta(hours=1),
        changed_at=NOON, sequence=3, is_off=False, said="maybe", place=place, words=words,
        url="https://example.org/a",
    )  # fmt: skip
    drawn = calendar_of(title, [entry])

    (event,) = Calendar.from_ical(drawn).walk("VEVENT")
    assert all(len(line) <= 75 for line in drawn.split(b"\r\n"))
    for name, said in (("summary", title), ("location", place), ("description", words)):
        assert str(event.get(name, "")) == said
    assert (event.start, event.end) == (NOON, NOON + timedelta(hours=1))
    assert (event["sequence"], event["status"]) == (3, "TENTATIVE")


def test_a_feed_that_is_as_it_was_is_not_sent_again(garden, cleo, make_meeting):
    meeting = make_meeting(garden)
    path = f"/meetings/feeds/{make_calendar(cleo, None, at=NOON)}/meetings.ics"
    mark = visit().get(path)["ETag"]

    again = visit().get(path, HTTP_IF_NONE_MATCH=mark)
    call_off(meeting.pk, by=cleo, why="", at=NOON)
    changed = visit().get(path, HTTP_IF_NONE_MATCH=mark)

    assert (again.status_code, again.content) == (304, b"")
    assert changed.status_code == 200
    assert b"STATUS:CANCELLED" in changed.content


def test_of_very_many_a_feed_brings_the_nearest(garden, cleo, make_meeting, monkeypatch):
    monkeypatch.setattr(mine, "MOST_BEGUN", 1)
    monkeypatch.setattr(mine, "MOST_AHEAD", 2)
    for days in (-500, -20, -2, 1, 2, 3, 500):
        make_meeting(garden, f"Day {days}", days=days)

    assert [str(each["summary"]).split(" (")[0] for each in read(cleo)] == [
        "Day -2", "Day 1", "Day 2",
    ]  # fmt: skip


def test_a_month_with_very_much_in_it_goes_on_on_the_next_page(
    garden, cleo, make_meeting, monkeypatch
):
    monkeypatch.setattr("meetings.views.mine.MOST_SHOWN", 2)
    for days in (1, 2, 3):
        make_meeting(garden, f"Number {days}", days=days)
    browser = visit(cleo)

    page = Page(browser.get("/meetings/?month=2026-03"))
    further = next(link for link in page.links if "day=" in link)

    assert ("Number 2" in page.main, "Number 3" in page.main) == (True, False)
    assert "Number 3" in Page(browser.get(f"/meetings/{further}")).main


def test_the_list_of_a_body_goes_both_ways(garden, cleo, make_meeting, monkeypatch):
    monkeypatch.setattr("meetings.views.meetings.MOST_AHEAD", 1)
    monkeypatch.setattr("meetings.views.meetings.MOST_GONE", 1)
    for days in (-2, -1, 1, 2):
        make_meeting(garden, f"Number {days}", days=days)
    browser, home = visit(cleo), "/networks/garden/meetings/"

    page = Page(browser.get(home))
    assert [f"Number {days}" in page.main for days in (-1, 1, 2)] == [True, True, False]
    assert "Number 2" in Page(browser.get(f"{home}?ahead=2")).main
    assert "Number -2" in Page(browser.get(f"{home}?page=2")).main
