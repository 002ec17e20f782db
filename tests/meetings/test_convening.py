"""Calling a meeting, changing it, calling it off: who may, who is told, who sees it."""

from datetime import UTC, datetime, timedelta

import pytest

from meetings.actions.convening import call_off, change, convene
from meetings.actions.taking_part import answer_times, propose_time, say_coming
from meetings.models import Audience, Coming, Guest, Meeting
from meetings.queries.words import meeting_words
from networks.models import LogEntry, Role, Visibility
from solidarity.base.refused import Refused
from solidarity.base.stale import Stale, fingerprint
from solidarity.inbox.actions.wording import worded
from solidarity.inbox.models import Notice
from tests.fixtures.people import NOON
from tests.pages.reading import Page, visit
from tests.racing import at_once, raised

pytestmark = pytest.mark.django_db
races = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
HERE = "/networks/garden/meetings/"
SOON = NOON + timedelta(days=7)


@pytest.fixture
def member(garden, make_member, ana):
    make_member(garden, ana)
    return ana


def call(garden, by, **fields):
    said = {"title": "Sowing", "starts_at": SOON, "ends_at": SOON + timedelta(hours=1)} | fields
    return convene(garden, by=by, at=NOON, zone="Europe/Berlin", **said)


def saved_of(meeting):
    return fingerprint(meeting_words(meeting))


def fields_of(meeting, **other):
    names = ("title", "audience", "starts_at", "ends_at", "zone", "place", "link")
    return {name: getattr(meeting, name) for name in names} | {"about": ""} | other


def test_a_member_calls_a_meeting_and_the_others_are_told(garden, member, cleo, jobs_done):
    meeting = call(garden, member, key="one")

    jobs_done("meetings.tell_called")
    assert call(garden, member, key="one") == meeting
    assert list(Notice.objects.filter(kind="meetings.called").values_list("person", flat=True)) == [
        cleo.pk
    ]


def test_who_does_not_belong_calls_none(garden, ben):
    with pytest.raises(Refused, match="belong here"):
        call(garden, ben)


def test_a_paused_member_calls_none(garden, make_member, ana):
    membership = make_member(garden, ana)
    membership.paused_until = NOON + timedelta(days=3)
    membership.save()

    with pytest.raises(Refused, match="paused"):
        call(garden, ana)


@pytest.mark.parametrize("audience", [Audience.PUBLIC, Audience.GUESTS])
def test_only_stewards_and_facilitators_open_a_meeting_to_others(
    garden, member, make_member, ben, cleo, audience
):
    make_member(garden, ben, role=Role.FACILITATOR)

    with pytest.raises(Refused, match="facilitators"):
        call(garden, member, audience=audience)

    assert call(garden, ben, audience=audience).audience == audience
    assert call(garden, cleo, audience=audience).audience == audience
    assert LogEntry.objects.filter(network=garden, facts__act=audience).count() == 2


def test_a_hidden_network_has_no_public_meetings(make_network, cleo):
    hidden = make_network(visibility=Visibility.HIDDEN)

    with pytest.raises(Refused, match="hidden"):
        call(hidden, cleo, audience=Audience.PUBLIC)


def test_who_called_it_changes_it_and_calendars_hear_of_it(garden, member, jobs_done):
    meeting = call(garden, member)
    later = SOON + timedelta(days=1)

    change(
        meeting.pk, by=member, seen=saved_of(meeting), at=NOON,
        fields=fields_of(meeting, starts_at=later, ends_at=later + timedelta(hours=1)),
    )  # fmt: skip

    meeting.refresh_from_db()
    assert (meeting.starts_at, meeting.sequence) == (later, 1)
    assert not LogEntry.objects.filter(facts__act="changed").exists()


def test_a_steward_changes_what_another_called_and_the_log_says_so(garden, member, cleo):
    meeting = call(garden, member)

    change(meeting.pk, by=cleo, seen=saved_of(meeting), at=NOON,
           fields=fields_of(meeting, title="Sowing peas"))  # fmt: skip

    assert LogEntry.objects.get(facts__act="changed").facts["meeting"] == meeting.number


def test_another_member_changes_nothing(garden, member, make_member, ben):
    make_member(garden, ben)
    meeting = call(garden, member)

    with pytest.raises(Refused, match="Whoever called"):
        change(meeting.pk, by=ben, seen=saved_of(meeting), at=NOON, fields=fields_of(meeting))
    with pytest.raises(Refused, match="Whoever called"):
        call_off(meeting.pk, by=ben, why="", at=NOON)


def test_who_saves_second_sees_what_the_first_saved(garden, member, cleo):
    meeting = call(garden, member)
    begun = saved_of(meeting)
    change(meeting.pk, by=member, seen=begun, at=NOON, fields=fields_of(meeting, place="Barn"))

    with pytest.raises(Stale):
        change(meeting.pk, by=cleo, seen=begun, at=NOON, fields=fields_of(meeting, place="Hall"))


def test_called_off_it_stays_and_says_why(garden, member):
    meeting = call(garden, member)

    call_off(meeting.pk, by=member, why="Storm", at=NOON)
    call_off(meeting.pk, by=member, why="Again", at=NOON)

    meeting.refresh_from_db()
    assert (meeting.called_off_why, meeting.sequence) == ("Storm", 1)


def test_a_page_calls_one_by_the_clocks_of_a_place(garden, member):
    browser = visit(member)
    form = Page(browser.get(f"{HERE}new/")).form("title", "zone")

    sent = browser.post(
        f"{HERE}new/",
        form.filled(title="Sowing", day="2026-04-02", time="18:30", zone="Asia/Kathmandu"),
    )

    assert sent.status_code == 302
    meeting = Meeting.objects.get()
    assert meeting.starts_at == datetime(2026, 4, 2, 12, 45, tzinfo=UTC)


