"""R16: web and workers are asked to end and started anew, under load; nobody is dropped."""

import time

import pytest

from solidarity.dev.processes import wait_until
from tests.robustness.load import ask, under_load
from tests.robustness.mails import a_sink
from tests.robustness.world import make
from tests.stack import running_stack

PEOPLE, MAILS, ROUNDS = 20, 40, 2
pytestmark = [pytest.mark.robust, pytest.mark.timeout(150)]


def test_a_restart_of_the_web_drops_no_request():
    with running_stack(worker=False) as stack:
        sessions = make(stack, "people", PEOPLE)

        def join(number):
            session = sessions[number // 2 % PEOPLE]
            return ask(stack, "/networks/harbour/join/", session=session, fields={"x": "1"})

        def read(number):
            return ask(stack, "/networks/", session=sessions[number % PEOPLE])

        ends = []
        with under_load([join, read], pause=0.05, visitors=6) as load:
            for _ in range(ROUNDS):
                time.sleep(1)
                began = time.monotonic()
                stack.web.stop(grace=30)
                ends.append((stack.web.exit_code, time.monotonic() - began))
                stack.web.start()
                stack.await_web()
            time.sleep(0.5)

        assert load.bad() == []
        assert {each.status for each in load.answers} <= {200, 302, 422}
        assert len(load.answers) > 6 * ROUNDS
        assert all(code == 0 and seconds < 30 for code, seconds in ends)


def test_a_worker_that_is_asked_to_end_finishes_what_it_began():
    with (
        a_sink(takes=0.2) as (sink, settings),
        running_stack(worker=False, environment=settings, worker_processes=2) as stack,
    ):
        make(stack, "letters", MAILS)
        for _ in range(ROUNDS):
            before = sink.taken
            stack.worker.start()
            wait_until(lambda n=before: sink.taken > n, seconds=15, step=0.01)
            began = time.monotonic()
            stack.worker.stop(grace=30)
            assert stack.worker.exit_code == 0
            assert time.monotonic() - began < 30
        stack.worker.start()
        assert wait_until(lambda: sink.taken >= MAILS, seconds=60, step=0.1)
        stack.worker.stop(grace=30)

    assert sink.taken == MAILS
    assert set(sink.ids.values()) == {1}
