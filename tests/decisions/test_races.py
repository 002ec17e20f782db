"""Positions, blocks and closing at the same moment, with real threads (R7).

Race after race, since one that is lost one time in two is won the other:
`RACES=200 pytest tests/decisions/test_races.py` runs two hundred of each.
"""

import os
import threading
from collections import Counter
from datetime import timedelta

import pytest
from django.db import connection

from decisions.actions.closing import cancel, close_early, close_if_due, extend
from decisions.actions.leaving import voice_back
from decisions.actions.opening import open_round
from decisions.actions.taking import take_back_block, take_position
from decisions.models import Elector, Outcome, Position
from networks.models import LogEntry, Membership, Role, State
from solidarity.base.refused import Refused
from solidarity.outbox.models import Job
from tests.decisions.conftest import CLOSES, MINUTE, new_decision
from tests.fixtures.people import NOON
from tests.racing import at_once, raised

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
MAJORITY = {"name": "majority"}
DAY = timedelta(days=1)
RACES = int(os.environ.get("RACES", "25"))


def said_in_the_log(round):
    """What the log tells of this round, in the order in which it was written."""
    entries = LogEntry.objects.filter(facts__number=round.decision.number).order_by("pk")
    return [entry.verb for entry in entries if entry.verb in ("counted", "extended", "called_off")]


def announced(round):
    """How many announcements of what came out wait to be told."""
    return Job.objects.filter(kind="decisions.tell_closed", payload__round=round.pk).count()


def test_two_close_at_once_and_there_is_one_outcome(garden, electors, cleo):
    """R7: one outcome, one event, one announcement."""
    for _each in range(RACES):
        round = open_round(new_decision(garden, by=cleo).pk, by=cleo, at=NOON)

        outcomes = at_once(*[lambda r=round: close_if_due(r.pk, at=CLOSES)] * 3)

        assert len({each.pk for each in outcomes}) == 1
    assert Outcome.objects.count() == RACES
    assert LogEntry.objects.filter(verb="counted").count() == RACES
    assert Job.objects.filter(kind="decisions.tell_closed").count() == RACES


def test_a_block_against_closing_is_in_or_refused(garden, electors, cleo):
    """R7: who is told that her block stands finds it in the outcome."""
    ana, ben = electors[:2]
    words = {"reason": "Nobody asked.", "rests_on": "We ask first"}
    seen = Counter()
    for each in range(RACES):
        round = open_round(new_decision(garden, by=cleo).pk, by=cleo, at=NOON)
        take_position(round.pk, by=ben, choice="agree", key="b", at=NOON + MINUTE)

        block, outcome = at_once(
            lambda r=round: take_position(
                r.pk, by=ana, choice="block", key="a", at=CLOSES - MINUTE, **words
            ),
            lambda r=round: close_if_due(r.pk, at=CLOSES),
        )

        stands = not isinstance(block, Refused)
        assert stands or "too late" in str(block)
        assert (said_in_the_log(round), announced(round)) == (["counted"], 1)
        assert outcome.result == ("further_round" if stands else "adopted"), each
        seen[stands] += 1
    assert sum(seen.values()) == RACES


def test_taking_a_block_back_against_closing(garden, electors, cleo):
    """R7: withdraw against tally."""
    ana, ben = electors[:2]
    for _each in range(RACES):
        round = open_round(new_decision(garden, by=cleo).pk, by=cleo, at=NOON)
        take_position(round.pk, by=ben, choice="agree", key="b", at=NOON + MINUTE)
        take_position(
            round.pk, by=ana, choice="block", key="a", at=NOON + MINUTE, reason="No", rests_on="Us"
        )

        back, outcome = at_once(
            lambda r=round: take_back_block(r.pk, by=ana, key="c", at=CLOSES - MINUTE),
            lambda r=round: close_if_due(r.pk, at=CLOSES),
        )

        is_back = not isinstance(back, Refused)
        assert outcome.result == ("adopted" if is_back else "further_round")


