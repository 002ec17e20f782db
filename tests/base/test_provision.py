"""Databases and roles are made once, and again without harm. What roles may do: test_roles.py."""

import os
import secrets
from contextlib import closing
from pathlib import Path

import psycopg2
import pytest

from solidarity.base.provision import TEMPLATE, provision
from solidarity.dev.servers import Servers
from tests.servers import run_sql, with_database


def test_capitals_of_every_script_are_known():
    template = with_database(os.environ["DATABASE_OWNER_URL"], TEMPLATE)
    with closing(psycopg2.connect(template)) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT lower('ÑÉЯΩ')")
        assert cursor.fetchone() == ("ñéяω",)


def own_server() -> Servers | None:
    """This run's own server, which lets us in as its superuser; None for one that stays."""
    return None if "TEST_SERVERS_STAY" in os.environ else Servers(Path(os.environ["TEST_FOLDER"]))


def test_provisioning_again_changes_nothing_and_a_password_is_kept_hashed():
    servers = own_server()
    if servers is None:
        pytest.skip("needs a superuser")
    admin = servers.postgres.url("postgres", "postgres")
    name, password = f"provisioned_{secrets.token_hex(4)}", secrets.token_hex(16)

    for _ in range(2):
        provision(admin, database=name, web_password=password, for_tests=True)

    with closing(psycopg2.connect(admin)) as connection, connection.cursor() as cursor:
        connection.autocommit = True
        cursor.execute("SELECT rolpassword FROM pg_authid WHERE rolname = 'solidarity_web'")
        (kept,) = cursor.fetchone()
        cursor.execute("SELECT has_database_privilege('solidarity_web', %s, 'TEMPORARY')", [name])
        (temporary,) = cursor.fetchone()
        run_sql(connection, "DROP DATABASE {name}", name=name)
    assert kept.startswith("SCRAM-SHA-256$")
    assert password not in kept
    assert not temporary
