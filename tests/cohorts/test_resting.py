"""Resting without explaining; reminders of the day that one set oneself."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from cohorts.actions import own as acts
from cohorts.actions import resting
from cohorts.actions.reminding import remind
from cohorts.models import Buddy, BuddyGroup, Commitment, Rest
from solidarity.inbox.models import Notice
from solidarity.inbox.notices import tell
from solidarity.outbox.models import Job
from tests.fixtures.people import NOON
from tests.pages.reading import Page, visit

CARE = "/networks/pilot/care/"
DAY = timedelta(days=1)


@pytest.fixture
def pilot(make_cohort, ana, ben):
    network = make_cohort(name="Pilot", participants=[ana, ben]).network
    group = BuddyGroup.objects.create(body=network, proposed_at=NOON, known_at=NOON)
    for person in (ana, ben):
        Buddy.objects.create(body=network, group=group, person=person, is_known=True)
    return network


def said_to(person, pilot, key="k", at=NOON):
    tell(person, kind="cohorts.buddies_known", about=pilot, key=key, at=at)


def test_nothing_is_mailed_to_who_rests_and_it_counts_nowhere(pilot, ana):
    resting.rest("pilot", by=ana, until=NOON + 7 * DAY, at=NOON)
    said_to(ana, pilot)

    notice = Notice.objects.get(person=ana)
    assert notice.read_at == NOON
    assert notice.mail_due_at is None
    assert not Job.objects.filter(kind="inbox.mail").exists()


def test_what_waited_for_a_digest_is_held_back(pilot, ana):
    tell(ana, kind="networks.talk_begun", about=pilot, key="k", at=NOON)
    assert Notice.objects.get(person=ana).mail_due_at is not None

    resting.rest("pilot", by=ana, until=NOON + 7 * DAY, at=NOON)

    assert Notice.objects.get(person=ana).mail_due_at is None


def test_other_bodies_reach_her_all_the_same(pilot, ana, garden):
    resting.rest("pilot", by=ana, until=NOON + 7 * DAY, at=NOON)

    said_to(ana, garden)

    assert Job.objects.filter(kind="inbox.mail").count() == 1


def test_back_again_she_is_told_as_before_and_nothing_is_left(pilot, ana):
    resting.rest("pilot", by=ana, until=NOON + 7 * DAY, at=NOON)
    resting.come_back("pilot", by=ana, at=NOON)

    said_to(ana, pilot)

    assert not Rest.objects.exists()
    assert Notice.objects.get(person=ana).read_at is None


def test_it_ends_by_itself(pilot, ana):
    resting.rest("pilot", by=ana, until=NOON + DAY, at=NOON)

    said_to(ana, pilot, at=NOON + DAY)
    remind(at=NOON + DAY)

    assert Notice.objects.get(person=ana).read_at is None
    assert not Rest.objects.exists()


def test_her_buddies_hear_that_she_rests_and_not_until_when(pilot, ana, ben):
    visit(ana).post(f"{CARE}rest/", {"until": (now() + 9 * DAY).date().isoformat()})

    told = Notice.objects.get(person=ben)
    assert (told.kind, told.words) == ("cohorts.buddy_rests", "")
    html = Page(visit(ben).get("/networks/pilot/buddies/")).html
    assert "Rests for a while" in html


@pytest.mark.parametrize("day", ["", "yesterday", "2020-01-01", "2199-01-01"])
def test_a_day_that_cannot_be_is_refused_with_a_reason(pilot, ana, day):
    assert visit(ana).post(f"{CARE}rest/", {"until": day}).status_code == 422
    assert not Rest.objects.exists()


def commitment(by, due_on, key="k"):
    return acts.write_own(
        Commitment, "pilot", by=by, said={"what": "Ask the bakers"}, shared="nobody", key=key,
        due_on=due_on, at=NOON,
    )  # fmt: skip


def test_she_is_reminded_the_day_before_once_and_without_her_words(pilot, ana):
    commitment(ana, NOON.date() + DAY)
    remind(at=NOON)
    remind(at=NOON + DAY)

    notice = Notice.objects.get(person=ana, kind="cohorts.commitment_due")
    assert "bakers" not in notice.words + notice.about_words


def test_nobody_is_reminded_too_early_or_of_what_is_over_or_while_she_rests(pilot, ana, ben):
    commitment(ana, NOON.date() + 5 * DAY)
    over = commitment(ana, NOON.date() + DAY, key="over")
    Commitment.objects.filter(pk=over.pk).update(is_over=True)
    commitment(ben, NOON.date() + DAY, key="ben")
    resting.rest("pilot", by=ben, until=NOON + 7 * DAY, at=NOON)

    remind(at=NOON)

    assert not Notice.objects.filter(kind="cohorts.commitment_due").exists()
