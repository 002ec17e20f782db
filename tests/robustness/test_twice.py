"""R2: every message comes twice, to two workers, from two clocks; nothing happens twice."""

import dataclasses
from contextlib import ExitStack, closing

import pytest
import redis

from tests.robustness.load import ask
from tests.robustness.mails import a_sink
from tests.robustness.world import all_done, make, quick_beat, rows
from tests.stack import running_stack

PEOPLE, LETTERS, QUEUE = 12, 60, "celery"
pytestmark = [pytest.mark.robust, pytest.mark.timeout(150)]


def broker_of(stack):
    return closing(redis.Redis(unix_socket_path=str(stack.valkey.socket)))


def double_messages(stack):
    """Put a copy of every waiting message behind it, as a broker does that lost an answer."""
    with broker_of(stack) as broker:
        messages = broker.lrange(QUEUE, 0, -1)
        broker.lpush(QUEUE, *messages)
        return len(messages)


def test_nothing_happens_twice():
    with (
        a_sink(takes=0.01) as (sink, settings),
        running_stack(worker=False, environment=settings) as stack,
        ExitStack() as undo,
    ):
        make(stack, "letters", LETTERS)
        with broker_of(stack) as broker:
            broker.flushall()  # these are left to the two clocks
        for session in make(stack, "people", PEOPLE):
            for network in ("harbour", "garden"):
                path, fields = f"/networks/{network}/join/", {"answer_1": "Bread"}
                assert ask(stack, path, session=session, fields=fields).status == 302
        assert double_messages(stack) >= PEOPLE * 2

        workers = [dataclasses.replace(stack.worker, name=name) for name in ("w1", "w2")]
        for program in (quick_beat(stack, "b1"), quick_beat(stack, "b2"), *workers):
            undo.callback(program.stop)
            program.start()

        assert all_done(stack, seconds=60)
        assert rows(stack, "SELECT DISTINCT state, attempts FROM outbox_job") == [("done", 1)]
        assert rows(stack, "SELECT count(*) FROM networks_logentry") == [(2 * PEOPLE,)]
        assert rows(stack, "SELECT count(*) FROM inbox_notice") == [(2 * PEOPLE,)]
        assert rows(stack, "SELECT count(*) FROM networks_membership") == [(2 * PEOPLE + 2,)]
    assert set(sink.ids.values()) == {1}
    assert sink.taken == LETTERS + 2 * PEOPLE
