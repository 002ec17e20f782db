"""Keeps several programs running side by side, and says line by line what each has to say."""

import contextlib
import os
import sys
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from subprocess import PIPE
from typing import IO

from solidarity.dev.processes import Process

_COLOURS = {"web": 36, "worker": 35, "beat": 33, "setup": 32}
_LONGEST_PAUSE = 30.0  # seconds between two starts of a program that keeps ending
_STEADY = 60.0  # seconds after which a program counts as running well
_printing = threading.Lock()


def say(name: str, line: str) -> None:
    """Print one line with the name of the program it comes from; coloured on a terminal."""
    prefix = f"{name:<7}|"
    if sys.stdout.isatty() and "NO_COLOR" not in os.environ:
        prefix = f"\033[{_COLOURS.get(name, 0)}m{prefix}\033[0m"
    with _printing:
        print(prefix, line, flush=True)


class Supervisor:
    """Starts programs, starts them again when they end, and stops them all."""

    def __init__(self, programs: Iterable[Process]) -> None:
        self.programs = [_Program(process) for process in programs]

    def start(self) -> None:
        for program in self.programs:
            program.start()

    def tend(self) -> bool:
        """Start again what has ended and waited long enough; True when anything was started."""
        started = [program.tend() for program in self.programs]
        return any(started)

    def restart(self, *names: str) -> None:
        """Stop and start the programs called `names`."""
        for program in self.programs:
            if program.process.name in names:
                program.process.stop()
                program.start()

    def pids(self) -> list[int]:
        """The process ids of what runs."""
        return [program.process.pid for program in self.programs if program.process.alive]

    def stop(self) -> None:
        """Ask all to end, at the same time; then end those that did not."""
        for program in self.programs:
            program.process.ask()
        for program in self.programs:
            program.process.stop()


class _Program:
    """A process with its pause before the next start."""

    def __init__(self, process: Process) -> None:
        self.process = process
        self.pause = 1.0
        self.started = self.due = 0.0

    def start(self) -> None:
        self.due = 0.0
        self.started = time.monotonic()
        follow(self.process)

    def tend(self) -> bool:
        """Notice an end, announce the next start, and carry it out when it is due."""
        now = time.monotonic()
        if self.process.alive:
            return False
        if not self.due:
            self.pause = 1.0 if now - self.started > _STEADY else self.pause
            self.due = now + self.pause
            code = self.process.exit_code
            say(self.process.name, f"ended ({code}); starts again in {self.pause:.0f} s")
            self.pause = min(self.pause * 2, _LONGEST_PAUSE)
        if now < self.due:
            return False
        self.start()
        return True


def follow(process: Process) -> None:
    """Start `process` and say its lines as they come."""
    process.output = PIPE
    running = process.start()
    if running.stdout is not None:
        threading.Thread(target=_pass_on, args=(process.name, running.stdout), daemon=True).start()


def _pass_on(name: str, lines: IO[bytes]) -> None:
    for line in lines:
        with contextlib.suppress(OSError):  # nobody listens any more; go on emptying the pipe
            say(name, line.decode(errors="replace").rstrip())


def newest_change(folders: Iterable[Path]) -> Callable[[], bool]:
    """A function that says whether Python files changed in `folders` since it was last asked."""

    def newest() -> float:
        times = [0.0]
        for folder in folders:
            for path in folder.rglob("*.py"):
                with contextlib.suppress(FileNotFoundError):  # an editor is just replacing it
                    times.append(path.stat().st_mtime)
        return max(times)

    seen = newest()

    def changed() -> bool:
        nonlocal seen
        before, seen = seen, newest()
        return seen > before

    return changed
