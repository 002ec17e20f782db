"""R1 to R4 and R12 for digests: whatever dies or hangs, each arrives, under one name."""

import dataclasses
import random
import smtplib
import socket
import tempfile
import threading
import time
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import pytest
import redis

from solidarity.base.provision import provision
from solidarity.dev.processes import wait_until
from solidarity.dev.servers import Servers
from tests.robustness.load import ask
from tests.robustness.mails import a_sink
from tests.robustness.test_database_away import fall
from tests.robustness.world import all_done, let_time_pass, make, quick_beat, rows
from tests.stack import running_stack

PEOPLE, KILLS = 500, 20
pytestmark = [pytest.mark.robust, pytest.mark.timeout(300)]


def addresses(count):
    return {f"p{n}@example.org" for n in range(count)}


def one_name_each(sink):
    return all(len(ids) == 1 for ids in sink.id_of.values())


def test_five_hundred_digests_arrive_though_twenty_workers_die_over_them():
    chance = random.Random(1)
    with (
        a_sink(takes=0.02) as (sink, settings),
        running_stack(worker=False, environment=settings, worker_processes=1) as stack,
    ):
        make(stack, "digests", PEOPLE)
        for _ in range(KILLS):
            before = sink.taken
            let_time_pass(stack)  # the leases of the dead
            make(stack, "beat")
            stack.worker.start()
            wait_until(lambda n=before: sink.taken > n, seconds=15, step=0.01)
            time.sleep(chance.uniform(0, 0.4))
            stack.worker.kill()
        ((left,),) = rows(stack, "SELECT count(*) FROM inbox_mail WHERE state <> 'sent'")
        let_time_pass(stack)
        stack.worker.start()
        stack.await_worker()
        make(stack, "beat")
        done = all_done(stack, seconds=90)

    assert left > 0, "there was work left when the last one died"
    assert done
    assert set(sink.addresses) == addresses(PEOPLE)
    assert len(sink.ids) == PEOPLE
    assert one_name_each(sink), "a repeat has the same name"
    assert sink.taken - PEOPLE <= KILLS, "what was on its way when its process died, and no more"


def test_a_lease_of_the_dead_runs_out_by_itself():
    with (
        a_sink(takes=0.05) as (sink, settings),
        running_stack(worker=False, environment=settings) as stack,
    ):
        make(stack, "digests", 40)
        make(stack, "beat")
        stack.worker.start()
        wait_until(lambda: sink.taken > 3, seconds=15, step=0.01)
        stack.worker.kill()
        beat = quick_beat(stack)
        beat.start()
        stack.worker.start()
        try:
            assert all_done(stack, seconds=120)
        finally:
            beat.stop()

    assert set(sink.addresses) == addresses(40)
    assert sink.taken <= 41
    assert one_name_each(sink)


def test_two_clocks_doubled_messages_and_two_workers_send_none_twice():
    with (
        a_sink(takes=0.005) as (sink, settings),
        running_stack(worker=False, environment=settings) as stack,
        ExitStack() as undo,
    ):
        make(stack, "digests", 120)
        make(stack, "beat")
        with closing(redis.Redis(unix_socket_path=str(stack.valkey.socket))) as broker:
            broker.lpush("celery", *broker.lrange("celery", 0, -1))
        workers = [dataclasses.replace(stack.worker, name=name) for name in ("w1", "w2")]
        for program in (quick_beat(stack, "b1"), quick_beat(stack, "b2"), *workers):
            undo.callback(program.stop)
            program.start()
        assert all_done(stack, seconds=60)

        ((composed, sent),) = rows(stack, "SELECT sum(composed), sum(sent) FROM inbox_run")
    assert (composed, sent) == (120, 120)
    assert sink.taken == 120
    assert set(sink.addresses) == addresses(120)


def test_a_broker_that_forgets_everything_costs_a_tick():
    with (
        a_sink() as (sink, settings),
        running_stack(worker=False, environment=settings) as stack,
    ):
        make(stack, "digests", 60)
        make(stack, "beat")
        with closing(redis.Redis(unix_socket_path=str(stack.valkey.socket))) as broker:
            broker.flushall()
        stack.worker.start()
        stack.await_worker()
        stack.valkey.stop()
        time.sleep(2)
        stack.valkey.start()
        make(stack, "beat")
        assert all_done(stack, seconds=60)

    assert sink.taken == 60


