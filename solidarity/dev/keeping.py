"""`make backup` and `make restore`: with the servers that the environment names, or our own.

Our own are those of `make run`, which may run meanwhile for a backup, and may not for a restore.
PostgreSQL's programs come from the same wheel as the server.
"""

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

from solidarity.base import keeping
from solidarity.base.provision import OWNER
from solidarity.dev.run import ROOT, only_one, prepare_folder, secret_key
from solidarity.dev.servers import BINARIES, CannotStart, Servers, development

LIST = "erasures.txt"


def main(arguments: Sequence[str]) -> int:
    """Make a backup, or bring one back; returns how it ended."""
    os.environ.setdefault("PG_DUMP", str(BINARIES / "pg_dump"))
    os.environ.setdefault("PG_RESTORE", str(BINARIES / "pg_restore"))
    try:
        match list(arguments):
            case ["backup"]:
                sys.stdout.write(f"{make_backup(ROOT / '.local')}\n")
            case ["restore", source] if source:
                bring_back(Path(source), ROOT / ".local")
            case _:
                raise keeping.CannotKeep("Say which: make restore FROM=backups/….dump.age")
    except (keeping.CannotKeep, CannotStart) as reason:
        sys.stderr.write(f"{reason}\n")
        return 1
    return 0


def make_backup(folder: Path) -> Path:
    """A locked dump, and beside it the list of those who were deleted."""
    at = datetime.now(UTC)
    backups = Path(os.environ.get("BACKUPS") or ROOT / "backups")
    to = os.environ.get("BACKUP_TO", "")
    if url := os.environ.get("DATABASE_OWNER_URL"):
        made = keeping.backup(backups, database_url=url, to=to, at=at)
        outside = os.environ.get("ERASURES_FILE", "")
    else:
        with _lent(folder) as url:
            made = keeping.backup(backups, database_url=url, to=to or _own_key(folder), at=at)
        outside = str(folder / LIST)
    if outside and Path(outside).is_file():
        shutil.copyfile(outside, backups / LIST)
    return made


def _own_key(folder: Path) -> str:
    """In development: the public key of a secret one that is made beside the data."""
    path = folder / "backup-key.txt"
    if not path.exists():
        return keeping.make_key(path)
    return str(keeping.identities(str(path))[0].to_public())


@contextlib.contextmanager
def _lent(folder: Path) -> Iterator[str]:
    """The owner's address of the database of `make run`: running, or started for a moment."""
    try:
        with only_one(folder):
            servers = Servers(folder)
            servers.start()
            try:
                yield servers.addresses()["DATABASE_OWNER_URL"]
            finally:
                servers.stop()
    except FileNotFoundError:
        raise keeping.CannotKeep("There is nothing to keep yet: `make run` makes it.") from None
    except CannotStart:
        note = folder / "postgres" / "postmaster.pid"  # its fifth line tells where the socket is
        if not note.exists():
            raise
        sockets = quote(note.read_text(encoding="utf-8").splitlines()[4], safe="")
        yield f"postgresql://{OWNER}@/{keeping.DATABASE}?host={sockets}"


def bring_back(source: Path, folder: Path) -> None:
    """Restore, bring the tables up to date, and delete again who was deleted since."""
    if os.environ.get("DATABASE_ADMIN_URL"):
        _restore(source, os.environ["DATABASE_ADMIN_URL"], os.environ, key="")
        return
    folder.mkdir(exist_ok=True)
    prepare_folder(folder)
    with only_one(folder):
        servers = Servers(folder)
        servers.start()
        try:
            settings = development("http://127.0.0.1", folder, secret_key(folder))
            environment = {**os.environ, **settings, **servers.addresses()}
            admin = servers.postgres.url("postgres", "postgres")
            _restore(source, admin, environment, key=str(folder / "backup-key.txt"))
        finally:
            servers.stop()


def _restore(source: Path, admin_url: str, environment: Mapping[str, str], *, key: str) -> None:
    keeping.restore(
        source,
        admin_url=admin_url,
        key=os.environ.get("BACKUP_KEY") or key,
        over=os.environ.get("OVER") == "yes",
        at=datetime.now(UTC),
    )
    commands = (
        ["migrate", "--database", "owner", "--no-input", "--verbosity", "0"],
        ["replay_erasures", str(source.parent / LIST)],
    )
    for command in commands:
        done = subprocess.run(
            [sys.executable, "manage.py", *command], cwd=ROOT, env=dict(environment), check=False
        )
        if done.returncode:
            raise keeping.CannotKeep(f"manage.py {command[0]} did not work: see above.")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
