"""Who is told of a round, when, and how often."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from decisions.actions import recurring
from decisions.actions.balloting import cast
from decisions.actions.closing import cancel, close_if_due, extend
from decisions.models import Decision, Outcome, Round, Stage
from decisions.queries.counting import canonical, record_of
from networks.models import LogEntry, Spoke
from solidarity.inbox.models import Notice
from solidarity.outbox.models import Job
from solidarity.ui.moments import deadline_in_words
from tests.decisions.conftest import CLOSES, MINUTE, new_decision
from tests.fixtures.people import NOON

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def told(kind):
    """The handles of those who were told."""
    found = Notice.objects.filter(kind=f"decisions.{kind}").order_by("person__handle")
    return list(found.values_list("person__handle", flat=True))


@pytest.fixture
def at(jobs_done):
    """`at(moment, "opened")`: what waits of this kind has been told then, and mailed."""

    def done(moment, kind):
        with time_machine.travel(moment, tick=False):
            jobs_done(f"decisions.tell_{kind}")
            jobs_done("inbox.mail")

    return done


def test_all_who_have_a_voice_are_asked_but_who_opened_it(garden, electors, open_decision, at):
    open_decision(garden)

    at(NOON + MINUTE, "opened")

    assert told("opened") == [f"elector-{number}" for number in range(1, 6)]
    assert Notice.objects.filter(asks=True).count() == 5
    assert f"until {deadline_in_words(CLOSES)}." in mail.outbox[0].body.replace("\n", " ")


@pytest.mark.parametrize(
    ("zone", "clock"),
    [
        ("Europe/Berlin", "14:00 Berlin"),
        ("Australia/Lord_Howe", "23:00 Lord Howe"),
        ("Asia/Tehran", "15:30 Tehran"),
        ("Pacific/Apia", "01:00 Apia"),
        ("Asia/Kathmandu", "17:45 Kathmandu"),
    ],
)
def test_the_deadline_is_said_in_the_readers_zone_and_in_utc(
    garden, electors, open_decision, at, zone, clock
):
    """Until then Berlin changes its clocks; the moment stays."""
    electors[0].time_zone = zone
    electors[0].save()
    open_decision(garden)

    at(NOON + MINUTE, "opened")

    letter = next(each for each in mail.outbox if each.to == ["elector-1@example.org"])
    with timezone.override(zone):
        said = deadline_in_words(CLOSES)
    assert f"{clock} time" in said
    assert "12:00 UTC" in said
    assert f"until {said}." in letter.body.replace("\n", " ")


def test_one_reminder_to_those_without_a_position(garden, electors, open_decision, take, at):
    round = open_decision(garden)
    take(round, electors[0], "agree")

    assert recurring.remind_due(at=CLOSES - 3 * DAY) == 0
    assert recurring.remind_due(at=CLOSES - 2 * DAY) == 1
    assert recurring.remind_due(at=CLOSES - DAY) == 0
    at(CLOSES - DAY, "reminder")

    assert told("reminder") == ["cleo", "elector-2", "elector-3", "elector-4", "elector-5"]


def test_in_a_secret_round_all_are_reminded_in_words_that_fit_who_has_cast_a_ballot(
    garden, electors, open_decision, at
):
    round = open_decision(garden, is_secret=True, method={"name": "majority"})
    cast(round.pk, by=electors[0], choice="yes", at=NOON + MINUTE)

    assert recurring.remind_due(at=CLOSES - 2 * DAY) == 1
    at(CLOSES - DAY, "reminder")

    assert told("reminder") == []
    assert told("reminder_secret") == ["cleo", *(f"elector-{number}" for number in range(1, 6))]
    letters = {re.sub(r"Hello .*,|http\S+", "", each.body) for each in mail.outbox}
    said = letters.pop().replace("\n", " ")
    assert "If you have cast yours already, there is nothing more to do" in said
    assert not letters, "all read the same"


def test_with_more_time_one_is_reminded_before_the_new_end_once(
    garden, electors, open_decision, cleo, at
):
    round = open_decision(garden)
    recurring.remind_due(at=CLOSES - DAY)
    extend(round.pk, until=CLOSES + 7 * DAY, by=cleo, at=CLOSES - MINUTE)
    at(CLOSES - MINUTE, "reminder")
    assert told("reminder") == []  # it would say a time that holds no more
    at(CLOSES - MINUTE, "extended")
    assert len(told("extended")) == 6

    assert recurring.remind_due(at=CLOSES) == 0
    assert recurring.remind_due(at=CLOSES + 6 * DAY) == 1
    at(CLOSES + 6 * DAY, "reminder")
    assert len(told("reminder")) == 6


def test_nobody_is_reminded_of_what_is_over(garden, electors, open_decision, at):
    round = open_decision(garden)
    recurring.remind_due(at=CLOSES - DAY)
    close_if_due(round.pk, at=CLOSES)

    at(CLOSES, "reminder")

    assert told("reminder") == []


def test_the_closing_mail_carries_the_reason_and_the_digest_of_the_file(
    garden, electors, open_decision, take, closed, at
):
    import hashlib

    round = open_decision(garden)
    take(round, electors[0], "agree")
    closed(round)
    round.refresh_from_db()

    at(CLOSES + MINUTE, "closed")

    letter = mail.outbox[0].body.replace("\n", " ")
    assert "Adopted: no block stands." in letter
    assert hashlib.sha256(canonical(record_of(round))).hexdigest() in letter


def test_it_is_announced_once_when_workers_were_dead_at_the_deadline(
    garden, electors, open_decision, take, at
):
    """R6: somebody looks at it first, the task comes hours later, and runs twice."""
    round = open_decision(garden)
    take(round, electors[0], "agree")
    assert close_if_due(round.pk, at=CLOSES + MINUTE).result == "adopted"

    assert recurring.count_due(at=CLOSES + 5 * MINUTE) == 0
    for _each in range(2):
        at(CLOSES + 5 * MINUTE, "closed")

    assert len(told("closed")) == len(set(told("closed"))) == 6
    assert Outcome.objects.count() == 1


def test_the_task_counts_what_nobody_has_looked_at(garden, electors, open_decision):
    open_decision(garden)
    open_decision(garden, days_open=20)

    assert recurring.count_due(at=CLOSES) == 1
    assert recurring.count_due(at=CLOSES + 20 * DAY) == 1


def test_a_round_that_cannot_be_counted_holds_up_no_other(
    garden, electors, open_decision, monkeypatch
):
    broken, _whole = open_decision(garden), open_decision(garden)
    count = recurring.close_if_due

    def fails(pk, *, at):
        if pk == broken.pk:
            raise ValueError("broken")
        return count(pk, at=at)

    monkeypatch.setattr(recurring, "close_if_due", fails)

    assert recurring.count_due(at=CLOSES) == 1


def test_calling_off_is_told_once_with_its_reason(garden, electors, open_decision, cleo, at):
    round = open_decision(garden)
    cancel(round.decision_id, by=cleo, reason="It is sold.", at=NOON + MINUTE)

    at(NOON + MINUTE, "opened")
    at(NOON + MINUTE, "cancelled")

    assert told("opened") == []
    assert len(told("cancelled")) == 6
    assert set(Notice.objects.values_list("words", flat=True)) == {"It is sold."}


def test_spokes_are_asked_for_their_networks_and_all_in_these_hear_what_came_out(
    make_network, make_person, make_member, make_affiliation, ana, ben, cleo, at, closed
):
    from decisions.actions.opening import open_round

    body = make_network("Coalition", kind="coalition", steward=make_person("dora"))
    bakers = make_network("Bakers", steward=ana)
    make_member(bakers, ben)
    Spoke.objects.create(affiliation=make_affiliation(bakers, body), person=ana, since=NOON.date())
    dora = body.memberships.get().person
    round = open_round(new_decision(body, by=dora, who="networks").pk, by=dora, at=NOON)

    at(NOON + MINUTE, "opened")
    closed(round)
    at(CLOSES, "closed")

    assert told("opened") == ["ana"]
    assert told("closed") == ["ana", "ben", "dora"]


def test_a_decision_comes_back_by_itself_on_its_day_once(
    garden, electors, open_decision, take, closed, at
):
    round = open_decision(garden, method={"name": "majority"})
    take(round, electors[0], "yes")
    closed(round)
    day = (CLOSES + 180 * DAY).date()
    Decision.objects.filter(pk=round.decision_id).update(review_on=day)

    assert recurring.open_reviews(at=CLOSES + 179 * DAY) == 0
    assert recurring.open_reviews(at=CLOSES + 180 * DAY) == 1
    assert recurring.open_reviews(at=CLOSES + 181 * DAY) == 0
    at(CLOSES + 180 * DAY, "review")

    review = Decision.objects.get(reviews=round.decision_id)
    assert (review.stage, review.method) == (Stage.DISCUSSION, {"name": "majority"})
    assert review.versions.get().words == round.version.words
    assert len(told("review")) == 6
    assert LogEntry.objects.filter(verb="to_review").count() == 1


def test_what_is_told_later_is_one_job(garden, electors, open_decision, take, closed):
    closed(open_decision(garden))

    jobs = Job.objects.filter(kind__startswith="decisions").order_by("pk")
    assert list(jobs.values_list("kind", flat=True)) == [
        "decisions.tell_opened", "decisions.tell_closed",
    ]  # fmt: skip
    assert Round.objects.get().counted_at == CLOSES
