"""R1: workers die at any moment; every mail leaves, under one name."""

import random
import time

import pytest

from solidarity.dev.processes import wait_until
from tests.robustness.mails import a_sink
from tests.robustness.world import all_done, let_time_pass, make, rows
from tests.stack import running_stack

MAILS, KILLS = 500, 20
pytestmark = [pytest.mark.robust, pytest.mark.timeout(240)]


def test_five_hundred_mails_leave_though_twenty_workers_die_over_them():
    chance = random.Random(1)
    with (
        a_sink(takes=0.02) as (sink, settings),
        running_stack(worker=False, environment=settings, worker_processes=1) as stack,
    ):
        make(stack, "letters", MAILS)
        for _ in range(KILLS):
            before = sink.taken
            stack.worker.start()
            wait_until(lambda n=before: sink.taken > n, seconds=15, step=0.01)
            time.sleep(chance.uniform(0, 0.4))
            stack.worker.kill()
        ((left,),) = rows(stack, "SELECT count(*) FROM outbox_job WHERE state <> 'done'")
        stack.worker.start()
        stack.await_worker()
        let_time_pass(stack)
        make(stack, "beat")
        done = all_done(stack, seconds=90)

    assert left > KILLS, "there was work left when the last one died"
    assert done
    assert set(sink.addresses) == {f"p{n}@example.org" for n in range(MAILS)}
    assert len(sink.ids) == MAILS
    assert all(len(ids) == 1 for ids in sink.id_of.values()), "a repeat has the same name"
    assert sink.taken - MAILS <= KILLS, "what was on its way when its process died, and no more"
