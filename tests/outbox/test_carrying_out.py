"""A job is done once, whatever is killed when, and given up only in the open."""

import threading
from datetime import timedelta
from itertools import pairwise

import pytest
from django.core import mail
from hypothesis import given, settings
from hypothesis import strategies as st

from solidarity.outbox import tasks
from solidarity.outbox.actions import (
    LONGEST_WAIT,
    MOST_ATTEMPTS,
    bury,
    carry_out,
    forget_done,
    revive,
    wait_after,
    write_letter,
)
from solidarity.outbox.models import Job, Letter, State
from solidarity.outbox.queries import dead_jobs, due_jobs
from tests.fixtures.people import NOON
from tests.racing import at_once, raised

pytestmark = pytest.mark.django_db
races = pytest.mark.django_db(transaction=True, databases=["default", "owner"])


class Killed(BaseException):
    """kill -9, as far as a test can: nothing of ours catches it."""


def failing(job):
    raise ConnectionRefusedError("ana@example.org: 450 come back later")


def fail_to_the_end(job):
    """Let it fail at every attempt; returns the moments of the attempts."""
    moments, at = [], job.due_at
    while job.state == State.WAITING:
        carry_out(job.pk, at=at)
        moments.append(at)
        job.refresh_from_db()
        at = job.due_at
    return moments


def test_a_due_job_is_done_and_ends(ask, done):
    job = ask()

    assert carry_out(job.pk, at=NOON)

    job.refresh_from_db()
    assert [each.pk for each in done] == [job.pk]
    assert (job.state, job.ended_at, job.attempts) == (State.DONE, NOON, 1)


def test_what_is_done_is_not_done_again(ask, done):
    job = ask()
    carry_out(job.pk, at=NOON)

    assert not carry_out(job.pk, at=NOON + timedelta(days=1))
    assert len(done) == 1


def test_what_is_due_later_waits(ask, done):
    job = ask(due_at=NOON + timedelta(hours=1))

    assert not carry_out(job.pk, at=NOON + timedelta(minutes=59))
    assert carry_out(job.pk, at=NOON + timedelta(hours=1))


def test_a_job_that_is_gone_is_no_matter(done):
    assert not carry_out(4_000_000, at=NOON)


@races
def test_two_workers_with_the_same_job_do_it_once(ask, let):
    done = []

    def slow(job):
        threading.Event().wait(0.3)
        done.append(job.pk)

    let(slow)
    job = ask()

    results = at_once(*[lambda: carry_out(job.pk, at=NOON)] * 2)

    assert sorted(results) == [False, True]
    assert done == [job.pk]


@races
def test_while_one_worker_is_at_it_no_other_begins_even_when_the_next_try_is_due(ask, let):
    begun, done, late = threading.Event(), [], NOON + timedelta(hours=7)

    def slow(job):
        begun.set()
        threading.Event().wait(0.3)
        done.append(job.pk)

    let(slow)
    job = ask()

    def second():
        begun.wait(5)
        return carry_out(job.pk, at=late)

    assert at_once(lambda: carry_out(job.pk, at=NOON), second) == [True, False]
    assert done == [job.pk]


@races
def test_many_jobs_handed_out_many_times_are_each_done_once(ask, done):
    jobs = [ask(str(n)) for n in range(12)]

    def worker():
        for job in jobs:
            carry_out(job.pk, at=NOON)

    assert raised(at_once(worker, worker, worker), Exception) == []
    assert sorted(each.pk for each in done) == [job.pk for job in jobs]
    assert Job.objects.filter(state=State.DONE, attempts=1).count() == 12


@races
def test_a_worker_killed_over_a_job_leaves_one_that_comes_back(ask, let, done):
    def deadly(job):
        raise Killed

    let(deadly)
    job = ask()
    with pytest.raises(Killed):
        carry_out(job.pk, at=NOON)

    job.refresh_from_db()
    assert (job.state, job.attempts) == (State.WAITING, 1)
    assert job.due_at == NOON + wait_after(1)
    let(done.append)
    assert not carry_out(job.pk, at=NOON)
    assert carry_out(job.pk, at=job.due_at)
    assert len(done) == 1


@races
def test_a_mail_has_the_same_message_id_at_each_attempt(monkeypatch):
    job = write_letter("ana@example.org", "Hello", "Ana", at=NOON)
    monkeypatch.setattr(Letter, "delete", lambda self: (_ for _ in ()).throw(Killed()))
    with pytest.raises(Killed):  # the mail server has it, and we die before we know
        carry_out(job.pk, at=NOON)
    monkeypatch.undo()

    assert carry_out(job.pk, at=NOON + wait_after(1))

    first, second = (each.extra_headers["Message-ID"] for each in mail.outbox)
    assert first == second == job.message_id


@races
def test_what_a_failed_attempt_wrote_is_undone(ask, let):
    def half(job):
        Letter.objects.create(address="a@example.org", subject="x", body="x")
        raise ValueError

    let(half)
    carry_out(ask().pk, at=NOON)

    assert not Letter.objects.exists()


def test_a_failure_is_noted_by_its_kind_alone(ask, let):
    let(failing)
    job = ask()

    assert not carry_out(job.pk, at=NOON)

    job.refresh_from_db()
    assert (job.state, job.last_error) == (State.WAITING, "ConnectionRefusedError")


