"""Decisions that touch two networks, closing at once: none waits for the other for ever."""

from datetime import timedelta
from time import sleep

import pytest

from decisions.actions import closing
from decisions.actions.closing import close_if_due
from decisions.actions.opening import open_round
from decisions.actions.taking import take_position
from networks.actions.approaching import approach
from networks.actions.joining import leave
from networks.models import Affiliation, AffiliationState, Side
from tests.decisions.conftest import CLOSES, MINUTE, new_decision
from tests.fixtures.people import NOON
from tests.racing import at_once

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
RACES = 3
PEOPLE = {"method": {"name": "majority"}, "subject": "people", "quorum": "1/2"}
WITH_BOTH_IN_HAND = 0.15  # seconds: enough for the other to hold its own network, too


@pytest.fixture
def slow(monkeypatch):
    """Whoever counts takes a while, with everything in hand that it holds so far."""
    count = closing.outcome_of

    def counts(round):
        sleep(WITH_BOTH_IN_HAND)
        return count(round)

    monkeypatch.setattr(closing, "outcome_of", counts)


@pytest.fixture
def pair(make_network, ana, ben):
    """Two networks, the one with the smaller key first, with a steward each."""
    return make_network("bakers", steward=ana), make_network("table", steward=ben)


def adopted(network, by, effect, about):
    """An open round of a question that does this; whoever is there says yes."""
    decision = new_decision(network, by=by, effect=effect, effect_about=about, **PEOPLE)
    round = open_round(decision.pk, by=by, at=NOON)
    take_position(round.pk, by=by, choice="yes", key="k", at=NOON + MINUTE)
    return round


def errors(found):
    return [each for each in found if isinstance(each, Exception)]


def test_both_part_from_each_other_at_once(pair, make_affiliation, ana, ben, slow):
    bakers, table = pair
    for _each in range(RACES):
        link = make_affiliation(bakers, table)
        about = {"affiliation": link.pk}
        leaving = adopted(bakers, ana, "networks.part", about)
        asked_to_leave = adopted(table, ben, "networks.part", about)

        found = at_once(
            *[lambda pk=each.pk: close_if_due(pk, at=CLOSES) for each in (leaving, asked_to_leave)]
        )

        assert errors(found) == []
        assert sorted("why_not" in each.effect_done for each in found) == [False, True]
        link.refresh_from_db()
        assert link.state == AffiliationState.ENDED


def test_each_says_yes_to_the_other_at_once(pair, ana, ben, slow):
    """Each has asked to belong to the other; one of them does, and the other cannot any more."""
    bakers, table = pair
    into_table = approach(
        bakers.pk, table.pk, side=Side.MEMBER, by=ana, message="May we?", answers={}, key="a",
        at=NOON,
    )  # fmt: skip
    into_bakers = approach(
        table.pk, bakers.pk, side=Side.MEMBER, by=ben, message="May we?", answers={}, key="b",
        at=NOON,
    )  # fmt: skip
    rounds = (
        adopted(table, ben, "networks.affiliate", {"approach": into_table.pk}),
        adopted(bakers, ana, "networks.affiliate", {"approach": into_bakers.pk}),
    )

    found = at_once(*[lambda pk=each.pk: close_if_due(pk, at=CLOSES) for each in rounds])

    assert errors(found) == []
    assert Affiliation.objects.filter(state=AffiliationState.ACTIVE).count() == 1
    assert sorted("why_not" in each.effect_done for each in found) == [False, True]


def test_somebody_leaves_a_network_while_a_body_asks_it_to_leave(
    pair, make_affiliation, make_person, make_member, ana, ben, slow
):
    """Who leaves holds her network and waits for the round in which she has a voice."""
    bakers, table = pair
    for each in range(RACES):
        link = make_affiliation(bakers, table)
        carla = make_member(bakers, make_person(f"carla-{each}")).person
        about = {"affiliation": link.pk}
        decision = new_decision(table, by=ben, effect="networks.part", effect_about=about, **PEOPLE)
        round = open_round(decision.pk, by=ben, at=NOON)
        for person in (ben, ana):
            take_position(round.pk, by=person, choice="yes", key="k", at=NOON + MINUTE)

        outcome, left = at_once(
            lambda r=round: close_if_due(r.pk, at=CLOSES),
            lambda c=carla: sleep(0.05) or leave(bakers.pk, by=c, at=CLOSES - timedelta(hours=1)),
        )

        assert errors([outcome, left]) == []
        assert outcome.effect_done == {"done": True}
