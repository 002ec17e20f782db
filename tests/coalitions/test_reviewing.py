"""On its day a clause, or the whole agreement, is looked at again; once, however often one asks."""

from datetime import date, timedelta

import pytest

from coalitions.actions.reviewing import open_due
from coalitions.models import Phase, Review
from decisions.models import Decision, Stage, Who
from networks.models import LogEntry, Verb
from tests.fixtures.people import NOON
from tests.racing import at_once, raised

TODAY = NOON.date()
races = pytest.mark.django_db(transaction=True, databases=["default", "owner"])


@pytest.fixture
def table(make_coalition, garden):
    return make_coalition(garden, name="Common Table")


def test_a_clause_comes_back_on_its_day_with_its_words(table, make_clause, make_version):
    clause = make_clause(table, "We eat together.", title="Eating", review_on=TODAY)
    make_clause(table, review_on=TODAY + timedelta(days=1))
    make_version(table)

    assert open_due(at=NOON) == 1

    decision = Decision.objects.get(network=table)
    assert (decision.stage, decision.title) == (Stage.DISCUSSION, "Eating")
    assert (decision.by, decision.who) == (None, Who.NETWORKS)
    assert decision.versions.get().words == "We eat together."
    assert Review.objects.get(clause=clause).decision == decision.number


def test_the_whole_comes_back_on_its_day(table, make_clause, make_version):
    make_clause(table, "We eat together.", title="Eating")
    make_clause(table, "We wash up.", title="Washing")
    version = make_version(table, review_on=TODAY)

    assert open_due(at=NOON) == 1

    words = Decision.objects.get(network=table).versions.get().words
    assert "## Eating" in words
    assert "We wash up." in words
    assert Review.objects.get(version=version).clause is None


def test_a_review_opens_once(table, make_clause, make_version):
    make_clause(table, review_on=TODAY)
    make_version(table, review_on=TODAY)

    assert open_due(at=NOON) == 2
    assert open_due(at=NOON + timedelta(days=40)) == 0

    assert Decision.objects.count() == 2


def test_a_new_day_opens_it_again(table, make_clause, make_version):
    clause = make_clause(table, review_on=TODAY)
    make_version(table)
    open_due(at=NOON)
    clause.review_on = TODAY + timedelta(days=365)
    clause.save()

    assert open_due(at=NOON + timedelta(days=365)) == 1


def test_it_comes_late_where_the_task_was_late(table, make_clause, make_version):
    make_clause(table, review_on=date(2026, 1, 1))
    make_version(table)

    assert open_due(at=NOON) == 1


def test_what_is_only_a_draft_is_not_looked_at_again(table, make_clause):
    make_clause(table, review_on=TODAY)

    assert open_due(at=NOON) == 0


def test_a_clause_that_is_in_force_no_more_does_not_come_back(table, make_clause, make_version):
    old = make_clause(table, review_on=TODAY)
    make_version(table)
    new = make_clause(table)
    make_version(table, clauses=[new], review_on=None)

    assert open_due(at=NOON) == 0
    assert not Review.objects.filter(clause=old).exists()


def test_a_coalition_that_rests_is_left_in_peace(table, make_clause, make_version):
    make_clause(table, review_on=TODAY)
    make_version(table)
    table.coalition.phase = Phase.RESTING
    table.coalition.save()

    assert open_due(at=NOON) == 0


def test_the_log_names_the_decision_that_is_looked_at_again(table, make_clause, make_version):
    make_clause(table, review_on=TODAY)
    version = make_version(table)

    open_due(at=NOON)

    entry = LogEntry.objects.get(network=table, verb=Verb.TO_REVIEW)
    assert entry.facts == {"number": 1, "reviewed": version.decision}


@races
def test_two_tasks_at_once_open_it_once(make_coalition, garden, make_clause, make_version):
    table = make_coalition(garden)
    make_clause(table, review_on=TODAY)
    make_version(table)

    done = at_once(lambda: open_due(at=NOON), lambda: open_due(at=NOON))

    assert raised(done, Exception) == []
    assert Decision.objects.filter(network=table).count() == 1
