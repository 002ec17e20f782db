"""A real stack for a test: gunicorn, Celery, a Valkey of its own, a database of its own.

    with running_stack(beat=True) as stack:
        page = httpx.get(stack.url)
        stack.worker.kill()                    # kill -9 of the whole process group
        stack.worker.start()
        stack.valkey.stop(); stack.valkey.start()
        stack.valkey.process.send(signal.SIGSTOP)  # hangs until SIGCONT

Start it in the main thread: where the kernel can, it ends the programs with the thread that
started them, so that a test killed from outside leaves nothing behind.
"""

import contextlib
import os
import secrets
import shutil
import socket
import sys
import tempfile
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import psycopg2
import redis
from psycopg2 import extensions

from solidarity.dev.processes import Process, wait_until
from solidarity.dev.servers import Valkey, development
from tests import servers

_WEB = """gunicorn solidarity.wsgi:application --worker-class gthread --threads 8
    --graceful-timeout 10 --log-level warning --no-control-socket"""
_WORKER = "celery -q -A solidarity worker --without-gossip --without-mingle"
_BEAT = "celery -q -A solidarity beat"


@dataclass(frozen=True)
class Stack:
    """The handles of a running stack; each program can be stopped, killed and started again."""

    url: str  # without a slash at the end
    folder: Path
    environment: Mapping[str, str]  # what its programs see
    database: str
    valkey: Valkey
    web: Process
    worker: Process
    beat: Process

    @property
    def mailbox(self) -> Path:
        """Where the mails of development are written."""
        return Path(self.environment["MAILBOX_DIR"])

    def connect(self) -> extensions.connection:
        """A connection to its database, as the owner; commits each statement."""
        connection = psycopg2.connect(self.environment["DATABASE_OWNER_URL"])
        connection.autocommit = True
        return connection

    def manage(self, *arguments: str) -> str:
        """Run a management command on it; returns what the command printed."""
        return servers.manage(*arguments, environment=self.environment)

    def log(self, name: str) -> str:
        """What "web", "worker" or "beat" has said so far."""
        path = self.folder / f"{name}.log"
        return path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""

    def await_web(self, seconds: float = 60) -> None:
        """Wait until it answers."""
        if not wait_until(self._web_answers, seconds=seconds, step=0.1):
            raise TimeoutError(f"The web did not come up:\n{self.log('web')}")

    def await_worker(self, seconds: float = 60) -> None:
        """Wait until a worker waits for work at the broker."""
        if not wait_until(self._worker_waits, seconds=seconds, step=0.1):
            raise TimeoutError(f"The worker did not come up:\n{self.log('worker')}")

    def _web_answers(self) -> bool:
        with contextlib.suppress(urllib.error.URLError, OSError):
            return bool(urllib.request.urlopen(f"{self.url}/healthz", timeout=5).status == 200)
        return False

    def _worker_waits(self) -> bool:
        if not self.worker.alive:
            raise RuntimeError(f"The worker does not run:\n{self.log('worker')}")
        broker = redis.Redis(unix_socket_path=str(self.valkey.socket), socket_timeout=5)
        with contextlib.suppress(redis.RedisError), closing(broker):
            return any(client["cmd"] == "brpop" for client in broker.client_list())
        return False

    def start(self, *, worker: bool, beat: bool) -> None:
        """Start the web and what else is wished, and wait until it is there."""
        self.web.start()
        if worker:
            self.worker.start()
        if beat:
            self.beat.start()
        self.await_web()
        if worker:
            self.await_worker()

    def stop(self) -> None:
        """Ask all programs to end, at the same time; then end those that did not."""
        programs = (self.beat, self.worker, self.web)
        for program in programs:
            program.ask()
        for program in programs:
            program.stop()


@contextlib.contextmanager
def running_stack(
    *,
    worker: bool = True,
    beat: bool = False,
    environment: Mapping[str, str] | None = None,
    web_processes: int = 1,
    worker_processes: int = 1,
    command: str = _WEB,
) -> Iterator[Stack]:
    """A stack that answers, with a migrated and empty database; gone afterwards.

    environment: settings to add or to change. `worker` and `beat` say what runs at the start;
    what does not can be started later by its handle. command: of the web, but for its place.
    """
    with contextlib.ExitStack() as undo:
        folder = _folder(undo)
        line = undo.enter_context(closing(socket.create_server(("127.0.0.1", 0), backlog=256)))
        valkey = Valkey(folder, folder)
        undo.callback(valkey.stop)
        valkey.start()
        database = undo.enter_context(_database())
        url = f"http://127.0.0.1:{line.getsockname()[1]}"
        settings = development(url, folder, servers.SECRET_KEY)
        settings |= servers.database_settings(database)
        settings |= {"REDIS_URL": valkey.url(), "TMPDIR": str(folder), "PYTHONUNBUFFERED": "1"}
        settings |= environment or {}
        everything = {**os.environ, **settings}

        def program(name: str, command: str, *pass_fds: int) -> Process:
            parts = [sys.executable, "-m", *command.split()]
            log = undo.enter_context((folder / f"{name}.log").open("ab"))
            made = Process(name, parts, everything, log, cwd=servers.ROOT, pass_fds=pass_fds)
            undo.callback(made.kill)
            return made

        web = f"{command} --bind fd://{line.fileno()} --workers {web_processes}"
        stack = Stack(
            url,
            folder,
            everything,
            database,
            valkey,
            web=program("web", web, line.fileno()),
            worker=program("worker", f"{_WORKER} --concurrency {worker_processes}"),
            beat=program("beat", f"{_BEAT} --schedule {folder}/beat"),
        )
        undo.callback(stack.stop)
        stack.start(worker=worker, beat=beat)
        yield stack


def _folder(undo: contextlib.ExitStack) -> Path:
    """A folder for the files and sockets of one stack; its path is short, as sockets want it."""
    folder = Path(tempfile.mkdtemp(prefix="solidarity-stack-", dir="/tmp"))
    undo.callback(shutil.rmtree, folder, ignore_errors=True)
    for name in ("log", "mailbox", "static"):
        (folder / name).mkdir()
    return folder


@contextlib.contextmanager
def _database() -> Iterator[str]:
    """A database of its own, copied from the migrated template."""
    name = f"solidarity_stack_{secrets.token_hex(6)}"
    template = servers.migrated_template()
    with closing(servers.server()) as connection:
        servers.run_sql(
            connection,
            "CREATE DATABASE {name} TEMPLATE {template}",
            name=name,
            template=template,
        )
    try:
        yield name
    finally:
        with closing(servers.server()) as connection:
            servers.drop_database(connection, name)
