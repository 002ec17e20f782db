"""What was decided stays: whoever holds the web's role of the database changes none of it."""

import pytest
from django.db import DatabaseError, connection, transaction

from decisions.actions.closing import cancel
from decisions.models import Decision, Outcome, Position, Round
from decisions.queries.counting import canonical, digest_of, record_of
from solidarity.people.actions.leaving import erase
from tests.decisions.conftest import CLOSES, MINUTE, new_decision
from tests.fixtures.people import NOON

pytestmark = pytest.mark.django_db
# What the web must not do to a decision that is closed, each with the row it would touch.
TAMPERING = [
    "UPDATE decisions_decision SET title = 'Another question' WHERE id = %(decision)s",
    'UPDATE decisions_decision SET method = \'{"name": "majority"}\' WHERE id = %(decision)s',
    "UPDATE decisions_decision SET stage = 'discussion' WHERE id = %(decision)s",
    "UPDATE decisions_decision SET stage = 'draft' WHERE id = %(decision)s",
    "UPDATE decisions_decision SET by_id = NULL WHERE id = %(decision)s",
    "DELETE FROM decisions_decision WHERE id = %(decision)s",
    "UPDATE decisions_version SET words = 'Another text' WHERE decision_id = %(decision)s",
    "DELETE FROM decisions_version WHERE decision_id = %(decision)s",
    "INSERT INTO decisions_version (decision_id, number, words, words_html, why, at)"
    " VALUES (%(decision)s, 9, 'x', 'x', '', now())",
    "UPDATE decisions_round SET counted_at = NULL WHERE id = %(round)s",
    "UPDATE decisions_round SET closes_at = closes_at + interval '1 day' WHERE id = %(round)s",
    'UPDATE decisions_round SET method = \'{"name": "majority"}\' WHERE id = %(round)s',
    "DELETE FROM decisions_round WHERE id = %(round)s",
    "UPDATE decisions_elector SET state = 'withdrawn' WHERE round_id = %(round)s",
    "UPDATE decisions_elector SET person_id = NULL WHERE round_id = %(round)s",
    "UPDATE decisions_elector SET voices = '9' WHERE round_id = %(round)s",
    "DELETE FROM decisions_elector WHERE round_id = %(round)s",
    "INSERT INTO decisions_elector (round_id, number, is_network, people, voices, state,"
    " has_balloted) VALUES (%(round)s, 99, false, 1, '1', 'entitled', false)",
    "UPDATE decisions_position SET choice = '\"stand_aside\"' WHERE round_id = %(round)s",
    "UPDATE decisions_position SET is_current = false WHERE round_id = %(round)s",
    "UPDATE decisions_position SET by_id = NULL WHERE round_id = %(round)s",
    "DELETE FROM decisions_position WHERE round_id = %(round)s",
    "UPDATE decisions_positionwords SET reason = 'other words'",
    "DELETE FROM decisions_positionwords",
    "UPDATE decisions_outcome SET result = 'not_adopted' WHERE round_id = %(round)s",
    "UPDATE decisions_outcome SET digest = '' WHERE round_id = %(round)s",
    "DELETE FROM decisions_outcome WHERE round_id = %(round)s",
    "TRUNCATE decisions_position CASCADE",
    "ALTER TABLE decisions_position DISABLE TRIGGER ALL",
    "DROP TRIGGER positions_stay ON decisions_position",
    "SET session_replication_role = replica",
    "SET ROLE solidarity_eraser",
]


@pytest.fixture
def decided(garden, electors, open_decision, take, closed):
    """A round that was counted: three agree, one with a reason stands aside."""
    round = open_decision(garden)
    for person in electors[:3]:
        take(round, person, "agree")
    take(round, electors[3], "stand_aside", reason="I cannot be there.")
    closed(round)
    round.refresh_from_db()
    return round


def tried(statement, **keys):
    """What the database answers to the web; nothing is kept of it."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, keys)
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    except DatabaseError as refusal:
        return str(refusal)
    return ""


@pytest.mark.parametrize("statement", TAMPERING)
def test_the_web_cannot_change_what_was_decided(decided, statement):
    before = digest_of(record_of(decided))

    assert tried(statement, decision=decided.decision_id, round=decided.pk)

    assert digest_of(record_of(decided)) == before


def test_a_position_after_its_time_is_refused_by_the_database_too(garden, electors, open_decision):
    round = open_decision(garden)
    elector = round.electors.first()
    position = Position(elector=elector, round=round, choice="agree", at=CLOSES, key="late")

    with pytest.raises(DatabaseError, match="takes no positions"), transaction.atomic():
        position.save()


def test_what_it_was_opened_with_stays_while_it_is_open(garden, electors, open_decision):
    round = open_decision(garden)

    assert tried(f"UPDATE decisions_round SET quorum = '1/2' WHERE id = {round.pk}")
    assert tried(f"UPDATE decisions_elector SET voices = '5' WHERE round_id = {round.pk}")


def test_a_decision_that_was_called_off_stays(garden, electors, open_decision, cleo):
    round = open_decision(garden)
    cancel(round.decision_id, by=cleo, reason="The garden is sold.", at=NOON + MINUTE)

    assert tried(f"UPDATE decisions_decision SET stage = 'draft' WHERE id = {round.decision_id}")
    assert tried(f"UPDATE decisions_round SET voided_at = NULL WHERE id = {round.pk}")


def test_a_draft_is_changed_and_deleted(garden, cleo):
    draft = new_decision(garden, by=cleo, stage="draft")

    draft.versions.update(words="Better words.")
    draft.delete()

    assert not Decision.objects.exists()


def test_who_is_still_here_is_taken_out_of_nothing(decided, electors):
    """Whoever takes over the web cannot hide behind the eraser."""
    assert "only who is deleted" in tried(f"SELECT decisions_erase_person({electors[0].pk})")


def test_deleting_a_person_keeps_the_count_and_its_digest(decided, electors):
    ana, dov = electors[0], electors[3]
    before = canonical(record_of(decided))

    for person in (ana, dov):
        erase(person, leaves_words=True, at=CLOSES + MINUTE)

    assert canonical(record_of(decided)) == before
    assert digest_of(record_of(decided)) == Outcome.objects.get().digest
    assert not Position.objects.filter(written__reason__gt="").exists()
    assert Round.objects.get(pk=decided.pk).electors.filter(person=None).count() == 2


def test_who_proposed_it_is_forgotten_and_the_question_stays(decided, cleo, make_member, ana):
    make_member(decided.decision.network, ana, role="steward")

    erase(cleo, leaves_words=True, at=CLOSES + MINUTE)

    decided.decision.refresh_from_db()
    assert decided.decision.by is None
    assert decided.decision.versions.get().words
