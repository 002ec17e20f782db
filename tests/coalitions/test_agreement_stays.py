"""What was written, adopted and consented to stays: the web's role changes none of it."""

import pytest
from django.db import DatabaseError, connection, transaction

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
        VersionClause.objects.create(
            version=version, clause=late, text=late.texts.get(), position=9, title="Late",
            group=late.group,
        )  # fmt: skip


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
