"""`make run`: servers, migrations, the demo, then web, worker and beat until Ctrl-C."""

import contextlib
import fcntl
import os
import secrets
import signal
import socket
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import FrameType

from solidarity.dev.processes import Process, end_leftovers, remember, wait_until
from solidarity.dev.servers import CannotStart, Servers, development
from solidarity.dev.supervisor import Supervisor, follow, newest_change, say

ROOT = Path(__file__).resolve().parent.parent.parent
PYTHON = sys.executable
_ADDRESSES = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL")
_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
# One machine, one person: what Celery fears of root does not apply.
_QUIET = {"PYTHONUNBUFFERED": "1", "PYTHONWARNINGS": "ignore:You're running the worker"}
_PEOPLE = {
    "Amina": "an activist, looks for networks that share her values",
    "Felipe": "a facilitator, brings a cohort together",
    "Stella": "a steward, decides who comes in",
}


def main() -> int:
    """Run everything until asked to stop; returns 0 then, and 1 when it cannot start."""
    for number in _SIGNALS:
        signal.signal(number, _stop)
    try:
        with contextlib.ExitStack() as stack:
            _run(stack, ROOT / ".local")
    except CannotStart as reason:
        print(reason, file=sys.stderr)
        return 1
    except (KeyboardInterrupt, BrokenPipeError):
        return 0
    return 0


def _stop(number: int, frame: FrameType | None) -> None:
    """Leave, once: while all is being stopped, a second Ctrl-C changes nothing."""
    for each in _SIGNALS:
        signal.signal(each, signal.SIG_IGN)
    raise KeyboardInterrupt


def _run(stack: contextlib.ExitStack, folder: Path) -> None:
    prepare_folder(folder)
    stack.enter_context(only_one(folder))
    record = folder / "processes.json"
    end_leftovers(record)
    port = free_port(os.environ.get("PORT", "8000"))
    site = f"http://127.0.0.1:{port}"
    settings = development(site, folder, secret_key(folder))
    servers = _servers(folder)
    if servers:
        say("setup", "starting PostgreSQL and Valkey")
        stack.callback(servers.stop)
        servers.start()
        settings |= servers.addresses()
    environment = {**os.environ, **settings, **_QUIET}
    for command in ("migrate --database owner", "demo", "load_places --once"):
        _manage(command, environment)
    supervisor = Supervisor(_programs(port, folder, environment))
    stack.callback(supervisor.stop)
    supervisor.start()
    remember(record, supervisor.pids())
    _welcome(supervisor, site)
    _tend(servers, supervisor, record)


def _tend(servers: Servers | None, supervisor: Supervisor, record: Path) -> None:
    """Look after all that runs, until a signal ends it."""
    apps = ("coalitions", "cohorts", "decisions", "meetings", "networks", "solidarity", "values")
    changed = newest_change([ROOT / app for app in apps])
    while True:
        time.sleep(1)
        for name in servers.tend() if servers else ():
            say("setup", f"{name} was gone and runs again")
        if changed():
            say("setup", "the code changed: starting worker and beat again")
            supervisor.restart("worker", "beat")
            remember(record, supervisor.pids())
        elif supervisor.tend():
            remember(record, supervisor.pids())


def prepare_folder(folder: Path) -> None:
    """Make the folder that holds all that `make run` keeps. Raises CannotStart."""
    try:
        for path in (folder, folder / "mailbox", folder / "static", folder / "log"):
            path.mkdir(exist_ok=True)
            probe = path / ".probe"
            probe.touch()
            probe.unlink()
    except OSError as error:
        raise CannotStart(
            f"{error.filename} cannot be written ({error.strerror}). Give yourself the right to "
            f"(sudo chown -R $USER {folder.parent}), or copy the folder to a place of your own."
        ) from error


@contextlib.contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """Hold the folder for this process; the kernel lets it go however we end."""
    with (folder / "lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            who = lock.read().strip()
            raise CannotStart(
                f"It runs in this folder already (process {who}). Stop that one with Ctrl-C first."
            ) from None
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield


def free_port(wanted: str) -> int:
    """The port that `wanted` names, when it is free. Raises CannotStart."""
    if not wanted.isdecimal() or not 0 < int(wanted) < 65536:
        raise CannotStart(f"PORT={wanted} is no port: give a number from 1024 to 65535.")
    port = int(wanted)
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except PermissionError:
            raise CannotStart(f"Only root may use port {port}: try `make run PORT=8000`.") from None
        except OSError:
            other = port + 1 if port < 65535 else 8000
            raise CannotStart(
                f"Port {port} is taken. Stop what uses it, or choose another: "
                f"`make run PORT={other}`."
            ) from None
    return port


def secret_key(folder: Path) -> str:
    """A key made at the first run and kept, so that nobody is signed out by the second."""
    path = folder / "secret-key"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50), encoding="ascii")
    return path.read_text(encoding="ascii")


def _servers(folder: Path) -> Servers | None:
    """Our own servers, or None where the environment names others. Raises CannotStart."""
    given = [name for name in _ADDRESSES if os.environ.get(name)]
    missing = [name for name in _ADDRESSES if name not in given]
    if given and missing:
        raise CannotStart(f"{' and '.join(given)} is set: set {' and '.join(missing)}, too.")
    return None if given else Servers(folder)


def _manage(command: str, environment: Mapping[str, str]) -> None:
    """Run a management command to its end, saying what it says. Raises CannotStart."""
    say("setup", command)
    process = Process("setup", [PYTHON, "manage.py", *command.split()], environment, cwd=ROOT)
    follow(process)
    try:
        wait_until(lambda: not process.alive, seconds=600)
        if process.exit_code != 0:
            raise CannotStart(f"`manage.py {command}` did not work: the lines above say why.")
    finally:
        process.stop()


def _programs(port: int, folder: Path, environment: Mapping[str, str]) -> list[Process]:
    """Web, worker and beat, as they run in production but for the reload."""
    web = f"""gunicorn solidarity.wsgi:application --bind 127.0.0.1:{port} --reload
        --worker-class gthread --workers 2 --threads 4 --graceful-timeout 5 --log-level error
        --no-control-socket""".split()
    web += [f"--reload-extra-file={path}" for path in (ROOT / "templates").rglob("*.html")]
    worker = "celery -q -A solidarity worker --concurrency 2 --without-gossip --without-mingle"
    beat = ["celery", "-q", "-A", "solidarity", "beat", "--schedule", f"{folder}/beat"]
    commands = {"web": web, "worker": worker.split(), "beat": beat}
    return [
        Process(name, [PYTHON, "-m", *command], environment, cwd=ROOT)
        for name, command in commands.items()
    ]


def _welcome(supervisor: Supervisor, site: str) -> None:
    """Wait until web answers, then say where it is and who one can be."""

    def up() -> bool:
        supervisor.tend()
        return _answers(f"{site}/healthz")

    if not wait_until(up, seconds=120, step=0.3):
        raise CannotStart("The web does not answer: the lines above say why.")
    time.sleep(0.5)  # so that the programs' first lines stand above ours
    print(f"\nSolidarity is up: {site}/")
    print(f"Sign in with one click at {site}/dev/sign-in/ as")
    for name, what in _PEOPLE.items():
        print(f"  {name:<7} {what}", flush=True)


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


if __name__ == "__main__":
    sys.exit(main())
