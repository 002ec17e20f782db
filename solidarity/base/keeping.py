"""Backups: a dump of the database, locked for a key that is not on this machine. No Django.

    python -m solidarity.base.keeping backup           writes into $BACKUPS
    python -m solidarity.base.keeping restore FILE     into the server of $DATABASE_ADMIN_URL
    python -m solidarity.base.keeping lock|unlock      from standard input to standard output

docs/keeping.md says how it is used. The format is age (age-encryption.org): the `age` program of
any system opens it as well.
"""

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import BinaryIO, cast
from urllib.parse import urlsplit, urlunsplit

import psycopg2
import pyrage
from psycopg2 import sql

from solidarity.base.provision import provision

DATABASE = "solidarity"
KEPT = timedelta(days=30)
# Left out of every backup: signed-in browsers, files about people, counts, what is cached.
EMPTY = ("people_session", "people_export", "base_counter", "base_cache")
STAMP = "%Y%m%dT%H%M%SZ"


class CannotKeep(Exception):
    """A backup cannot be made or read; the message is one line that says what to do."""


def program(name: str) -> list[str]:
    """How `pg_dump` or `pg_restore` is called: as the environment says, or as the system does."""
    given = shlex.split(os.environ.get(name.upper(), ""))
    found = shutil.which(name)
    if not given and not found:
        raise CannotKeep(f"There is no {name}: install PostgreSQL's client, or set {name.upper()}.")
    return given or [str(found)]


def recipients(words: str) -> list[pyrage.x25519.Recipient]:
    """The public keys in `words`, each of which opens the backup. Raises CannotKeep."""
    if not words.split():
        raise CannotKeep("BACKUP_TO is empty: set it to the public key, age1…, of a safe place.")
    try:
        return [pyrage.x25519.Recipient.from_str(word) for word in words.split()]
    except pyrage.RecipientError:
        raise CannotKeep("BACKUP_TO is no public key of age: it begins with age1.") from None


def identities(path: str) -> list[pyrage.x25519.Identity]:
    """The secret keys in a file of age. Raises CannotKeep."""
    try:
        lines = Path(path).read_text(encoding="ascii").splitlines()
        return [
            pyrage.x25519.Identity.from_str(line.strip())
            for line in lines
            if line.strip() and not line.startswith("#")
        ]
    except (OSError, UnicodeDecodeError, pyrage.IdentityError):
        raise CannotKeep(f"BACKUP_KEY: no secret key of age can be read in {path!r}.") from None


def make_key(path: Path) -> str:
    """A new secret key in `path`, for its owner alone; returns the public one."""
    identity = pyrage.x25519.Identity.generate()
    path.touch(mode=0o600)
    path.write_text(f"{identity}\n", encoding="ascii")
    return str(identity.to_public())


def backup(folder: Path, *, database_url: str, to: str, at: datetime) -> Path:
    """Write a locked dump into `folder`; nothing readable touches the disk. Raises CannotKeep.

    database_url: libpq address, for a role that may read every table: the owner.
    to: public keys, divided by spaces.
    """
    keys = recipients(to)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    target = folder / f"solidarity-{at.astimezone(UTC):{STAMP}}.dump.age"
    unfinished = target.with_suffix(".part")
    options = [f"--exclude-table-data=public.{table}" for table in EMPTY]
    command = [*program("pg_dump"), "--format=custom", *options, f"--dbname={database_url}"]
    try:
        with unfinished.open("xb") as out:
            unfinished.chmod(0o600)
            dump = subprocess.Popen(command, stdout=subprocess.PIPE)
            pyrage.encrypt_io(cast(BinaryIO, dump.stdout), out, keys)
            out.flush()
            os.fsync(out.fileno())
        if dump.wait():
            raise CannotKeep("pg_dump did not end well: its last words stand above.")
        unfinished.rename(target)
    finally:
        unfinished.unlink(missing_ok=True)
    forget_old(folder, at=at)
    return target