def test_a_database_that_falls_over_loses_no_digest(monkeypatch):
    with tempfile.TemporaryDirectory(prefix="solidarity-", dir="/tmp") as folder:
        servers = Servers(Path(folder))
        servers.start()
        try:
            provision(servers.postgres.url("postgres", "postgres"), for_tests=True)
            for name, value in servers.addresses().items():
                monkeypatch.setenv(name, value)
            with (
                a_sink(takes=0.02) as (sink, settings),
                running_stack(environment=settings, worker_processes=1) as stack,
            ):
                make(stack, "digests", 150)
                make(stack, "beat")
                for _ in range(2):
                    before = sink.taken
                    wait_until(lambda n=before: sink.taken > n + 10, seconds=20, step=0.02)
                    fall(servers.postgres)
                    let_time_pass(stack)
                    make(stack, "beat")
                let_time_pass(stack)
                make(stack, "beat")
                assert all_done(stack, seconds=60)
                assert stack.worker.alive
        finally:
            servers.stop()

    assert set(sink.addresses) == addresses(150)
    assert one_name_each(sink)
    assert sink.taken - 150 <= 2 * 60, "what was marked in the last moments before each fall"


# R12: the mail server ------------------------------------------------------------------------


@contextmanager
def a_server_that_hangs():
    """It takes connections and never says a word; settings that point at it."""
    with socket.create_server(("127.0.0.1", 0), backlog=64) as line:
        held, over = [], threading.Event()

        def take():
            line.settimeout(0.2)
            while not over.is_set():
                try:
                    held.append(line.accept()[0])
                except TimeoutError:
                    continue

        thread = threading.Thread(target=take)
        thread.start()
        port = line.getsockname()[1]
        try:
            yield {"MAILBOX_DIR": "", "EMAIL_URL": f"smtp://127.0.0.1:{port}", "MAIL_TIMEOUT": "3"}
        finally:
            over.set()
            thread.join()
            for each in held:
                each.close()


def test_while_the_mail_server_hangs_pages_wait_for_nothing_and_no_mail_is_lost():
    with a_server_that_hangs() as settings, running_stack(environment=settings) as stack:
        (session,) = make(stack, "people", 1)
        make(stack, "letters", 3)
        make(stack, "beat")
        answers = [ask(stack, "/account/login/code/", fields={"email": "p0@example.org"})]
        answers += [ask(stack, "/inbox/", session=session) for _ in range(5)]
        tried = "SELECT last_error FROM outbox_job WHERE attempts > 0 AND last_error <> ''"
        assert wait_until(lambda: rows(stack, tried), seconds=30, step=0.2)
        (error,) = rows(stack, tried)[0]

    assert {answer.status for answer in answers} <= {200, 302}
    assert max(answer.seconds for answer in answers) < 2
    assert error in {"TimeoutError", "SMTPServerDisconnected", "timeout"}


class Moods:
    """What a mail server says, by address: 250 when nothing else is said."""

    def __init__(self):
        self.says = {}
        self.asked = []
        self.drops = set()

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        self.asked.append(address)
        answer = self.says.get(address, "250 OK")
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer


def test_busy_full_and_dropping_servers():
    with (
        a_sink() as (sink, settings),
        running_stack(worker=False, environment=settings, worker_processes=1) as stack,
    ):
        moods = Moods()
        # The sink's handler is asked for each recipient as well.
        type(sink).handle_RCPT = lambda self, *rest: moods.handle_RCPT(*rest)
        try:
            moods.says = {
                "p0@example.org": "451 4.3.0 later",
                "p1@example.org": "550 5.1.1 nobody",
            }
            make(stack, "digests", 10)
            make(stack, "beat")
            stack.worker.start()
            sent = "SELECT count(*) FROM inbox_mail WHERE state = 'sent'"
            assert wait_until(lambda: rows(stack, sent) == [(8,)], seconds=30, step=0.2)
            states = "SELECT state, attempts, last_error FROM inbox_mail WHERE state <> 'sent'"
            assert sorted(rows(stack, states)) == [
                ("bounced", 1, ""), ("waiting", 1, "SMTPRecipientsRefused"),
            ]  # fmt: skip
            assert rows(stack, "SELECT code FROM inbox_bounce") == [("5.1.1",)]
            moods.says = {}
            let_time_pass(stack)
            make(stack, "beat")
            assert all_done(stack, seconds=30)
        finally:
            del type(sink).handle_RCPT

    assert moods.asked.count("p1@example.org") == 1, "what is final is not tried again"
    assert set(sink.addresses) == addresses(10) - {"p1@example.org"}
    assert set(sink.addresses.values()) == {1}
    assert issubclass(smtplib.SMTPRecipientsRefused, OSError)
