"""The drill: a backup of the demo, fresh servers, and all is there but who was deleted since.

Nothing here touches the database of the other tests.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg2
import pyrage
import pytest
from psycopg2 import sql

from solidarity.base import keeping
from solidarity.dev import keeping as local
from solidarity.dev.servers import BINARIES, Servers, development, throwaway_servers
from tests.servers import ROOT, SECRET_KEY

AT = datetime(2026, 11, 22, 9, tzinfo=UTC)
# Asks for a code, reads it in the letter, types it, and opens the inbox.
SIGN_IN = """
import django; django.setup()
from django.test import Client
from tests.people.letters import code_for
client = Client(headers={"host": "127.0.0.1"})
client.post("/account/login/code/", {"email": "felipe@example.org"})
answer = client.post("/account/login/code/confirm/", {"code": code_for("felipe@example.org")})
assert answer.status_code == 302, answer.status_code
assert client.get("/inbox/").status_code == 200
print("signed in")
"""

# Three people have a digest that is due; the first leaves before the backup is made.
DIGESTS = """
import django; django.setup()
from django.utils.timezone import now
from networks.models import Network
from solidarity.inbox.actions import compose_some, send_some
from solidarity.inbox.models import Mail, Notice
from solidarity.inbox.notices import tell_each
from solidarity.people.models import Person
at, people = now(), Person.objects.filter(handle__in=["felipe", "stella", "amina"])
Notice.objects.update(mail_due_at=None)
Mail.objects.update(day=None)  # no digest of the demo's is that of today
tell_each(people, kind="networks.tie_made", about=Network.objects.first(), key="drill", at=at)
Notice.objects.filter(key="drill").update(mail_due_at=at)
compose_some(at=at)
assert send_some(at=at, most=1) == 1
"""
SEND = """
import django; django.setup()
from django.utils.timezone import now
from solidarity.inbox.actions import compose_some, send_some
print(compose_some(at=now()), send_some(at=now()))
"""
NAMES = """
    SELECT handle, token::text, inbox_mail.state FROM inbox_mail
    JOIN people_person person ON person.id = person_id
    WHERE inbox_mail.id IN (SELECT mail_id FROM inbox_notice WHERE key = 'drill')
    ORDER BY inbox_mail.id
"""


@pytest.fixture(autouse=True)
def programs(monkeypatch):
    """PostgreSQL's programs of the version that the server has."""
    for name in ("pg_dump", "pg_restore"):
        monkeypatch.setenv(name.upper(), str(BINARIES / name))


@pytest.fixture
def fresh() -> Iterator[Servers]:
    """Servers on which nothing is yet."""
    with throwaway_servers() as servers:
        yield servers


def environment(servers: Servers, outside: Path) -> dict[str, str]:
    settings = development("http://127.0.0.1", servers.folder, SECRET_KEY)
    more = {"ERASURES_FILE": str(outside), "DJANGO_SETTINGS_MODULE": "solidarity.settings"}
    return {**os.environ, **settings, **servers.addresses(), **more, "LOG_LEVEL": "ERROR"}


def run(servers: Servers, outside: Path, *command: str) -> str:
    done = subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=environment(servers, outside),
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def rows(servers: Servers, statement: str) -> list[tuple[Any, ...]]:
    url = servers.postgres.url("postgres", "solidarity")
    with closing(psycopg2.connect(url)) as connection, connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall()


def counts(servers: Servers) -> dict[str, int]:
    tables = rows(servers, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    found = {}
    for (table,) in tables:
        counted = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))
        with closing(psycopg2.connect(servers.postgres.url("postgres", "solidarity"))) as line:
            found[table] = int(rows(servers, counted.as_string(line))[0][0])
    return found


def rights(servers: Servers) -> list[tuple[Any, ...]]:
    """What each role may do with each table and function, and whose they are."""
    return rows(
        servers,
        "SELECT relname, relowner::regrole::text, array_to_string(relacl, ' ')"
        " FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'S')"
        " UNION SELECT proname, proowner::regrole::text, array_to_string(proacl, ' ')"
        " FROM pg_proc WHERE pronamespace = 'public'::regnamespace ORDER BY 1, 2, 3",
    )


@pytest.mark.timeout(300)
def test_a_backup_of_the_demo_comes_back_on_a_clean_machine_without_who_was_deleted(
    fresh, tmp_path
):
    outside, key = tmp_path / "erasures.txt", tmp_path / "key.txt"
    run(fresh, outside, "manage.py", "migrate", "--database", "owner", "--verbosity", "0")
    run(fresh, outside, "manage.py", "demo")
    run(fresh, outside, "-c", SIGN_IN)
    run(fresh, outside, "-c", DIGESTS)
    made = keeping.backup(
        tmp_path / "backups",
        database_url=fresh.addresses()["DATABASE_OWNER_URL"],
        to=keeping.make_key(key),
        at=AT,
    )
    before, kept_rights, digests = counts(fresh), rights(fresh), rows(fresh, NAMES)
    assert sorted(state for _who, _name, state in digests) == ["sent", "waiting", "waiting"]
    erase = (
        "import django; django.setup(); from django.utils.timezone import now;"
        "from solidarity.people.models import Person;"
        "from solidarity.people.actions.leaving import erase;"
        "erase(Person.objects.get(handle='amina'), leaves_words=False, at=now())"
    )
    run(fresh, outside, "-c", erase)
    assert len(outside.read_text(encoding="ascii").splitlines()) == 1

    with throwaway_servers() as clean:
        admin = clean.postgres.url("postgres", "postgres")
        keeping.restore(made, admin_url=admin, key=str(key), over=False, at=AT)

        after = counts(clean)
        emptied = set(keeping.EMPTY)
        assert emptied <= set(before), "they are there under these names"
        assert before["people_session"] > 0
        assert {after[name] for name in emptied} == {0}, "no backup lets anybody in"
        assert {name: n for name, n in after.items() if name not in emptied} == {
            name: n for name, n in before.items() if name not in emptied
        }
        assert rights(clean) == kept_rights
        assert rows(clean, "SELECT count(*) FROM people_person WHERE handle = 'amina'") == [(1,)]

        said = run(clean, outside, "manage.py", "replay_erasures")
        assert said.startswith("1 written down, 1 deleted again")
        assert rows(clean, "SELECT count(*) FROM people_person WHERE handle = 'amina'") == [(0,)]
        assert run(clean, outside, "-c", SIGN_IN).endswith("signed in\n")
        left = [each for each in digests if each[0] != "amina"]
        waiting = sum(state == "waiting" for _who, _name, state in left)
        assert rows(clean, NAMES) == left, "the same names: who has one of them has one mail"
        assert run(clean, outside, "-c", SEND) == f"0 {waiting}\n", (
            "what had left stays where it is"
        )
        assert {state for _who, _name, state in rows(clean, NAMES)} == {"sent"}

        with pytest.raises(keeping.CannotKeep, match="not empty"):
            keeping.restore(made, admin_url=admin, key=str(key), over=False, at=AT)
        keeping.restore(made, admin_url=admin, key=str(key), over=True, at=AT)
        aside = rows(clean, "SELECT datname FROM pg_database WHERE datname LIKE '%before%'")
        assert aside == [("solidarity_before_20261122t090000z",)]


