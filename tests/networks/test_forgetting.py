"""Conversations that a network lets go: chosen by stewards, told before, done in batches."""

from datetime import timedelta

import pytest

from networks.actions.forgetting import (
    TOLD_BEFORE,
    forget_threads,
    keep_threads,
    keeping_of,
    tell_threads_go,
)
from networks.models import Objection, Report, Verb, WaysVersion
from solidarity.base.models import reference_to
from solidarity.base.refused import Refused
from solidarity.base.stale import Stale, fingerprint
from solidarity.inbox.models import Notice
from solidarity.outbox.models import Job
from solidarity.threads.actions import comment, start
from solidarity.threads.models import Thread
from tests.fixtures.people import NOON
from tests.pages.reading import Page, visit

pytestmark = pytest.mark.django_db
LONG_AGO = NOON - timedelta(days=400)
ADDRESS = "/networks/garden/settings/forgetting/"


def keep(network, months, *, by, at=NOON):
    network.refresh_from_db()
    seen = fingerprint(keeping_of(network))
    return keep_threads(network.pk, by=by, months=months, seen=seen, at=at)


def say(network, by, *, at, key="1"):
    return start(network, by=by, title="Soup", words="Who cooks?", key=key, at=at)


def test_silent_conversations_go_after_the_time_and_not_before_it_holds(garden, cleo):
    old, new = say(garden, cleo, at=LONG_AGO), say(garden, cleo, at=NOON, key="2")
    keep(garden, 12, by=cleo)

    assert forget_threads(at=NOON + TOLD_BEFORE - timedelta(hours=1)) == 0
    assert forget_threads(at=NOON + TOLD_BEFORE) == 1
    assert not Thread.objects.filter(pk=old.pk).exists()
    assert Thread.objects.filter(pk=new.pk).exists()


def test_the_last_word_counts_not_the_first(garden, cleo):
    old = say(garden, cleo, at=LONG_AGO)
    comment(old.pk, by=cleo, words="I do.", key="2", at=NOON)
    keep(garden, 3, by=cleo)

    assert forget_threads(at=NOON + TOLD_BEFORE) == 0


def test_nothing_goes_where_nobody_wants_it(garden, cleo):
    say(garden, cleo, at=LONG_AGO)

    assert forget_threads(at=NOON + timedelta(days=4000)) == 0


def test_it_is_in_the_log_and_everybody_who_reads_here_is_told(garden, cleo, ana, make_member):
    make_member(garden, ana)
    keep(garden, 12, by=cleo)
    job = Job.objects.get(kind="networks.tell_threads_go")
    tell_threads_go(job)
    tell_threads_go(job)

    assert garden.log.get(verb=Verb.CHANGED).facts == {"fields": ["threads_kept_months"]}
    told = Notice.objects.filter(kind="networks.threads_go")
    assert {notice.person for notice in told} == {ana, cleo}
    assert told.count() == 2


def test_keeping_longer_needs_no_time_and_keeping_less_needs_it_again(garden, cleo):
    keep(garden, 12, by=cleo)
    later = NOON + timedelta(days=100)
    assert keep(garden, 24, by=cleo, at=later).threads_go_from == NOON + TOLD_BEFORE
    assert keep(garden, 3, by=cleo, at=later).threads_go_from == later + TOLD_BEFORE
    assert keep(garden, None, by=cleo, at=later).threads_go_from is None


def test_only_stewards_choose(garden, cleo, ana, make_member):
    make_member(garden, ana)

    with pytest.raises(Refused, match="Only the stewards"):
        keep(garden, 3, by=ana)
    assert visit(ana).get(ADDRESS).status_code == 404


def test_of_two_stewards_the_second_sees_what_the_first_chose(garden, cleo):
    keep(garden, 12, by=cleo)

    with pytest.raises(Stale):
        keep_threads(
            garden.pk, by=cleo, months=3, at=NOON,
            seen=fingerprint({"threads_kept_months": None}),
        )  # fmt: skip


def test_objections_are_kept_and_what_is_reported_until_it_is_looked_into(garden, cleo, ana):
    objected, reported = say(garden, cleo, at=LONG_AGO), say(garden, cleo, at=LONG_AGO, key="2")
    version = WaysVersion.objects.create(
        network=garden, number=1, words="So", words_html="So", at=LONG_AGO
    )
    Objection.objects.create(version=version, person=ana, thread=objected, at=LONG_AGO)
    report = Report.objects.create(
        **reference_to(reported.opening), network=garden, harm="other", words="?", made_at=NOON
    )
    keep(garden, 3, by=cleo)

    assert forget_threads(at=NOON + TOLD_BEFORE) == 0
    Report.objects.filter(pk=report.pk).update(state="closed", closed_at=NOON)
    assert forget_threads(at=NOON + TOLD_BEFORE) == 1
    assert Thread.objects.get() == objected


def test_they_go_in_batches_with_what_told_of_them(garden, cleo, ana, make_member):
    make_member(garden, ana)
    for number in range(5):
        thread = say(garden, cleo, at=LONG_AGO, key=str(number))
        comment(thread.pk, by=cleo, words="@ana?", key=f"to-{number}", at=LONG_AGO)
    keep(garden, 12, by=cleo)

    assert Notice.objects.filter(kind="threads.called").count() == 5
    assert forget_threads(at=NOON + TOLD_BEFORE, most=2) == 2
    assert Notice.objects.filter(kind="threads.called").count() == 3
    assert forget_threads(at=NOON + TOLD_BEFORE) == 3
    assert not Notice.objects.filter(kind="threads.called").exists()


def test_the_page_saves_and_the_board_says_so(garden, cleo):
    client = visit(cleo)
    form = Page(client.get(ADDRESS)).form("threads_kept_months", "seen")
    answer = client.post(ADDRESS, form.filled(threads_kept_months="12"))

    assert answer.status_code == 302
    assert "12 months are deleted" in Page(client.get("/networks/garden/talk/")).main
    form = Page(client.get(ADDRESS)).form("threads_kept_months", "seen")
    assert form.fields["threads_kept_months"] == ["12"]


def test_what_is_no_choice_is_said(garden, cleo):
    client = visit(cleo)
    form = Page(client.get(ADDRESS)).form("threads_kept_months", "seen")

    assert client.post(ADDRESS, form.filled(threads_kept_months="7")).status_code == 422
