"""What a round comes out as here, and what anybody counts from its file, are the same: always."""

import uuid
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from decisions.actions.closing import close_if_due
from decisions.actions.opening import open_round
from decisions.actions.taking import take_back_block, take_position
from decisions.methods.deciding import decide
from decisions.models import Ballot, Decision, Published, Round
from decisions.queries.counting import (
    canonical,
    digest_of,
    outcome_of,
    record_of,
    sentence_of,
    told_outcome,
)
from decisions.reasons import reason_in_words
from decisions.records import read
from decisions.records.methods import METHODS
from decisions.reports import differences
from tests.decisions.conftest import CLOSES, MINUTE, new_decision
from tests.fixtures.people import NOON

pytestmark = pytest.mark.django_db
OPTIONS = [
    {"id": "a", "title": "Ash", "cost": 30},
    {"id": "b", "cost": "45/2"},
    {"id": "c", "cost": 60},
]
IDS = ["a", "b", "c"]
STANCES = {
    "sense_check": ["full_support", "mixed", "against"],
    "consensus": ["agree", "reservations", "stand_aside", "block"],
    "consent": ["consent", "concern", "objection"],
    "majority": ["yes", "no", "abstain"],
}
SETTINGS = {
    "consensus": [{}, {"stand_asides": 1}, {"stand_asides": "1/4"}],
    "consensus_minus": [{"blocks": 1}, {"blocks": 2}],
    "one_in": [{"of": 12}, {"of": 3}],
    "majority": [{}, {"base": "electors"}, {"base": "taken"}],
    "super_majority": [{"share": "2/3"}, {"share": 0.9}, {"share": "60 %", "base": "electors"}],
    "approval": [{}, {"seats": 2}, {"at_least": "1/2", "lot": ["c", "a", "b"]}],
    "score": [{}, {"low": -2, "high": 2}],
    "schulze": [{}, {"lot": ["b", "c", "a"]}],
    "equal_shares": [{"budget": 90}, {"budget": 90, "completion": "raise", "worth": "count"}],
}
LIKE = {
    "consensus_minus": "consensus", "one_in": "consensus", "super_majority": "majority",
}  # fmt: skip
WORDS = {"reason": "It harms others.", "rests_on": "Our purpose"}


def choices(name):
    """What one can choose under this method."""
    if stances := STANCES.get(LIKE.get(name, name)):
        return st.sampled_from(stances)
    if name in ("approval", "equal_shares"):
        return st.lists(st.sampled_from(IDS), unique=True)
    if name == "score":
        points = st.integers(0, 2)
        return st.dictionaries(st.sampled_from(IDS), points).map(lambda said: {"scores": said})
    return st.permutations(IDS).flatmap(
        lambda order: st.sampled_from([order, order[:2], [order[:2], order[2]], []])
    )


@st.composite
def questions(draw, name):
    """A method with settings, a quorum, and what each of six people said, in this order."""
    method = {"name": name} | draw(st.sampled_from(SETTINGS.get(name, [{}])))
    quorum = draw(st.sampled_from(["0", "1/2", "0.9", "66 %"]))
    said = draw(st.lists(st.tuples(st.integers(0, 5), choices(name)), max_size=10))
    return method, quorum, said


def alone(choice):
    """A choice as a ballot holds it: what stops a proposal says its reason, which nobody keeps."""
    if choice not in ("block", "objection"):
        return choice
    return {"stance": choice, "reason": None} | ({"rests_on": None} if choice == "block" else {})


def opened(garden, cleo, name, method, quorum, **fields):
    among = [] if LIKE.get(name, name) in STANCES else OPTIONS
    decision = new_decision(garden, by=cleo, method=method, quorum=quorum, options=among, **fields)
    return open_round(decision.pk, by=cleo, at=NOON)


def assert_the_same(round):
    """The outcome that is kept, the file, and the file counted again."""
    live = outcome_of(round)
    kept = close_if_due(round.pk, at=CLOSES)
    round.refresh_from_db()
    record = read(canonical(record_of(round)).decode())
    again = decide(record.question)

    assert not differences(record.published, again)
    assert digest_of(record_of(round)) == kept.digest
    assert (again.result, again.reason, again.counts) == (live.result, live.reason, live.counts)
    assert told_outcome(kept).counts == live.counts
    assert sentence_of(kept, round) == reason_in_words(again, record.titles)


slow = settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.mark.parametrize("name", METHODS)
@slow
@given(data=st.data())
def test_the_file_is_counted_to_what_came_out(garden, electors, cleo, name, data):
    method, quorum, said = data.draw(questions(name))
    round = opened(garden, cleo, name, method, quorum)
    people = [*electors, cleo]
    stopping = set()
    for at, (who, choice) in enumerate(said):
        take_position(
            round.pk, by=people[who], choice=choice, key=str(at), at=NOON + MINUTE, **WORDS
        )
        stopping = stopping - {who} | ({who} if choice in ("block", "objection") else set())
    for who in sorted(stopping)[:1]:
        take_back_block(round.pk, by=people[who], key="back", at=NOON + MINUTE)

    assert_the_same(round)


@pytest.mark.parametrize("published", Published)
@pytest.mark.parametrize("name", METHODS)
@slow
@given(data=st.data())
def test_secret_ballots_too_as_codes_or_as_counts(garden, electors, cleo, name, published, data):
    method, quorum, said = data.draw(questions(name))
    round = opened(garden, cleo, name, method, quorum, is_secret=True, published=published)
    for at, (_who, choice) in enumerate(said[:6]):
        Ballot.objects.create(
            id=uuid.uuid4(), round=round, tag=f"{name[:8]}{at}", digest=b"x", choice=alone(choice)
        )

    assert_the_same(round)


def test_a_secret_file_holds_no_elector_and_no_moment(garden, electors, cleo):
    round = opened(garden, cleo, "majority", {"name": "majority"}, "0", is_secret=True)
    for at, choice in enumerate(["yes", "yes", "no"]):
        Ballot.objects.create(
            id=uuid.uuid4(), round=round, tag=f"T{at}", digest=b"x", choice=choice
        )
    Round.objects.filter(pk=round.pk).update(closes_at=CLOSES)

    listed = record_of(Round.objects.get(pk=round.pk))
    Decision.objects.filter(pk=round.decision_id).update(published=Published.COUNTS)
    counted = record_of(Round.objects.get(pk=round.pk))

    assert listed["electors"] == 6
    assert listed["ballots"][0] == {"stance": "yes", "code": "T0"}
    assert counted["ballots"] == [
        {"stance": "no", "times": 1}, {"stance": "yes", "times": 2},
    ]  # fmt: skip
    assert "positions" not in listed


def test_a_position_that_departs_counts_when_its_network_stands_behind_it(
    garden, electors, cleo, take, open_decision
):
    round = open_decision(garden, method={"name": "majority"})
    position = take(round, electors[0], "yes")
    take(round, electors[1], "no")
    round.positions.filter(pk=position.pk).update(departs=True)
    assert outcome_of(round).counts["yes"].electors == 0

    round.positions.filter(pk=position.pk).update(confirmed_at=NOON + timedelta(hours=1))

    assert outcome_of(round).counts["yes"].electors == 1
    assert_the_same(round)
