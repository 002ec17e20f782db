"""What `make run` says before it starts anything: one line, with what to do."""

import os
import socket
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from solidarity.dev.processes import Process, end_leftovers, remember, wait_until
from solidarity.dev.run import free_port, only_one, prepare_folder
from solidarity.dev.servers import LONGEST_SOCKET, CannotStart, Postgres, Servers


def test_a_taken_port_is_named_with_another_to_take():
    with closing(socket.create_server(("127.0.0.1", 0))) as line:
        port = line.getsockname()[1]

        with pytest.raises(CannotStart, match=rf"Port {port} is taken.*make run PORT=\d+"):
            free_port(str(port))


@pytest.mark.parametrize("wanted", ["", "abc", "-1", "0", "65536", "８０００x"])
def test_what_is_no_port_is_refused(wanted):
    with pytest.raises(CannotStart, match="no port"):
        free_port(wanted)


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / ".local").write_text("a file where the folder should be")

    with pytest.raises(CannotStart, match=r"\.local cannot be written"):
        prepare_folder(tmp_path / ".local")


def test_two_do_not_run_in_one_folder(tmp_path):
    with (
        only_one(tmp_path),
        pytest.raises(CannotStart, match=f"already .process {os.getpid()}."),
        only_one(tmp_path),
    ):
        pytest.fail("the second came in")

    with only_one(tmp_path):  # and it is free afterwards
        pass


def postgres(folder: Path) -> Postgres:
    return Servers(folder).postgres


def test_a_half_made_data_folder_is_not_touched(tmp_path):
    kept = tmp_path / "postgres" / "base"
    kept.mkdir(parents=True)

    with pytest.raises(CannotStart, match=r"half-made.*rm -r"):
        postgres(tmp_path).start()

    assert kept.exists()


def test_data_of_another_postgresql_are_not_touched(tmp_path):
    data = tmp_path / "postgres"
    (data / "global").mkdir(parents=True)
    (data / "global" / "pg_control").touch()
    (data / "PG_VERSION").write_text("9\n")

    with pytest.raises(CannotStart, match="is of PostgreSQL 9, this is 18"):
        postgres(tmp_path).start()


def test_sockets_have_a_short_path_whatever_the_folder(tmp_path):
    servers = Servers(tmp_path / ("long" * 40))
    try:
        assert len(str(servers.valkey.socket)) < LONGEST_SOCKET
        assert servers.valkey.socket.parent.stat().st_mode & 0o077 == 0
    finally:
        servers.stop()

    assert not servers.valkey.socket.parent.exists()


def sleeper() -> Process:
    return Process("sleeper", [sys.executable, "-c", "import time; time.sleep(600)"])


def test_what_a_killed_run_left_over_is_ended_by_the_next(tmp_path):
    left = sleeper()
    left.start()
    remember(tmp_path / "record", [left.pid])

    assert end_leftovers(tmp_path / "record") == 1

    assert not left.alive
    assert end_leftovers(tmp_path / "record") == 0


def test_a_process_number_that_belongs_to_another_now_is_left_alone(tmp_path):
    other = sleeper()
    other.start()
    try:
        (tmp_path / "record").write_text(f'[{{"pid": {other.pid}, "started": 1.0}}]')

        assert end_leftovers(tmp_path / "record") == 0
        assert other.alive
    finally:
        other.kill()


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel of Linux does this")
def test_children_end_with_a_parent_that_was_killed():
    script = (
        "import sys, time\n"
        "from solidarity.dev.processes import Process\n"
        "child = Process('child', [sys.executable, '-c', 'import time; time.sleep(600)'])\n"
        "print(child.start().pid, flush=True); time.sleep(600)\n"
    )
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        parent.kill()

    assert wait_until(lambda: _gone(child), seconds=10)


def _gone(pid: int) -> bool:
    try:
        return "Z" in Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return True