def forget_old(folder: Path, *, at: datetime) -> list[str]:
    """Delete backups that are older than 30 days, never the newest; returns their names."""
    made = sorted(folder.glob("solidarity-*.dump.age"))
    oldest = f"solidarity-{at.astimezone(UTC) - KEPT:{STAMP}}.dump.age"
    gone = [path for path in made[:-1] if path.name < oldest]
    for path in gone:
        path.unlink()
    return [path.name for path in gone]


def restore(source: Path, *, admin_url: str, key: str, over: bool, at: datetime) -> None:
    """Bring a backup into an empty database, all of it or nothing. Raises CannotKeep.

    admin_url: libpq address of any database on the server, as a superuser.
    key: path of the secret key. over: a database that is not empty is put aside under another name.
    """
    secret = identities(key)
    _provide(admin_url)
    if _is_used(admin_url):
        if not over:
            raise CannotKeep("The database is not empty. OVER=yes puts it aside and goes on.")
        _put_aside(admin_url, at=at)
        _provide(admin_url)
    command = [*program("pg_restore"), "--exit-on-error", "--single-transaction", "--format=custom"]
    load = subprocess.Popen(
        [*command, f"--dbname={_with_database(admin_url)}"], stdin=subprocess.PIPE
    )
    try:
        with source.open("rb") as sealed, cast(BinaryIO, load.stdin) as dump:
            pyrage.decrypt_io(sealed, dump, secret)
    except (pyrage.DecryptError, OSError):
        load.wait()
        raise CannotKeep(f"{source} cannot be opened with this key, or is damaged.") from None
    if load.wait():
        raise CannotKeep("pg_restore did not end well: its last words stand above.")


def _provide(admin_url: str) -> None:
    """Roles and database, with the passwords that the environment holds."""
    owner, web = (os.environ.get(name, "") for name in ("OWNER_PASSWORD", "WEB_PASSWORD"))
    provision(admin_url, owner_password=owner, web_password=web)


def _with_database(url: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path=f"/{DATABASE}"))


def _is_used(admin_url: str) -> bool:
    """Whether there is a table in the database."""
    with (
        closing(psycopg2.connect(_with_database(admin_url))) as connection,
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT FROM pg_tables WHERE schemaname = 'public' LIMIT 1")
        return cursor.fetchone() is not None


def _put_aside(admin_url: str, *, at: datetime) -> None:
    """Give the database another name; whoever is connected is sent away."""
    aside = f"{DATABASE}_before_{at.astimezone(UTC):{STAMP}}".lower()
    with closing(psycopg2.connect(admin_url)) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = %s AND pid <> pg_backend_pid()",
                [DATABASE],
            )
            names = (sql.Identifier(DATABASE), sql.Identifier(aside))
            cursor.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(*names))


def _between(change: Callable[[BinaryIO, BinaryIO], None]) -> None:
    change(sys.stdin.buffer, sys.stdout.buffer)
    sys.stdout.buffer.flush()


def main(arguments: Sequence[str]) -> int:
    """Do what the command line says, with what the environment holds."""
    at, given = datetime.now(UTC), os.environ
    try:
        match list(arguments):
            case ["backup"]:
                folder = Path(given.get("BACKUPS", "backups"))
                url, to = given["DATABASE_OWNER_URL"], given.get("BACKUP_TO", "")
                sys.stdout.write(f"{backup(folder, database_url=url, to=to, at=at)}\n")
            case ["restore", source]:
                admin, key = given["DATABASE_ADMIN_URL"], given.get("BACKUP_KEY", "")
                over = given.get("OVER") == "yes"
                restore(Path(source), admin_url=admin, key=key, over=over, at=at)
            case ["lock"]:
                keys = recipients(given.get("BACKUP_TO", ""))
                _between(lambda source, out: pyrage.encrypt_io(source, out, keys))
            case ["unlock"]:
                secret = identities(given.get("BACKUP_KEY", ""))
                _between(lambda source, out: pyrage.decrypt_io(source, out, secret))
            case _:
                raise CannotKeep("Say backup, restore FILE, lock or unlock.")
    except (CannotKeep, KeyError, psycopg2.OperationalError) as reason:
        problem = f"{reason.args[0]} is not set." if isinstance(reason, KeyError) else str(reason)
        sys.stderr.write(f"{problem.strip()}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
