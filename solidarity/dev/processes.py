"""Child processes that end: with their group, with their parent, or at the next start."""

import contextlib
import ctypes
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import psutil

_PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


@dataclass
class Process:
    """One child with a process group of its own; start it again as often as you like."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str] | None = None
    output: IO[bytes] | int | None = None  # as for subprocess; its errors go there, too
    user: tuple[int, int] | None = None  # user and group id to run as; only root may say so
    cwd: Path | None = None
    stop_with: signal.Signals = signal.SIGTERM
    orphaned: signal.Signals = signal.SIGKILL  # what it gets when we die without stopping it
    pass_fds: tuple[int, ...] = ()
    _running: subprocess.Popen[bytes] | None = field(default=None, init=False)
    _over: bool = field(default=False, init=False)

    def start(self) -> subprocess.Popen[bytes]:
        """Start it, unless it runs already."""
        if self._running is not None and self._running.poll() is None:
            return self._running
        self.kill()  # what an ended one left in its group
        self._over = False
        uid, gid = self.user or (None, None)
        self._running = subprocess.Popen(
            self.command,
            stdin=subprocess.DEVNULL,
            stdout=self.output,
            stderr=subprocess.STDOUT if self.output is not None else None,
            env=None if self.environment is None else {**self.environment},
            cwd=self.cwd,
            user=uid,
            group=gid,
            extra_groups=None if gid is None else [],
            start_new_session=True,
            pass_fds=self.pass_fds,
            preexec_fn=_end_with_parent(self.orphaned),
        )
        return self._running

    @property
    def pid(self) -> int:
        """Its process id, which is its group's as well."""
        if self._running is None:
            raise RuntimeError(f"{self.name} was never started")
        return self._running.pid

    @property
    def alive(self) -> bool:
        return self._running is not None and self._running.poll() is None

    @property
    def exit_code(self) -> int | None:
        """How it ended, as subprocess says it; None while it runs."""
        return None if self._running is None else self._running.poll()

    def send(self, number: signal.Signals) -> None:
        """Send a signal to the whole group."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.pid, number)

    def ask(self) -> None:
        """Ask it to end; it ends its own children."""
        if self._running is not None:
            self._running.send_signal(self.stop_with)  # does nothing once it has ended

    def stop(self, grace: float = 10.0) -> None:
        """Ask it to end; after `grace` seconds, end it and all that it started."""
        if self._running is None:
            return
        self.ask()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._running.wait(grace)
        self.kill()

    def kill(self) -> None:
        """End it and all in its group at once, as a power cut would (kill -9)."""
        if self._running is not None and not self._over:
            self.send(signal.SIGKILL)
            self._running.wait()
            self._over = True  # the number of its group may belong to others from now on


def _end_with_parent(number: signal.Signals) -> Callable[[], None] | None:
    """What a child does first, so that the kernel signals it when we die, even by kill -9."""
    if _LIBC is None:
        return None
    parent = os.getpid()

    def ask_the_kernel() -> None:
        _LIBC.prctl(_PR_SET_PDEATHSIG, int(number))
        if os.getppid() != parent:  # it died in between
            os._exit(1)

    return ask_the_kernel


def wait_until(ready: Callable[[], bool], *, seconds: float, step: float = 0.05) -> bool:
    """Ask `ready` every `step` seconds until it says yes, at most `seconds`; its last answer."""
    end = time.monotonic() + seconds
    while not (answer := ready()) and time.monotonic() < end:
        time.sleep(step)
    return answer


def remember(record: Path, pids: Iterable[int]) -> None:
    """Write down who runs, so that the next start can end what a kill -9 of ours left over."""
    seen = []
    for pid in pids:
        with contextlib.suppress(psutil.NoSuchProcess):
            seen.append({"pid": pid, "started": psutil.Process(pid).create_time()})
    record.write_text(json.dumps(seen), encoding="utf-8")


def end_leftovers(record: Path, grace: float = 15.0) -> int:
    """End the processes that `record` names and that still run; returns how many."""
    try:
        seen = json.loads(record.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return 0
    found = [process for entry in seen if (process := _same(entry["pid"], entry["started"]))]
    for process in found:
        with contextlib.suppress(psutil.NoSuchProcess):
            process.terminate()
    _, stubborn = psutil.wait_procs(found, timeout=grace)
    for process in stubborn:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    record.unlink(missing_ok=True)
    return len(found)


def _same(pid: int, started: float) -> psutil.Process | None:
    """The process `pid` if it is the one that began at `started`: numbers are used again."""
    with contextlib.suppress(psutil.NoSuchProcess):
        process = psutil.Process(pid)
        if abs(process.create_time() - started) < 1:
            return process
    return None
