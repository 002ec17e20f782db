"""The servers that tests stand on: lent to the whole run, before Django reads its settings.

The first process (alone, or the one that hands tests to xdist's workers) starts a throwaway
PostgreSQL and Valkey; the workers find their addresses in the environment. Where
DATABASE_OWNER_URL is set from outside, that server is used instead; provision it first, with
PROVISION_FOR_TESTS=1 (see solidarity/base/provision.py).
"""

import atexit
import contextlib
import os
import re
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from urllib.parse import parse_qs, urlsplit, urlunsplit

import psycopg2
from psycopg2 import errors, extensions, sql

from solidarity.base.provision import TEMPLATE
from solidarity.dev.servers import development, throwaway_servers

ROOT = Path(__file__).resolve().parent.parent
SECRET_KEY = "a key for tests and for nothing else; it is long enough for production"
_MIGRATING = 0x50114A22  # an advisory lock: one worker migrates, the others wait for it


def lend() -> None:
    """Put what settings.py reads into the environment; start servers where none are given."""
    if "TEST_RUN" not in os.environ:
        _begin()
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    if worker:  # gw0, gw1 …: each has a database number of its own; 0 is the first process's
        number = int(re.sub(r"\D", "", worker)) + 1
        os.environ["REDIS_URL"] = with_number(os.environ["TEST_REDIS_URL"], number)


def _begin() -> None:
    """Do for the whole run what is done once, and undo it when this process ends."""
    os.environ["TEST_RUN"] = secrets.token_hex(4)
    undo = contextlib.ExitStack()
    atexit.register(undo.close)
    if "DATABASE_OWNER_URL" in os.environ:
        folder = Path(undo.enter_context(tempfile.TemporaryDirectory(prefix="solidarity-")))
        undo.callback(_drop_template)
        os.environ["TEST_SERVERS_STAY"] = "1"
    else:
        servers = undo.enter_context(throwaway_servers())
        os.environ |= servers.addresses()
        folder = servers.folder
    os.environ |= development("http://127.0.0.1", folder, SECRET_KEY)
    os.environ["TEST_FOLDER"] = str(folder)
    os.environ["TEST_REDIS_URL"] = os.environ["REDIS_URL"]
    os.environ["DJANGO_SETTINGS_MODULE"] = "solidarity.settings"


def with_number(url: str, number: int) -> str:
    """The broker's address `url`, with another database number."""
    parts = urlsplit(url)
    if "socket" in parts.scheme:
        return urlunsplit(parts._replace(query=f"virtual_host={number}"))
    return urlunsplit(parts._replace(path=f"/{number}"))


def with_database(url: str, name: str) -> str:
    """The database address `url`, with another database."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


def socket_of(url: str) -> str:
    """The folder of the socket in a database address; "" when it goes by the network."""
    return "".join(parse_qs(urlsplit(url).query).get("host", []))


def server() -> extensions.connection:
    """A connection of the owner to the server, in no database of ours; commits each statement."""
    url = os.environ["DATABASE_OWNER_URL"]
    connection = psycopg2.connect(with_database(url, "postgres"))
    connection.autocommit = True
    return connection


def run_sql(connection: extensions.connection, statement: str, **names: str) -> None:
    """Run `statement` with `names` filled in, quoted."""
    quoted = {key: sql.Identifier(name) for key, name in names.items()}
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL(statement).format(**quoted))


def drop_database(connection: extensions.connection, name: str) -> None:
    """Drop a database with whoever is in it still.

    The owner may not send PostgreSQL's own cleaner away, which may just be at work there: it leaves
    by itself, and soon.
    """
    for _try in range(60):
        with contextlib.suppress(errors.InsufficientPrivilege):
            run_sql(connection, "DROP DATABASE {name} WITH (FORCE)", name=name)
            return
        time.sleep(0.5)
    run_sql(connection, "DROP DATABASE {name} WITH (FORCE)", name=name)


def database_settings(name: str) -> dict[str, str]:
    """The environment in which database `name` of the same server is the one in use."""
    keys = ("DATABASE_URL", "DATABASE_OWNER_URL")
    return {key: with_database(os.environ[key], name) for key in keys}


def manage(*arguments: str, environment: Mapping[str, str]) -> str:
    """Run a management command in a process of its own; returns what it printed."""
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"manage.py {' '.join(arguments)} failed:\n{done.stdout}{done.stderr}")
    return done.stdout


def migrated_template() -> str:
    """The name of a template with all migrations applied; made by the first who asks in a run."""
    name = f"solidarity_migrated_{os.environ['TEST_RUN']}"
    with closing(server()) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_MIGRATING])
        cursor.execute("SELECT FROM pg_database WHERE datname = %s AND datistemplate", [name])
        if cursor.fetchone() is None:
            copy = (
                "DROP DATABASE IF EXISTS {name}",
                "CREATE DATABASE {name} TEMPLATE {template}",
            )
            for statement in copy:
                run_sql(connection, statement, name=name, template=TEMPLATE)
            manage(
                "migrate",
                "--database",
                "owner",
                "--skip-checks",
                environment=database_settings(name),
            )
            run_sql(connection, "ALTER DATABASE {name} IS_TEMPLATE true", name=name)
    return name


def _drop_template() -> None:
    """On a server that stays: leave no template of ours behind."""
    name = f"solidarity_migrated_{os.environ['TEST_RUN']}"
    with closing(server()) as connection, contextlib.suppress(psycopg2.Error):
        run_sql(connection, "ALTER DATABASE {name} IS_TEMPLATE false", name=name)
        run_sql(connection, "DROP DATABASE {name}", name=name)
