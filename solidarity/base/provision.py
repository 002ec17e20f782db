"""Roles and databases, made once by a superuser, before any migration. Plain psycopg2, no Django.

Three roles: the owner migrates and owns every table; the web reads and writes rows and can
change no table; the eraser signs in nowhere and owns the functions that empty personal words.
Run it again whenever you like: what is there stays, what is missing is made.
"""

import os
from contextlib import closing

import psycopg2
from psycopg2 import extensions, sql

OWNER, WEB, ERASER = "solidarity_owner", "solidarity_web", "solidarity_eraser"
TEMPLATE = "solidarity_template"
# Only a superuser may create these; the others are created by migrations, as the owner.
EXTENSIONS = ("cube", "earthdistance", "vector")
_LOCK = 0x50114A21  # any number, the same for all who provision

# Builtin C.UTF-8: lower() knows every script, and the order of words is the same on every machine.
_CREATE_DATABASE = """
    CREATE DATABASE {name} OWNER {owner} TEMPLATE template0
    ENCODING 'UTF8' LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LOCALE 'C'
"""
_RIGHTS = """
    REVOKE CREATE ON SCHEMA public FROM PUBLIC;
    GRANT USAGE ON SCHEMA public TO {web};
    GRANT USAGE, CREATE ON SCHEMA public TO {eraser};
    ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA public
        GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {web};
    ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA public
        GRANT USAGE, SELECT ON SEQUENCES TO {web};
    ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA public
        GRANT EXECUTE ON FUNCTIONS TO {web};
"""


def provision(
    admin_url: str,
    *,
    database: str = "solidarity",
    owner_password: str = "",
    web_password: str = "",
    for_tests: bool = False,
) -> None:
    """Make the three roles, `database` and the template that test databases are copied from.

    admin_url: libpq address of any database on the server, as a role that may create others.
    Passwords: "" leaves the role as it is, which suits a server that trusts its private socket.
    for_tests: the owner may create databases, as a test run does. Not for production.
    """
    with closing(_connected(admin_url)) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
        _make_roles(cursor)
        _let_in(connection, OWNER, owner_password)
        _let_in(connection, WEB, web_password)
        if for_tests:
            _run(cursor, "ALTER ROLE {owner} CREATEDB")
        _make_database(cursor, database)
        _make_database(cursor, TEMPLATE)
        _run(cursor, "ALTER DATABASE {name} IS_TEMPLATE true", name=TEMPLATE)
        _run(cursor, "REVOKE TEMPORARY ON DATABASE {name} FROM PUBLIC", name=database)
        for name in (database, TEMPLATE):
            _prepare(admin_url, name)


def _connected(url: str, database: str | None = None) -> extensions.connection:
    """A connection that commits each statement, to `database` or the one in `url`."""
    dsn = extensions.make_dsn(url, dbname=database) if database else url
    connection = psycopg2.connect(dsn, application_name="solidarity-provision")
    connection.autocommit = True
    return connection


def _run(cursor: extensions.cursor, statement: str, **names: str) -> None:
    """Run `statement` with the roles and `names` filled in, quoted."""
    filled = {"owner": OWNER, "web": WEB, "eraser": ERASER} | names
    quoted = {key: sql.Identifier(name) for key, name in filled.items()}
    cursor.execute(sql.SQL(statement).format(**quoted))


def _make_roles(cursor: extensions.cursor) -> None:
    cursor.execute("SELECT rolname FROM pg_roles WHERE rolname = ANY(%s)", [[OWNER, WEB, ERASER]])
    there = {name for (name,) in cursor.fetchall()}
    for role, login in ((OWNER, "LOGIN"), (WEB, "LOGIN"), (ERASER, "NOLOGIN")):
        if role not in there:
            _run(cursor, f"CREATE ROLE {{role}} {login}", role=role)
    # So that a migration can hand its erasing functions over.
    _run(cursor, "GRANT {eraser} TO {owner}")
    cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
    if cursor.fetchone() != (True,):  # a hosted server's admin may act as the owner only when told
        _run(cursor, "GRANT {owner} TO CURRENT_USER")


def _let_in(connection: extensions.connection, role: str, password: str) -> None:
    """Set the password of `role`; hashed here, so that no log of the server holds it."""
    if not password:
        return
    hashed = extensions.encrypt_password(password, role, connection, "scram-sha-256")
    with connection.cursor() as cursor:
        statement = sql.SQL("ALTER ROLE {} PASSWORD {}")
        cursor.execute(statement.format(sql.Identifier(role), sql.Literal(hashed)))


def _make_database(cursor: extensions.cursor, name: str) -> None:
    cursor.execute("SELECT FROM pg_database WHERE datname = %s", [name])
    if cursor.fetchone() is None:
        _run(cursor, _CREATE_DATABASE, name=name)


def _prepare(admin_url: str, database: str) -> None:
    """Set, in `database`, what each role may do; add the extensions that only we may."""
    with (
        closing(_connected(admin_url, database)) as connection,
        connection.cursor() as cursor,
    ):
        _run(cursor, _RIGHTS)
        wanted = "SELECT name FROM pg_available_extensions WHERE name = ANY(%s) ORDER BY name"
        cursor.execute(wanted, [[*EXTENSIONS]])  # cube first: earthdistance stands on it
        for (name,) in cursor.fetchall():
            _run(cursor, "CREATE EXTENSION IF NOT EXISTS {name}", name=name)


def main() -> None:
    """Provision what the environment names: for docker-compose and for servers of one's own."""
    provision(
        os.environ["DATABASE_ADMIN_URL"],
        owner_password=os.environ.get("OWNER_PASSWORD", ""),
        web_password=os.environ.get("WEB_PASSWORD", ""),
        for_tests=os.environ.get("PROVISION_FOR_TESTS") == "1",
    )


if __name__ == "__main__":
    main()
