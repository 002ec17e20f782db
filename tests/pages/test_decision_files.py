"""The file of a decision, as a page gives it out, and the bar that is drawn of its numbers."""

import hashlib
import json

import pytest
import time_machine
from django.core.management import call_command

from decisions.actions.closing import cancel, close_if_due
from decisions.models import Outcome
from decisions.queries.seeing import decision_for
from networks.rules import standing_of
from tests.decisions.conftest import *  # noqa: F403 its fixtures
from tests.decisions.conftest import CLOSES, MINUTE
from tests.fixtures.people import NOON
from tests.pages.reading import Page

pytestmark = pytest.mark.django_db
FILE = "/networks/garden/decisions/1/export.json"
PAGE = "/networks/garden/decisions/1/"


@pytest.fixture
def counted(garden, electors, open_decision, take, closed):
    """A majority of three to one in the garden, for those who belong."""
    round = open_decision(garden, method={"name": "majority"})
    for person, choice in zip(electors, ["yes", "yes", "no", "yes"], strict=False):
        take(round, person, choice)
    closed(round)
    return round


def test_the_file_has_the_digest_of_the_mail_and_is_counted_offline(
    client, counted, electors, tmp_path, capsys
):
    client.force_login(electors[4])

    answer = client.get(FILE)

    assert answer.headers["Content-Type"] == "application/json"
    assert hashlib.sha256(answer.content).hexdigest() == Outcome.objects.get().digest
    path = tmp_path / "decision.json"
    path.write_bytes(answer.content)
    call_command("recount", path)
    assert "The same as published." in capsys.readouterr().out


def test_whoever_may_not_read_the_decision_gets_no_file(client, counted, ana):
    client.force_login(ana)
    assert client.get(FILE).status_code == 404

    client.logout()
    assert client.get(FILE).status_code == 404


def test_what_everyone_reads_everyone_can_count(client, garden, electors, open_decision, closed):
    closed(open_decision(garden, seen="everyone"))

    assert json.loads(client.get(FILE).content)["outcome"]["result"] == "further_round"


@pytest.mark.parametrize("which", ["?round=2", "?round=x", "?round=99999999999", "?round=٣"])
def test_a_round_that_is_not_there_has_no_file(client, counted, electors, which):
    client.force_login(electors[0])

    assert client.get(FILE + which).status_code == 404


def test_an_open_round_has_no_file(client, garden, electors, open_decision):
    open_decision(garden)
    client.force_login(electors[0])

    assert client.get(FILE).status_code == 404


def test_the_page_counts_what_is_over_and_shows_bar_table_and_file(
    client, garden, electors, open_decision, take
):
    """R6: no worker has run since the deadline."""
    round = open_decision(garden, method={"name": "majority"})
    take(round, electors[0], "yes")
    client.force_login(electors[0])

    with time_machine.travel(CLOSES + MINUTE, tick=False):
        client.force_login(electors[0])
        answer = client.get(PAGE)

    page = Page(answer)
    assert "Adopted" in page.main
    assert b'class="bar"' in answer.content
    assert Outcome.objects.get().digest in page.main
    assert f"{FILE}?round=1" in answer.content.decode()


def test_who_has_a_voice_reads_it_though_she_was_removed(garden, electors, open_decision, ana):
    round = open_decision(garden)
    garden.memberships.filter(person=electors[0]).update(state="banned")

    def seen(person):
        standing = standing_of(person, garden)
        return decision_for(person, garden, standing, round.decision.number)

    assert seen(electors[0]) == round.decision
    assert seen(ana) is None


def test_a_draft_is_its_authors_alone(garden, electors, make_decision):
    draft = make_decision(garden, by=electors[0], stage="draft")

    for person, found in ((electors[0], draft), (electors[1], None)):
        assert decision_for(person, garden, standing_of(person, garden), draft.number) == found


def test_a_round_that_was_called_off_has_no_file(client, garden, electors, open_decision, cleo):
    round = open_decision(garden)
    cancel(round.decision_id, by=cleo, reason="Sold.", at=NOON + MINUTE)
    close_if_due(round.pk, at=CLOSES)
    client.force_login(cleo)

    assert client.get(FILE).status_code == 404


def test_removed_from_a_hidden_network_one_still_finds_where_to_use_ones_voice(
    client, garden, electors, open_decision, ana
):
    """The network itself is not hers to see any more."""
    with time_machine.travel(NOON + MINUTE, tick=False):
        open_decision(garden)
        type(garden).objects.filter(pk=garden.pk).update(visibility="hidden")
        garden.memberships.filter(person=electors[0]).update(state="banned")
        client.force_login(electors[0])

        assert client.get("/networks/garden/").status_code == 404
        assert client.get(PAGE).status_code == 200
        client.force_login(ana)
        assert client.get(PAGE).status_code == 404
