"""Giving one's voice away: one step, in the open, taken back at any time; one's own goes before."""

from datetime import timedelta

import pytest

from decisions.actions.delegating import give_voice, hand_voices_back, take_voice_back
from decisions.models import Delegation, Position
from decisions.queries.counting import outcome_of, record_of
from solidarity.base.refused import Refused
from solidarity.inbox.models import Notice
from tests.decisions.conftest import CLOSES, MINUTE
from tests.fixtures.people import NOON
from tests.racing import at_once, raised

races = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
MAJORITY = {"name": "majority"}
LATER = NOON + MINUTE


@pytest.fixture
def round(garden, electors, open_decision):
    return open_decision(garden, method=MAJORITY, allows_delegation=True)


def said(round, person):
    found = Position.objects.filter(round=round, elector__person=person, is_current=True)
    return found.values_list("choice", flat=True).first()


def give(round, giver, taker):
    return give_voice(round.decision_id, by=giver, handle=taker.handle, at=LATER)


def test_what_she_says_counts_for_who_gave_her_a_voice_and_for_herself(round, electors, take):
    ana, ben, dora, *_ = electors
    give(round, ana, dora)
    give(round, ben, dora)

    take(round, dora, "yes")

    assert [said(round, each) for each in (ana, ben, dora)] == ["yes"] * 3
    assert outcome_of(round).counts["yes"].electors == 3
    assert Position.objects.get(elector__person=ana).by == dora


def test_given_after_she_has_spoken_it_counts_at_once_and_follows_her(round, electors, take):
    ana, dora, *_ = electors
    take(round, dora, "yes")

    give(round, ana, dora)
    assert said(round, ana) == "yes"

    take(round, dora, "no")
    assert said(round, ana) == "no"


def test_ones_own_position_goes_before_what_another_says(round, electors, take):
    ana, dora, *_ = electors
    give(round, ana, dora)
    take(round, dora, "yes")

    take(round, ana, "no")
    take(round, dora, "abstain")

    assert said(round, ana) == "no"
    assert said(round, dora) == "abstain"


def test_taken_back_nothing_is_said_with_it_any_more(round, electors, take):
    ana, dora, *_ = electors
    give(round, ana, dora)
    take(round, dora, "yes")

    take_voice_back(round.decision_id, by=ana, at=LATER)

    assert said(round, ana) is None
    assert not Delegation.objects.exists()
    take(round, dora, "no")
    assert said(round, ana) is None


def test_it_goes_one_step_and_no_further(round, electors):
    ana, ben, dora, *_ = electors
    give(round, ana, ben)

    with pytest.raises(Refused, match="one step only"):
        give(round, ben, dora)
    with pytest.raises(Refused, match="one step"):
        give(round, dora, ana)


def test_who_hands_voices_back_can_give_hers(round, electors, take):
    ana, ben, dora, *_ = electors
    give(round, ana, ben)
    take(round, ben, "yes")

    hand_voices_back(round.decision_id, by=ben, at=LATER)
    give(round, ben, dora)

    assert said(round, ana) is None
    assert Notice.objects.get(kind="decisions.voice_back").person == ana


def test_only_to_somebody_with_a_voice_and_not_to_oneself(round, electors, make_person):
    ana, *_ = electors
    stranger = make_person("stranger")

    for handle in (ana.handle, stranger.handle, "nobody"):
        with pytest.raises(Refused):
            give_voice(round.decision_id, by=ana, handle=handle, at=LATER)
    with pytest.raises(Refused, match="no voice"):
        give(round, stranger, ana)


def test_only_where_it_is_allowed_and_until_it_closes(garden, electors, open_decision, round):
    ana, ben, *_ = electors
    other = open_decision(garden, method=MAJORITY)

    with pytest.raises(Refused, match="speaks for herself"):
        give(other, ana, ben)
    with pytest.raises(Refused, match="closed"):
        give_voice(round.decision_id, by=ana, handle=ben.handle, at=CLOSES + timedelta(hours=1))


def test_it_can_be_given_before_positions_are_taken(garden, electors, make_decision, take):
    from decisions.actions.opening import open_round

    ana, dora, *_ = electors
    decision = make_decision(garden, method=MAJORITY, allows_delegation=True)
    give_voice(decision.pk, by=ana, handle=dora.handle, at=NOON)

    round = open_round(decision.pk, by=decision.by, at=NOON)
    take(round, dora, "yes")

    assert said(round, ana) == "yes"


def test_a_recount_of_the_file_knows_them_as_positions(round, electors, take):
    ana, dora, *_ = electors
    give(round, ana, dora)
    take(round, dora, "yes")

    assert sorted(record_of(round)["positions"].values()) == ["yes", "yes"]


def test_each_is_told_whose_voice_it_is(round, electors, take):
    ana, dora, *_ = electors
    give(round, ana, dora)
    take(round, dora, "yes")

    told = {(each.person, each.kind) for each in Notice.objects.exclude(person=round.decision.by)}
    assert (dora, "decisions.voice_given") in told
    assert (ana, "decisions.spoken_for_you") in told


@races
def test_two_who_give_theirs_to_each_other_at_once_make_no_ring(garden, electors, open_decision):
    round = open_decision(garden, method=MAJORITY, allows_delegation=True)
    ana, ben, *_ = electors

    results = at_once(lambda: give(round, ana, ben), lambda: give(round, ben, ana))

    assert len(raised(results, Refused)) == 1
    assert Delegation.objects.count() == 1


@races
def test_taking_it_back_while_she_speaks_leaves_nothing_said(garden, electors, open_decision, take):
    round = open_decision(garden, method=MAJORITY, allows_delegation=True)
    ana, dora, *_ = electors
    give(round, ana, dora)

    results = at_once(
        lambda: take(round, dora, "yes"),
        lambda: take_voice_back(round.decision_id, by=ana, at=LATER),
    )

    assert not raised(results, Refused)
    assert said(round, ana) is None