@pytest.mark.timeout(300)
def test_what_make_run_keeps_is_kept_and_brought_back(tmp_path, monkeypatch):
    for name in ("DATABASE_OWNER_URL", "DATABASE_ADMIN_URL", "BACKUP_TO", "BACKUP_KEY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("BACKUPS", str(tmp_path / "backups"))
    home, other = tmp_path / "home", tmp_path / "other"
    with pytest.raises(keeping.CannotKeep, match="nothing to keep yet"):
        local.make_backup(home)

    home.mkdir()
    servers = Servers(home)
    servers.start()
    try:
        run(servers, home / "erasures.txt", "manage.py", "migrate", "--database", "owner")
        before = counts(servers)
        (home / "erasures.txt").write_text("0123 2026-11-22\n", encoding="ascii")
        made = local.make_backup(home)  # while it runs
    finally:
        servers.stop()
    assert (tmp_path / "backups" / "erasures.txt").exists()

    other.mkdir()
    shutil.copy(home / "backup-key.txt", other)
    local.bring_back(made, other)
    again = Servers(other)
    again.start()
    try:
        assert counts(again) == before
    finally:
        again.stop()


def test_without_the_key_a_backup_tells_nothing(tmp_path, monkeypatch):
    key, other = tmp_path / "key.txt", tmp_path / "other.txt"
    to = keeping.make_key(key)
    keeping.make_key(other)
    said = "Marigold of the harbour"
    monkeypatch.setenv("PG_DUMP", f"{sys.executable} -c \"print('{said}')\"")
    made = keeping.backup(tmp_path, database_url="", to=to, at=AT)

    assert said.encode() not in made.read_bytes()
    assert made.stat().st_mode & 0o077 == 0
    assert said.encode() in pyrage.decrypt(made.read_bytes(), keeping.identities(str(key)))
    with pytest.raises(pyrage.DecryptError):
        pyrage.decrypt(made.read_bytes(), keeping.identities(str(other)))


def test_a_dump_that_fails_leaves_nothing(tmp_path, monkeypatch):
    monkeypatch.setenv("PG_DUMP", f"{sys.executable} -c 'raise SystemExit(1)'")

    with pytest.raises(keeping.CannotKeep, match="pg_dump did not end well"):
        keeping.backup(
            tmp_path / "to", database_url="", to=keeping.make_key(tmp_path / "key.txt"), at=AT
        )
    assert not list((tmp_path / "to").iterdir())


def test_old_backups_go_and_the_newest_stays(tmp_path):
    for days in (31, 40, 90):
        (tmp_path / f"solidarity-{AT - timedelta(days=days):{keeping.STAMP}}.dump.age").touch()
    newest = sorted(tmp_path.iterdir())[-1]

    assert len(keeping.forget_old(tmp_path, at=AT)) == 2
    assert list(tmp_path.iterdir()) == [newest]
    assert keeping.forget_old(tmp_path, at=AT) == []


@pytest.mark.parametrize(
    ("arguments", "given", "words"),
    [
        (["backup"], {"DATABASE_OWNER_URL": "x"}, "BACKUP_TO is empty"),
        (["backup"], {"DATABASE_OWNER_URL": "x", "BACKUP_TO": "me"}, "no public key"),
        (["backup"], {"BACKUP_TO": "x"}, "DATABASE_OWNER_URL is not set"),
        (["restore", "x"], {"DATABASE_ADMIN_URL": "x", "BACKUP_KEY": "/none"}, "no secret key"),
        ([], {}, "Say backup"),
    ],
)
def test_what_is_missing_is_said_in_a_line(arguments, given, words, tmp_path):
    named = ("DATABASE_OWNER_URL", "DATABASE_ADMIN_URL", "BACKUP_TO", "BACKUP_KEY")
    clean = {name: value for name, value in os.environ.items() if name not in named}
    done = subprocess.run(
        [sys.executable, "-m", "solidarity.base.keeping", *arguments],
        cwd=ROOT, env=clean | given | {"BACKUPS": str(tmp_path)}, capture_output=True, text=True,
        check=False,
    )  # fmt: skip

    assert done.returncode == 1
    assert words in done.stderr
    assert len(done.stderr.splitlines()) == 1