def test_closing_against_more_time_has_one_winner(garden, electors, cleo):
    """R7: the loser is told plainly."""
    for _each in range(RACES):
        round = open_round(new_decision(garden, by=cleo).pk, by=cleo, at=NOON)

        longer, outcome = at_once(
            lambda r=round: extend(r.pk, until=CLOSES + DAY, by=cleo, at=CLOSES - MINUTE),
            lambda r=round: close_if_due(r.pk, at=CLOSES),
        )

        round.refresh_from_db()
        if isinstance(longer, Refused):
            assert "too late" in str(longer)
            assert (round.closes_at, outcome.result) == (CLOSES, "further_round")
            assert (said_in_the_log(round), announced(round)) == (["counted"], 1)
        else:
            assert (round.closes_at, outcome) == (CLOSES + DAY, None)
            assert (said_in_the_log(round), announced(round)) == (["extended"], 0)


def test_calling_off_against_closing_has_one_winner(garden, electors, cleo):
    for _each in range(RACES):
        round = open_round(new_decision(garden, by=cleo).pk, by=cleo, at=NOON)
        take_position(round.pk, by=cleo, choice="agree", key="c", at=NOON + MINUTE)

        off, outcome = at_once(
            lambda r=round: cancel(r.decision_id, by=cleo, reason="Sold.", at=CLOSES - MINUTE),
            lambda r=round: close_if_due(r.pk, at=CLOSES),
        )

        round.refresh_from_db()
        said = raised([off], Refused)
        assert said in ([], ["This question is closed."])
        assert bool(said) != bool(round.voided_at) == (outcome is None)
        told = (["called_off"], 0) if round.voided_at else (["counted"], 1)
        assert (said_in_the_log(round), announced(round)) == told
    verbs = LogEntry.objects.filter(verb__in=["counted", "called_off"])
    assert verbs.count() == RACES


def test_two_facilitators_close_early_at_once(garden, cleo, ben, make_member):
    make_member(garden, ben, role=Role.STEWARD)
    for _each in range(RACES):
        round = open_round(new_decision(garden, by=cleo).pk, by=cleo, at=NOON)
        for person in (ben, cleo):
            take_position(round.pk, by=person, choice="agree", key="k", at=NOON + MINUTE)

        both = at_once(
            *[
                lambda r=round, by=by: close_early(r.pk, by=by, at=NOON + 2 * MINUTE)
                for by in (ben, cleo)
            ]
        )

        [said] = raised(both, Refused)
        assert "too late" in said
        assert announced(round) == 1
    assert Outcome.objects.count() == RACES


def test_leaving_against_closing_is_in_or_out(garden, electors, cleo):
    ana = electors[0]
    for _each in range(RACES):
        decision = new_decision(garden, by=cleo, method=MAJORITY)
        round = open_round(decision.pk, by=cleo, at=NOON)
        take_position(round.pk, by=ana, choice="yes", key="a", at=NOON + MINUTE)
        Membership.objects.filter(network=garden, person=ana).update(state=State.LEFT)

        _left, outcome = at_once(
            lambda: voice_back(ana, garden, CLOSES - MINUTE),
            lambda r=round: close_if_due(r.pk, at=CLOSES),
        )

        state = Elector.objects.get(round=round, person=ana).state
        assert outcome.told["counts"]["yes"]["electors"] == (state == "entitled")
        Membership.objects.filter(network=garden, person=ana).update(state=State.ACTIVE)


def test_two_open_the_same_question_at_once(garden, electors, cleo, ben, make_member):
    make_member(garden, ben, role=Role.STEWARD)
    for _each in range(5):
        decision = new_decision(garden, by=cleo)

        both = at_once(
            *[lambda by=by, d=decision: open_round(d.pk, by=by, at=NOON) for by in (ben, cleo)]
        )

        assert len(raised(both, Refused)) == 1
        assert decision.rounds.count() == 1


def test_a_position_waits_for_whoever_closes_and_for_nobody_else(garden, electors, cleo):
    """A network that is held by another act stops no position."""
    round = open_round(new_decision(garden, by=cleo, method=MAJORITY).pk, by=cleo, at=NOON)
    taken, go = threading.Event(), threading.Event()

    def hold():
        from django.db import transaction

        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT 1 FROM networks_network WHERE id = %s FOR NO KEY UPDATE", [garden.pk]
            )
            go.set()
            assert taken.wait(20)

    def take():
        go.wait(20)
        found = take_position(
            round.pk, by=electors[0], choice="yes", key="k", at=NOON + MINUTE, speaks_for=garden
        )
        taken.set()
        return found

    assert raised(at_once(hold, take), Refused) == []
    assert Position.objects.count() == 1