def test_a_kind_that_nobody_carries_out_is_a_failure_and_no_crash(ask):
    job = ask()

    assert not carry_out(job.pk, at=NOON)

    job.refresh_from_db()
    assert job.last_error == "KeyError"


def test_it_is_tried_after_half_a_minute_then_twice_as_long_each_time(ask, let):
    let(failing)

    moments = fail_to_the_end(ask())

    waits = [(b - a).total_seconds() for a, b in pairwise(moments)]
    assert waits[:5] == [30, 60, 120, 240, 480]
    assert waits[-1] == 6 * 3600
    assert len(moments) == MOST_ATTEMPTS


@settings(deadline=None)
@given(st.integers(min_value=1, max_value=40_000))
def test_the_wait_grows_and_never_passes_six_hours(attempts):
    assert timedelta(seconds=30) <= wait_after(attempts) <= LONGEST_WAIT
    assert wait_after(attempts) <= wait_after(attempts + 1)


@given(st.integers(min_value=1, max_value=9))
def test_each_wait_is_twice_the_one_before(attempts):
    assert wait_after(attempts + 1) == 2 * wait_after(attempts)


def test_a_day_without_a_mail_server_kills_nothing(ask, let):
    let(failing)

    moments = fail_to_the_end(ask())

    assert moments[-1] - moments[0] > timedelta(days=1)


def test_after_the_last_attempt_it_is_dead_and_in_the_open(ask, let):
    let(failing)
    job = ask()

    last = fail_to_the_end(job)[-1]

    assert (job.state, job.ended_at, job.last_error) == (State.DEAD, last, "ConnectionRefusedError")
    assert list(dead_jobs()) == [job]
    assert not carry_out(job.pk, at=last + timedelta(days=9))


def test_a_job_that_kills_every_worker_is_given_up_too(ask, let):
    def deadly(job):
        raise Killed

    let(deadly)
    job, kills = ask(), 0
    while job.state == State.WAITING:
        try:
            carry_out(job.pk, at=job.due_at)
        except Killed:
            kills += 1
        job.refresh_from_db()

    assert (kills, job.state) == (MOST_ATTEMPTS, State.DEAD)


def test_a_revived_job_starts_anew(ask, let, done):
    let(failing)
    job = ask()
    later = fail_to_the_end(job)[-1] + timedelta(days=1)
    let(done.append)

    revive(job.pk, at=later)

    job.refresh_from_db()
    assert (job.state, job.attempts, job.due_at, job.ended_at) == (State.WAITING, 0, later, None)
    assert carry_out(job.pk, at=later)
    assert not dead_jobs().exists()


def test_only_the_dead_are_revived_or_buried(ask):
    job = ask()

    for act in (lambda: revive(job.pk, at=NOON), lambda: bury(job.pk)):
        with pytest.raises(Job.DoesNotExist):
            act()


def test_a_buried_job_takes_its_letter_with_it(monkeypatch):
    job = write_letter("ana@example.org", "Your code", "123456", at=NOON)
    monkeypatch.setattr("solidarity.outbox.mail.send", lambda *_, **__: failing(job))
    fail_to_the_end(job)

    bury(job.pk)

    assert not Job.objects.exists()
    assert not Letter.objects.exists()


def test_a_letter_is_forgotten_once_it_has_left():
    job = write_letter("ana@example.org", "Your code", "123456", at=NOON)

    carry_out(job.pk, at=NOON)

    assert not Letter.objects.exists()
    assert mail.outbox[0].to == ["ana@example.org"]


def test_done_jobs_are_kept_for_thirty_days(ask, done):
    job = ask()
    carry_out(job.pk, at=NOON)

    assert forget_done(at=NOON + timedelta(days=30)) == 0
    assert forget_done(at=NOON + timedelta(days=30, seconds=1)) == 1


def test_jobs_that_wait_or_died_are_not_forgotten(ask, let):
    let(failing)
    fail_to_the_end(ask("dead"))
    ask("waiting")

    forget_done(at=NOON + timedelta(days=900))

    assert Job.objects.count() == 2


def test_the_longest_waiting_come_first(ask):
    late = ask("late", due_at=NOON + timedelta(minutes=2))
    soon = ask("soon")
    ask("tomorrow", due_at=NOON + timedelta(days=1))

    assert due_jobs(at=NOON + timedelta(hours=1), most=10) == [soon.pk, late.pk]
    assert due_jobs(at=NOON + timedelta(hours=1), most=1) == [soon.pk]


def test_the_sweep_does_all_that_is_due_and_goes_on_after_a_failure(ask, let):
    done = []

    def fussy(job):
        if job.payload["n"] == 2:
            raise ValueError
        done.append(job.payload["n"])

    let(fussy)
    for n in range(5):
        ask(str(n), n=n)

    tasks.sweep()

    assert sorted(done) == [0, 1, 3, 4]


def test_a_broken_row_does_not_stop_the_sweep(ask, done):
    job = ask("poison")
    Job.objects.filter(pk=job.pk).update(attempts=500)
    ask("sound")

    tasks.sweep()

    assert len(done) == 1
    assert list(dead_jobs()) == [job]


@races
def test_two_sweeps_at_once_do_nothing_twice(ask, done):
    for n in range(10):
        ask(str(n))

    assert raised(at_once(tasks.sweep, tasks.sweep), Exception) == []

    assert len(done) == 10
