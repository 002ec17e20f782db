"""What was written, adopted and consented to stays: the web's role changes none of it."""

import pytest
from django.db import DatabaseError, connection, connections, transaction

from coalitions.models import ClauseText, VersionClause
from solidarity.people.actions.leaving import erase
from tests.fixtures.coalitions import new_text
from tests.fixtures.people import NOON

TAMPERING = [
    "UPDATE coalitions_clausetext SET words = 'Other words'",
    "UPDATE coalitions_clausetext SET by_id = NULL",
    "DELETE FROM coalitions_clausetext",
    "UPDATE coalitions_agreementversion SET title = 'Another'",
    "UPDATE coalitions_agreementversion SET in_force_at = now()",
    "DELETE FROM coalitions_agreementversion",
    "UPDATE coalitions_versionclause SET title = 'Another'",
    "DELETE FROM coalitions_versionclause",
    "UPDATE coalitions_consent SET reservations = ''",
    "DELETE FROM coalitions_consent",
    "TRUNCATE coalitions_consent",
    "DROP TRIGGER texts_stay ON coalitions_clausetext",
    "SET ROLE solidarity_eraser",
]


@pytest.fixture
def version(table, make_clause, make_version, make_consent, kitchen):
    make_clause(table)
    made = make_version(table)
    make_consent(made, kitchen, inner=3)
    return made


def add_late(version, clause):
    """Let a clause slip in."""
    return VersionClause.objects.create(
        version=version, clause=clause, text=clause.texts.get(), position=9, title="Late",
        group=clause.group,
    )  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("statement", TAMPERING)
def test_the_web_cannot(version, statement):
    with (
        pytest.raises(DatabaseError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_no_clause_slips_into_a_version_that_is_adopted(version, table, make_clause):
    late = make_clause(table)
    with pytest.raises(DatabaseError, match="no clause is added"):
        add_late(version, late)


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_who_is_deleted_is_named_no_more_and_her_words_stay(table, make_clause, ben):
    clause = make_clause(table)
    new_text(clause, "Her words.", by=ben)

    erase(ben, at=NOON, leaves_words=False)

    text = ClauseText.objects.get(words="Her words.")
    assert text.by is None


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_who_is_still_here_is_not_taken_out(table, make_clause, ben):
    clause = make_clause(table)
    new_text(clause, "Her words.", by=ben)

    with (
        pytest.raises(DatabaseError, match="only who is deleted"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT coalitions_erase_person(%s)", [ben.pk])


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_nor_where_the_numbers_of_transactions_have_come_round(version, table, make_clause):
    late = make_clause(table)
    with connections[
        "owner"
    ].cursor() as cursor:  # as if the next transaction had the same low bits
        cursor.execute("SELECT made_in::text::bigint FROM coalitions_agreementversion")
        (made_in,) = cursor.fetchone()
        cursor.execute("ALTER TABLE coalitions_agreementversion DISABLE TRIGGER USER")
        cursor.execute(
            "UPDATE coalitions_agreementversion SET made_in = %s::text::xid8",
            [str(made_in + (1 << 32))],
        )
        cursor.execute("ALTER TABLE coalitions_agreementversion ENABLE TRIGGER USER")
    with pytest.raises(DatabaseError, match="no clause is added"):
        add_late(version, late)


@pytest.mark.django_db
def test_a_version_says_of_no_other_transaction_that_it_made_it(version):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO coalitions_agreementversion"
            " (body_id, number, title, why, decision, in_force_at, made_in)"
            " SELECT body_id, 2, title, why, 7, in_force_at, '999999999'::xid8"
            " FROM coalitions_agreementversion"
        )
        cursor.execute(
            "SELECT made_in = pg_current_xact_id() FROM coalitions_agreementversion"
            " WHERE number = 2"
        )
        assert cursor.fetchone() == (True,)
