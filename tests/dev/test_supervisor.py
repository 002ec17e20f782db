"""Programs that run side by side: one that ends is started again, all stop together."""

import os
import sys

import pytest

from solidarity.dev.processes import Process, wait_until
from solidarity.dev.supervisor import Supervisor, newest_change

SLEEP = "import time; time.sleep(600)"
PARENT = f"import subprocess, sys; subprocess.run([sys.executable, '-c', '{SLEEP}'])"


def program(name: str, code: str = SLEEP) -> Process:
    return Process(name, [sys.executable, "-c", code])


@pytest.fixture
def supervisor():
    made = Supervisor([program("web"), program("worker", PARENT)])
    made.start()
    yield made
    made.stop()


def test_a_program_that_ends_is_started_again_after_a_pause(supervisor, capsys):
    web = supervisor.programs[0].process
    first = web.pid
    web.kill()

    assert not supervisor.tend()  # announced, and not yet due
    assert wait_until(supervisor.tend, seconds=10)

    assert web.alive
    assert web.pid != first
    assert "ended (-9); starts again in 1 s" in capsys.readouterr().out


def test_the_pause_grows_while_it_keeps_ending(supervisor):
    broken = supervisor.programs[0]
    pauses = []
    for _ in range(7):
        broken.process.kill()
        broken.tend()
        pauses.append(round(broken.due - broken.started))
        broken.start()

    assert pauses == [1, 2, 4, 8, 16, 30, 30]


def test_stopping_leaves_no_process_of_any_group(supervisor):
    groups = supervisor.pids()

    supervisor.stop()

    assert len(groups) == 2
    for group in groups:
        with pytest.raises(ProcessLookupError):
            os.killpg(group, 0)


def test_changed_code_is_noticed_once(tmp_path):
    module = tmp_path / "module.py"
    module.touch()
    changed = newest_change([tmp_path])

    os.utime(module, (4e9, 4e9))

    assert changed()
    assert not changed()
