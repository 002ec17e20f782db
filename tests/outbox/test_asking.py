"""A job is a row in the act's own transaction."""

from datetime import timedelta

import pytest
from django.db import transaction

from solidarity.outbox import broker
from solidarity.outbox.actions import ask_for, write_letter
from solidarity.outbox.models import Job, Letter, State
from tests.fixtures.people import NOON
from tests.racing import at_once, raised

races = pytest.mark.django_db(transaction=True, databases=["default", "owner"])


class Abandoned(Exception):
    """The act fails after it asked for a job."""


@pytest.fixture
def nudged(monkeypatch):
    told = []
    monkeypatch.setattr(broker, "nudge", told.append)
    return told


@races
def test_an_act_that_fails_leaves_no_job(ask, nudged):
    @transaction.atomic
    def act():
        ask()
        write_letter("ana@example.org", "Hello", "Ana", at=NOON)
        raise Abandoned

    with pytest.raises(Abandoned):
        act()

    assert not Job.objects.exists()
    assert not Letter.objects.exists()
    assert nudged == []


@races
def test_the_worker_hears_of_a_job_after_the_act_is_committed(ask, nudged):
    with transaction.atomic():
        job = ask()
        assert nudged == []

    assert nudged == [job.pk]


@races
def test_a_broker_that_breaks_does_not_break_the_act(ask, monkeypatch):
    def broken(job_id):
        raise RuntimeError("nobody expected this")

    monkeypatch.setattr(broker, "nudge", broken)

    with transaction.atomic():
        job = ask()

    assert Job.objects.get() == job


@races
def test_the_worker_is_not_woken_for_what_is_due_later(ask, nudged):
    job = ask(due_at=NOON + timedelta(hours=1))

    assert nudged == []
    assert Job.objects.get() == job
    assert job.due_at == NOON + timedelta(hours=1)


@pytest.mark.django_db
def test_the_same_thing_is_asked_for_once(ask):
    first = ask("welcome-1", notice=1)
    second = ask("welcome-1", notice=1)

    assert first == second
    assert Job.objects.count() == 1


@pytest.mark.django_db
def test_kinds_do_not_share_their_keys(ask):
    ask("1")
    ask_for("test.other", key="1", at=NOON)

    assert Job.objects.count() == 2


@races
def test_asked_for_by_ten_at_the_same_moment_it_is_one_job(ask, nudged):
    results = at_once(*[lambda: ask("the same")] * 10)

    assert raised(results, Exception) == []
    assert len({job.pk for job in results}) == 1
    assert Job.objects.get().state == State.WAITING


@pytest.mark.django_db
def test_a_job_holds_ids_and_no_words(ask):
    job = write_letter("ana@example.org", "Your code", "123456", at=NOON)

    assert job.payload == {"letter": Letter.objects.get().pk}
    assert "ana" not in job.key


@pytest.mark.django_db
def test_every_job_has_a_message_id_of_its_own(ask, settings):
    settings.SITE_URL = "https://solidarity.example:8443"

    ids = {ask(str(n)).message_id for n in range(3)}

    assert len(ids) == 3
    assert all(each.endswith("@solidarity.example>") and each.startswith("<") for each in ids)
