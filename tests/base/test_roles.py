"""What the web may not do, whoever takes it over: the database itself says no."""

import psycopg2
import pytest
from django.db import connection, transaction
from django.db.utils import IntegrityError, ProgrammingError

from networks.actions.log import log
from networks.models import LogEntry, LogWords, Verb
from tests.fixtures.people import NOON

pytestmark = pytest.mark.django_db
LOG_TABLES = ["networks_logentry", "networks_logwords"]


def run(statement, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values or None)
        return cursor.fetchall() if cursor.description else []


def is_refused(statement):
    with pytest.raises(ProgrammingError) as refusal:
        run(statement)
    return isinstance(refusal.value.__cause__, psycopg2.errors.InsufficientPrivilege)


@pytest.fixture
def entry(garden, ana, cleo):
    return log(garden, Verb.DECLINED, by=cleo, whom=ana, at=NOON, words="Not now.")


def test_the_web_signs_in_as_itself():
    assert run("SELECT current_user, session_user") == [("solidarity_web", "solidarity_web")]
    assert run(
        "SELECT rolsuper, rolcreatedb, rolcreaterole, rolreplication, rolbypassrls"
        " FROM pg_roles WHERE rolname = current_user"
    ) == [(False, False, False, False, False)]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE networks_logentry SET at = at",
        "UPDATE networks_logentry SET facts = '{}'",
        "UPDATE networks_logentry SET by_id = NULL",
        "DELETE FROM networks_logentry",
        "TRUNCATE networks_logentry CASCADE",
        "UPDATE networks_logwords SET words = ''",
        "DELETE FROM networks_logwords",
        "TRUNCATE networks_logwords",
        "INSERT INTO networks_logentry (id, network_id, verb, at, facts)"
        " VALUES (1, 1, 'x', now(), '{}')"
        " ON CONFLICT (id) DO UPDATE SET verb = 'x'",
        "MERGE INTO networks_logentry e USING (SELECT 1) s ON true WHEN MATCHED THEN DELETE",
        "SELECT * FROM networks_logentry FOR UPDATE",
    ],
)
def test_the_web_cannot_change_what_is_in_the_log(entry, statement):
    assert is_refused(statement)
    assert LogEntry.objects.get() == entry
    assert LogWords.objects.get().words == "Not now."


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE mine (id int)",
        "CREATE FUNCTION mine() RETURNS int LANGUAGE sql RETURN 1",
        "CREATE VIEW mine AS SELECT 1",
        "CREATE SCHEMA mine",
        "CREATE ROLE mine",
        "ALTER TABLE networks_logentry ADD COLUMN mine int",
        "ALTER TABLE networks_membership DISABLE TRIGGER USER",
        "ALTER TABLE networks_logentry OWNER TO solidarity_web",
        "DROP TABLE networks_logwords",
        "DROP TRIGGER active_has_a_steward ON networks_membership",
        "DROP FUNCTION networks_erase_words(bigint)",
        "CREATE OR REPLACE FUNCTION networks_check_stewards() RETURNS trigger"
        " LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$",
        "CREATE TRIGGER mine AFTER INSERT ON networks_network"
        " EXECUTE FUNCTION networks_check_stewards()",
        "CREATE INDEX mine ON networks_network (name)",
        "TRUNCATE networks_membership CASCADE",
        "SET ROLE solidarity_owner",
        "SET ROLE solidarity_eraser",
        "SET session_replication_role = replica",
        "COPY networks_network TO PROGRAM 'true'",
        "ALTER ROLE solidarity_web SUPERUSER",
    ],
)
def test_the_web_cannot_change_tables_or_rights(entry, statement):
    assert is_refused(statement)


def test_only_the_owner_owns_anything_but_what_erases_and_shuffles_ballots():
    owners = run(
        "SELECT DISTINCT r.rolname FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner"
        " WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'S', 'v', 'm')"
    )
    erasing = run(
        "SELECT p.proname, p.prosecdef FROM pg_proc p JOIN pg_roles r ON r.oid = p.proowner"
        " WHERE r.rolname = 'solidarity_eraser'"
    )

    assert owners == [("solidarity_owner",)]
    assert erasing
    assert all(definer for _, definer in erasing)
    others = {name for name, _ in erasing if "_erase_" not in name}
    assert others == {"decisions_shuffle", "decisions_burn_ballots"}


def test_no_table_lets_the_web_empty_it_whole():
    assert (
        run(
            "SELECT table_name FROM information_schema.role_table_grants"
            " WHERE grantee IN ('solidarity_web', 'PUBLIC') AND table_schema = 'public'"
            " AND privilege_type IN ('TRUNCATE', 'TRIGGER', 'REFERENCES')"
        )
        == []
    )


def test_the_eraser_cannot_sign_in_and_may_change_words_and_who_it_was_only():
    assert run("SELECT rolcanlogin FROM pg_roles WHERE rolname = 'solidarity_eraser'") == [(False,)]
    allowed = run(
        "SELECT c.relname, a.attname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid"
        " WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND ("
        " has_column_privilege('solidarity_eraser', c.oid, a.attnum, 'UPDATE') OR"
        " has_column_privilege('solidarity_eraser', c.oid, a.attnum, 'INSERT')) ORDER BY 1, 2"
    )
    # Ballots and electors of a secret round it takes out and puts back, in an order by lot.
    whole = ("decisions_ballot", "decisions_elector")
    assert [each for each in allowed if each[0] not in whole] == [
        ("coalitions_clausetext", "by_id"),
        ("coalitions_consent", "by_id"),
        ("decisions_decision", "by_id"),
        ("decisions_position", "by_id"),
        ("decisions_positionwords", "reason"),
        ("decisions_positionwords", "rests_on"),
        ("decisions_round", "opened_by_id"),
        ("decisions_version", "by_id"),
        ("networks_logentry", "by_id"),
        ("networks_logentry", "facts"),
        ("networks_logentry", "whom_id"),
        ("networks_logwords", "words"),
    ]


def test_the_web_cannot_take_out_of_the_log_who_is_still_here(entry, cleo):
    undo = transaction.savepoint()
    run("SELECT networks_erase_person(%s)", cleo.pk)

    with pytest.raises(IntegrityError, match="only who is deleted"):
        run("SET CONSTRAINTS ALL IMMEDIATE")
    transaction.savepoint_rollback(undo)
    assert LogEntry.objects.get().by == cleo


def test_the_web_cannot_grant_itself_more(entry):
    run("GRANT UPDATE ON networks_logentry TO solidarity_web")

    assert is_refused("UPDATE networks_logentry SET at = at")


def test_erasing_empties_the_words_and_leaves_the_facts(entry, ana):
    assert run("SELECT networks_erase_words(%s)", ana.pk) == [(1,)]

    entry.refresh_from_db()
    assert (entry.verb, entry.at, entry.whom) == ("declined", NOON, ana)
    assert LogWords.objects.get(entry=entry).words == ""


def test_erasing_touches_nobody_elses_words(entry, ben, garden, cleo):
    other = log(garden, Verb.DECLINED, by=cleo, whom=ben, at=NOON, words="Ben knows.")

    assert run("SELECT networks_erase_words(%s)", ben.pk) == [(1,)]
    assert LogWords.objects.get(entry=entry).words == "Not now."
    assert LogWords.objects.get(entry=other).words == ""
    assert run("SELECT networks_erase_words(%s)", ben.pk) == [(0,)]
