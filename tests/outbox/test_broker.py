"""The broker may be away, hang or forget everything: the act neither breaks nor waits for it."""

import contextlib
import socket
import threading
import time

import pytest

from solidarity.celery import app
from solidarity.outbox import broker
from solidarity.outbox.models import Job, State


@pytest.fixture(autouse=True)
def attentive(monkeypatch):
    """As after a start: nothing has gone wrong with the broker yet."""
    monkeypatch.setattr(broker, "_silent_until", 0.0)


@pytest.fixture
def broker_at(monkeypatch):
    """Points the broker at another address for the test."""
    return lambda url: monkeypatch.setattr(app.conf, "broker_write_url", url)


@pytest.fixture
def hanging(tmp_path):
    """The address of a server that takes calls and never says a word."""
    with socket.socket(socket.AF_UNIX) as line:
        line.bind(str(tmp_path / "s"))
        line.listen(8)
        callers = []

        def take():
            with contextlib.suppress(OSError):
                while True:
                    callers.append(line.accept())

        threading.Thread(target=take, daemon=True).start()
        yield f"redis+socket://{tmp_path}/s"
    for caller, _address in callers:
        caller.close()


def seconds_for(act):
    began = time.monotonic()
    act()
    return time.monotonic() - began


def waiting_messages():
    with app.connection_for_read() as line:
        return line.default_channel.client.llen("celery")


def test_a_nudge_hands_the_job_to_the_broker():
    before = waiting_messages()

    broker.nudge(1)

    assert waiting_messages() == before + 1


def test_a_broker_that_is_away_is_no_error(broker_at):
    broker_at("redis+socket:///nowhere/valkey")

    assert seconds_for(lambda: broker.nudge(1)) < 1


def test_a_broker_that_hangs_costs_two_seconds_at_most(broker_at, hanging):
    broker_at(hanging)

    assert seconds_for(lambda: broker.nudge(1)) < 2


def test_after_that_nobody_asks_it_for_half_a_minute(broker_at, hanging, monkeypatch):
    broker_at(hanging)
    broker.nudge(1)
    clock = time.monotonic()

    assert seconds_for(lambda: [broker.nudge(n) for n in range(100)]) < 0.2
    asked = []
    monkeypatch.setattr(app, "send_task", lambda *a, **k: asked.append(a))
    monkeypatch.setattr(time, "monotonic", lambda: clock + 29)
    broker.nudge(1)
    assert not asked
    monkeypatch.setattr(time, "monotonic", lambda: clock + 32)
    broker.nudge(1)
    assert asked


def test_a_process_that_knows_no_tasks_hands_them_over_all_the_same(broker_at, monkeypatch):
    asked = []
    monkeypatch.setattr(app, "send_task", lambda task, ids, **_: asked.append((task, ids)))
    monkeypatch.setattr(broker, "_silent_until", 0.0)
    monkeypatch.setattr(app, "_tasks", {})

    broker.nudge(7)

    assert asked == [("outbox.carry_out", (7,))]


def test_when_it_is_back_it_is_used_again(broker_at, monkeypatch):
    broker_at("redis+socket:///nowhere/valkey")
    broker.nudge(1)
    broker_at(app.conf.broker_url)
    monkeypatch.setattr(broker, "_silent_until", 0.0)
    before = waiting_messages()

    broker.nudge(2)

    assert waiting_messages() == before + 1


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_an_act_is_kept_and_quick_while_the_broker_hangs(broker_at, hanging, ask):
    broker_at(hanging)

    assert seconds_for(ask) < 2.5
    assert Job.objects.get().state == State.WAITING