def test_strangers_see_the_public_ones_alone(garden, ben, make_meeting):
    make_meeting(garden, "Inner circle")
    make_meeting(garden, "Open garden", audience=Audience.PUBLIC, link="https://meet.example/x")

    assert "Inner circle" not in Page(visit(ben).get(HERE)).main
    assert visit(ben).get(f"{HERE}1/").status_code == 404
    shown = visit().get(f"{HERE}2/")
    assert shown.status_code == 200
    assert "meet.example" not in shown.content.decode()


def test_saved_without_touching_its_time_it_stays_the_second_of_two_same_hours(
    garden, cleo, make_meeting
):
    second = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    meeting = make_meeting(garden, starts_at=second, convened_by=cleo)
    browser, said = visit(cleo), meeting_words(meeting)
    assert said["time"] == "02:30"

    typed = said | {"title": "Harvest", "minutes": 30, "seen": fingerprint(said)}
    browser.post(f"{meeting.get_absolute_url()}change/", typed)

    meeting.refresh_from_db()
    assert (meeting.title, meeting.starts_at) == ("Harvest", second)
    assert meeting.ends_at == second + timedelta(minutes=30)


@pytest.mark.parametrize(("minutes", "which"), [(30, "the first is meant"), (90, "the second is")])
def test_of_an_hour_that_comes_twice_the_page_says_which_is_meant(
    garden, make_member, make_person, make_meeting, minutes, which
):
    ana = make_person("ana", time_zone="Europe/Berlin")
    make_member(garden, ana)
    midnight = datetime(2026, 10, 25, tzinfo=UTC)
    meeting = make_meeting(garden, starts_at=midnight + timedelta(minutes=minutes))

    assert which in Page(visit(ana).get(meeting.get_absolute_url())).main


def test_whoever_reads_it_elsewhere_sees_what_clocks_show_there(garden, make_meeting):
    meeting = make_meeting(garden, audience=Audience.PUBLIC, zone="Asia/Kathmandu")

    assert "by the clocks of Kathmandu: Fri 17:45" in Page(
        visit().get(meeting.get_absolute_url())
    ).main.replace("5:45 p.m.", "17:45")
    meeting.zone = "UTC"
    meeting.save()
    assert "by the clocks of" not in Page(visit().get(meeting.get_absolute_url())).main


def test_what_has_been_is_not_called_off_and_nobody_is_asked_to_it(
    garden, member, cleo, make_meeting, jobs_done
):
    meeting = make_meeting(garden, days=-2, convened_by=cleo)

    with pytest.raises(Refused, match="over"):
        call_off(meeting.pk, by=cleo, why="", at=NOON)
    call(garden, member, starts_at=NOON - timedelta(days=9), ends_at=NOON - timedelta(days=8))
    jobs_done("meetings.tell_called")
    assert not Notice.objects.exists()


@races
def test_of_two_stewards_who_change_it_at_once_one_sees_what_the_other_saved(
    make_network, make_meeting, cleo
):
    meeting = make_meeting(make_network("Twice"), convened_by=cleo)
    seen = saved_of(meeting)

    def save(title):
        fields = fields_of(meeting, title=title)
        return change(meeting.pk, by=cleo, fields=fields, seen=seen, at=NOON)

    results = at_once(lambda: save("One"), lambda: save("Two"))

    assert len(raised(results, Stale)) == 1
    meeting.refresh_from_db()
    assert meeting.sequence == 1


@races
def test_who_answers_while_it_is_called_off_is_told_or_refused(make_network, make_meeting, cleo):
    meeting = make_meeting(make_network("Storm"), convened_by=cleo)

    answered, _off = at_once(
        lambda: say_coming(meeting.pk, by=cleo, says="yes", at=NOON),
        lambda: call_off(meeting.pk, by=cleo, why="", at=NOON),
    )

    raised([answered, _off], Refused)
    meeting.refresh_from_db()
    assert meeting.is_off
    assert Coming.objects.exists() != isinstance(answered, Refused)


def test_called_off_whoever_said_when_she_can_is_told_and_a_guest_who_said_nothing(
    garden, member, cleo, make_person, make_meeting, jobs_done
):
    meeting = make_meeting(garden, starts_at=None, audience=Audience.GUESTS, convened_by=cleo)
    when = {"starts_at": SOON, "ends_at": SOON + timedelta(hours=1)}
    slot = propose_time(meeting.pk, by=cleo, at=NOON, **when)
    answer_times(meeting.pk, by=member, says={slot.pk: "yes"}, at=NOON)
    guest = make_person("guest")
    Guest.objects.create(meeting=meeting, person=guest, at=NOON)

    call_off(meeting.pk, by=cleo, why="Storm", at=NOON)
    jobs_done("meetings.tell_change")

    told = Notice.objects.filter(kind="meetings.called_off")
    assert {each.person for each in told} >= {member, guest}
    for notice in told:
        _subject, mail = worded(notice)
        assert "does not take place." in mail
        assert "would have been" not in mail


def test_of_a_date_that_is_open_again_mails_say_so(garden, member, cleo, make_meeting, jobs_done):
    meeting = make_meeting(garden, convened_by=cleo)
    say_coming(meeting.pk, by=member, says="yes", at=NOON)

    fields = fields_of(meeting, starts_at=None, ends_at=None)
    change(meeting.pk, by=cleo, fields=fields, seen=saved_of(meeting), at=NOON)
    jobs_done("meetings.tell_change")

    _subject, mail = worded(Notice.objects.get(kind="meetings.changed"))
    assert "By now it is: without a date yet." in mail
