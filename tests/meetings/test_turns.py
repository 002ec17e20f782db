"""Whose turn it is: passed on to somebody, who is asked first and may say no without a reason."""

import pytest

from meetings.actions import turns as acts
from meetings.models import Duty, Turn, TurnOffer
from meetings.queries.holding import turns_of
from networks.actions.joining import leave
from solidarity.base.refused import Refused
from solidarity.inbox.models import Notice
from tests.fixtures.people import NOON
from tests.pages.reading import Page, visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def member(garden, make_member, ana):
    make_member(garden, ana)
    return ana


@pytest.fixture
def other(garden, make_member, ben):
    make_member(garden, ben)
    return ben


@pytest.fixture
def meeting(garden, cleo, make_meeting):
    return make_meeting(garden, days=30_000, convened_by=cleo)


def offer(meeting, by, handle, duty="time"):
    return acts.offer_turn(meeting.pk, by=by, duty=duty, handle=handle, at=NOON)


def test_who_has_a_duty_passes_it_on_and_keeps_it_until_there_is_a_yes(meeting, member, other):
    acts.take_turn(meeting.pk, by=member, duty="time", at=NOON)

    assert offer(meeting, member, "ben") == offer(meeting, member, "ben")

    assert Turn.objects.get().person == member
    assert Notice.objects.filter(kind="meetings.turn_asked", person=other).count() == 1
    acts.answer_turn(meeting.pk, by=other, duty="time", takes=True, at=NOON)
    assert Turn.objects.get().person == other
    assert not TurnOffer.objects.exists()
    assert Notice.objects.filter(kind="meetings.turn_taken", person=member).exists()


def test_a_no_leaves_no_trace_and_whoever_asked_hears_of_it_without_a_reason(
    meeting, member, other
):
    acts.take_turn(meeting.pk, by=member, duty="time", at=NOON)
    offer(meeting, member, "ben")

    acts.answer_turn(meeting.pk, by=other, duty="time", takes=False, at=NOON)

    assert Turn.objects.get().person == member
    assert not TurnOffer.objects.exists()
    told = Notice.objects.get(kind="meetings.turn_open", person=member)
    assert "Ben" not in f"{told.words} {told.about_words}"


def test_of_a_duty_that_nobody_has_who_looks_after_the_meeting_asks(meeting, member, other, cleo):
    with pytest.raises(Refused, match="passes it on"):
        offer(meeting, member, "ben")

    offer(meeting, cleo, "ana")

    with pytest.raises(Refused, match="asked already"):
        offer(meeting, cleo, "ben")
    acts.take_offer_back(meeting.pk, by=cleo, duty="time", at=NOON)
    with pytest.raises(Refused, match="not asked any more"):
        acts.answer_turn(meeting.pk, by=member, duty="time", takes=True, at=NOON)


def test_strangers_and_oneself_are_not_asked(meeting, cleo, make_person):
    make_person("dora")

    with pytest.raises(Refused, match="no member"):
        offer(meeting, cleo, "dora")
    with pytest.raises(Refused, match="somebody else"):
        offer(meeting, cleo, "cleo")


def test_who_takes_it_on_ends_the_asking(meeting, member, other, cleo):
    offer(meeting, cleo, "ana")

    acts.take_turn(meeting.pk, by=other, duty="time", at=NOON)

    assert not TurnOffer.objects.exists()


def test_whoever_is_asked_sees_it_and_others_do_not(meeting, member, other, cleo):
    browser = visit(cleo)
    ask = f"{meeting.get_absolute_url()}turns/{Duty.TIME.value}/"
    sent = browser.post(ask, Page(browser.get(ask)).form("handle").filled(handle="@ana"))
    assert sent.status_code == 302

    assert "is asked" in Page(browser.get(meeting.get_absolute_url())).main
    assert "You are asked whether" in Page(visit(member).get(meeting.get_absolute_url())).main
    seen = Page(visit(other).get(meeting.get_absolute_url())).main
    assert "asked" not in seen.split("Who does what")[1]

    visit(member).post(f"{meeting.get_absolute_url()}turns/", {"act": "no-time"})
    assert not TurnOffer.objects.exists()
    visit(member).post(f"{meeting.get_absolute_url()}turns/", {"act": "yes-time"})
    assert not Turn.objects.exists()


def test_what_somebody_had_who_has_left_is_open_again(meeting, member, other):
    acts.take_turn(meeting.pk, by=member, duty=Duty.TIME, at=NOON)
    with pytest.raises(Refused, match="Somebody else"):
        acts.take_turn(meeting.pk, by=other, duty=Duty.TIME, at=NOON)

    leave(meeting.body_id, by=member, at=NOON)

    held = {each.duty: each.person for each in turns_of(other, meeting, [], at=NOON)}
    assert held[Duty.TIME] is None
    assert acts.take_turn(meeting.pk, by=other, duty=Duty.TIME, at=NOON).person == other
