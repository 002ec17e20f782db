"""R4: the database falls over; people are asked to wait, and what was saved is there."""

import signal
import tempfile
import time
from pathlib import Path

import pytest

from solidarity.base.provision import provision
from solidarity.dev.processes import wait_until
from solidarity.dev.servers import Servers
from tests.robustness.load import ask, under_load
from tests.robustness.world import all_done, let_time_pass, make, rows
from tests.stack import running_stack

PEOPLE, FALLS = 30, 2
pytestmark = [pytest.mark.robust, pytest.mark.timeout(150)]


@pytest.fixture
def own_servers(monkeypatch):
    """A PostgreSQL of this test's own, which keeps what it promised to keep."""
    with tempfile.TemporaryDirectory(prefix="solidarity-", dir="/tmp") as folder:
        servers = Servers(Path(folder))
        servers.start()
        provision(servers.postgres.url("postgres", "postgres"), for_tests=True)
        for name, value in servers.addresses().items():
            monkeypatch.setenv(name, value)
        yield servers
        servers.stop()


def fall(postgres):
    """As `pg_ctl restart -m immediate`: all sessions are cut, nothing is tidied up."""
    postgres.process.send(signal.SIGQUIT)
    wait_until(lambda: not postgres.process.alive, seconds=10)
    time.sleep(1)
    postgres.start()


def test_a_database_that_falls_over_is_waited_for(own_servers):
    with running_stack(beat=False, web_processes=1) as stack:
        sessions = make(stack, "people", PEOPLE)

        def join(number):
            session = sessions[number // 3 % PEOPLE]
            return ask(stack, "/networks/harbour/join/", session=session, fields={"x": "1"})

        def read(number):
            return ask(stack, "/networks/", session=sessions[number % PEOPLE])

        def alive(number):
            return ask(stack, "/healthz")

        recoveries = []
        with under_load([join, read, alive], pause=0.1) as load:
            for _ in range(FALLS):
                time.sleep(1)
                fall(own_servers.postgres)
                accepts = time.monotonic()
                assert wait_until(lambda: read(0).status == 200, seconds=20, step=0.1)
                recoveries.append(time.monotonic() - accepts)
            time.sleep(1)
        let_time_pass(stack)
        make(stack, "beat")
        done = all_done(stack, seconds=30)
        ((kept,),) = rows(stack, "SELECT count(*) FROM networks_logentry WHERE verb = 'joined'")

        errors = [each for each in stack.log("web").splitlines() if "Internal Server" in each]
        away = [each for each in load.answers if each.status == 503]
        assert away, "somebody came while it was away"
        assert all(each.retry_after and "back in a moment" in each.body for each in away)
        assert [each for each in load.bad() if each.status != 503] == [], errors
        assert max(recoveries) < 5
        assert kept >= sum(a.status == 302 and a.what.startswith("POST") for a in load.answers) > 0
        assert done
        assert stack.worker.alive, "the worker goes on by itself"
