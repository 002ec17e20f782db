import contextlib
import socket
import threading
import time

import pytest
from django.db import OperationalError, connection

from solidarity.celery import app

pytestmark = pytest.mark.django_db


def away(execute, sql, params, many, context):
    raise OperationalError("could not connect to server")


@pytest.fixture
def broker_at(monkeypatch):
    """Points the broker at another address for the test."""
    return lambda url: monkeypatch.setattr(app.conf, "broker_write_url", url)


@contextlib.contextmanager
def hanging_server(path):
    """Takes calls and never says a word."""
    with socket.socket(socket.AF_UNIX) as line:
        line.bind(str(path))
        line.listen(8)
        callers = []

        def take():
            with contextlib.suppress(OSError):
                while True:
                    callers.append(line.accept())

        threading.Thread(target=take, daemon=True).start()
        yield
        line.close()
        for caller, _address in callers:
            caller.close()


def test_alive_asks_nobody(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = client.get("/healthz")

    assert (answer.status_code, answer.content) == (200, b"ok")


def test_alive_while_the_database_is_away(client):
    with connection.execute_wrapper(away):
        assert client.get("/healthz").status_code == 200


def test_ready_when_all_parts_are_there(client):
    answer = client.get("/readyz")

    assert answer.status_code == 200
    assert answer.json() == {
        "state": "ready", "database": "ok", "migrations": "ok", "broker": "ok",
    }  # fmt: skip


def test_degraded_and_not_down_while_the_broker_is_away(client, broker_at):
    broker_at("redis+socket:///nowhere/valkey")

    answer = client.get("/readyz")

    assert answer.status_code == 200
    assert answer.json() == {
        "state": "degraded", "database": "ok", "migrations": "ok", "broker": "away",
    }  # fmt: skip


def test_degraded_within_seconds_while_the_broker_hangs(client, broker_at, tmp_path):
    with hanging_server(tmp_path / "s"):
        broker_at(f"redis+socket://{tmp_path}/s")
        began = time.monotonic()
        answer = client.get("/readyz")

    assert answer.json()["state"] == "degraded"
    assert time.monotonic() - began < 3


def test_down_while_the_database_is_away(client):
    with connection.execute_wrapper(away):
        answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.json()["state"] == "down"
    assert answer.json()["database"] == "away"


def test_down_while_migrations_wait(client):
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM django_migrations WHERE app = 'networks' AND name ="
            " (SELECT max(name) FROM django_migrations WHERE app = 'networks')"
        )

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.json() == {
        "state": "down", "database": "ok", "migrations": "waiting", "broker": "ok",
    }  # fmt: skip


def test_nothing_is_told_beyond_the_states(client):
    with connection.execute_wrapper(away):
        words = client.get("/readyz").content.decode()

    assert "could not connect" not in words
