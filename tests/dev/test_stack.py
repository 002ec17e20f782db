"""The real stack that other tests stand on: what is killed or stopped comes back."""

import json
import signal
import urllib.request

import pytest

from tests.stack import running_stack


@pytest.fixture(scope="module")
def stack():
    with running_stack() as made:
        yield made


def ready(stack) -> dict[str, str]:
    with urllib.request.urlopen(f"{stack.url}/readyz", timeout=20) as answer:
        return json.load(answer)


def test_a_killed_worker_and_a_killed_web_come_back_at_the_same_address(stack):
    stack.worker.kill()
    stack.web.kill()

    stack.worker.start()
    stack.web.start()
    stack.await_web()
    stack.await_worker()

    assert ready(stack)["state"] == "ready"


def test_it_says_so_when_the_broker_hangs_and_when_it_is_back(stack):
    stack.valkey.process.send(signal.SIGSTOP)
    try:
        assert ready(stack)["broker"] != "ok"
    finally:
        stack.valkey.process.send(signal.SIGCONT)

    assert ready(stack)["broker"] == "ok"


def test_its_database_is_its_own(stack):
    with stack.connect() as connection, connection.cursor() as cursor:
        cursor.execute("SELECT current_database(), current_user")
        assert cursor.fetchone() == (stack.database, "solidarity_owner")
