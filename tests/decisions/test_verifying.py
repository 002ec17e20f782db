"""S7: an edit by whoever owns the database is found (manage.py check_decisions)."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connections

from decisions.actions.opening import open_round
from decisions.models import Round
from decisions.queries.counting import digest_of, record_of
from solidarity.people.actions.leaving import erase
from tests.decisions.conftest import CLOSES, MINUTE, new_decision
from tests.fixtures.people import NOON

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
EDITS = [
    ("position", "UPDATE decisions_position SET choice = '\"no\"'"),
    ("position", "UPDATE decisions_position SET is_current = false"),
    ("elector", "UPDATE decisions_elector SET state = 'withdrawn'"),
    ("version", "UPDATE decisions_version SET words = 'We close the garden.'"),
    ("round", """UPDATE decisions_round SET method = '{"name": "consensus"}'"""),
    ("round", "UPDATE decisions_round SET quorum = '1/7'"),
    (
        "outcome",
        """UPDATE decisions_outcome SET told = jsonb_set(told, '{result}', '"not_adopted"')""",
    ),
    ("outcome", "UPDATE decisions_outcome SET digest = repeat('0', 64)"),
]


@pytest.fixture
def decided(garden, electors, cleo, take, closed):
    round = open_round(
        new_decision(garden, by=cleo, method={"name": "majority"}).pk, by=cleo, at=NOON
    )
    for person in electors[:3]:
        take(round, person, "yes", reason="It is time.")
    closed(round)
    return round


def edit(table, statement):
    """What the owner of the database can do, past all triggers."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(f"ALTER TABLE decisions_{table} DISABLE TRIGGER USER")
        cursor.execute(statement)
        cursor.execute(f"ALTER TABLE decisions_{table} ENABLE TRIGGER USER")


@pytest.mark.parametrize(("table", "statement"), EDITS)
def test_an_edit_past_the_triggers_is_found(decided, table, statement):
    call_command("check_decisions")

    edit(table, statement)

    with pytest.raises(CommandError, match="/networks/garden/decisions/1/ round 1"):
        call_command("check_decisions")


def test_a_digest_that_was_made_to_fit_is_not_that_of_the_log(decided):
    """Nor that of the mails, which have left."""
    edit("position", "UPDATE decisions_position SET choice = '\"no\"'")
    fitting = digest_of(record_of(Round.objects.get(pk=decided.pk)))
    edit("outcome", f"UPDATE decisions_outcome SET digest = '{fitting}'")

    with pytest.raises(CommandError, match="the log of the network does not know this digest"):
        call_command("check_decisions")


def test_who_deletes_her_account_changes_nothing_that_was_announced(decided, electors, capsys):
    erase(electors[0], leaves_words=False, at=CLOSES + MINUTE)

    call_command("check_decisions")

    assert "as it was announced" in capsys.readouterr().out
