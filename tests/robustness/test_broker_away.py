"""R3: the broker stops, hangs or forgets everything; people notice nothing but later mail."""

import signal
import time
from contextlib import closing

import pytest
import redis

from tests.robustness.load import ask, under_load
from tests.robustness.world import all_done, make, quick_beat, rows
from tests.stack import running_stack

PEOPLE, OUTAGE = 40, 9
pytestmark = [pytest.mark.robust, pytest.mark.timeout(200)]


def stopped(stack):
    stack.valkey.stop()
    yield
    stack.valkey.start()


def hanging(stack):
    stack.valkey.process.send(signal.SIGSTOP)
    yield
    stack.valkey.process.send(signal.SIGCONT)


def forgetful(stack):
    with closing(redis.Redis(unix_socket_path=str(stack.valkey.socket))) as broker:
        for _ in range(OUTAGE * 4):
            broker.flushall()
            time.sleep(0.2)
    yield


def mixed_requests(stack, sessions):
    """Reads, sign-ins and joins, as people do them."""

    def join(number):
        network = ("harbour", "garden")[number // len(acts) // PEOPLE % 2]
        return ask(stack, f"/networks/{network}/join/", session=sessions[number % PEOPLE],
                   fields={"answer_1": "Bread"})  # fmt: skip

    def sign_in(number):
        address = f"p{number // len(acts) % PEOPLE}@example.org"
        return ask(stack, "/account/login/code/", fields={"email": address})

    def read(path):
        return lambda number: ask(stack, path, session=sessions[number % PEOPLE])

    acts = [
        read("/networks/"), join, read("/"), read("/inbox/"), join, read("/networks/garden/"),
        sign_in, read("/account/"), join, read("/networks/?q=garden"), read("/readyz"),
    ]  # fmt: skip
    return acts


def test_whatever_the_broker_does_every_page_answers_and_every_effect_follows():
    with running_stack(web_processes=2) as stack:
        sessions = make(stack, "people", PEOPLE)
        beat = quick_beat(stack)
        beat.start()
        acts = mixed_requests(stack, sessions)
        try:
            with under_load(acts[:1] + acts[2:4], pause=0.3) as usual:
                time.sleep(4)
            with under_load(acts, pause=0.3) as load:
                for fault in (stopped, hanging, forgetful):
                    outage = fault(stack)
                    next(outage)
                    if fault is not forgetful:
                        time.sleep(OUTAGE / 2)
                        ready = ask(stack, "/readyz")
                        assert (ready.status, '"degraded"' in ready.body) == (200, True)
                        time.sleep(OUTAGE / 2)
                    for _ in outage:
                        pass
                    time.sleep(1)
            done = all_done(stack, seconds=60)
        finally:
            beat.stop()

        assert load.bad() == []
        assert len(load.answers) > 60
        assert load.p95() <= max(1, 2 * usual.p95())
        assert done
        assert stack.worker.alive, "the worker came back by itself"
        joined = sum(a.status == 302 and "/join/" in a.what for a in load.answers)
        assert rows(stack, "SELECT count(*) FROM networks_logentry") == [(joined,)]
        assert joined > 10
        mails = len(list(stack.mailbox.glob("*.json")))
        assert rows(stack, "SELECT count(*) FROM outbox_job") == [(mails,)]
        for session in sessions[:3]:
            assert ask(stack, "/account/", session=session).status == 200, "nobody is signed out"
        assert ask(stack, "/readyz").body.count('"ok"') == 3
