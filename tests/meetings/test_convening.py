"""Calling a meeting, changing it, calling it off: who may, who is told, who sees it."""

from datetime import UTC, datetime, timedelta

import pytest

from meetings.actions.convening import call_off, change, convene
from meetings.models import Audience, Meeting
from meetings.queries.words import meeting_words
from networks.models import LogEntry, Role, Visibility
from solidarity.base.refused import Refused
from solidarity.base.stale import Stale, fingerprint
from solidarity.inbox.models import Notice
from tests.fixtures.people import NOON
from tests.pages.reading import Page, visit

pytestmark = pytest.mark.django_db
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
