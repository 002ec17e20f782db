"""What a room decided is recorded with who was there and the numbers, counted, and challenged."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse

from decisions.actions.challenging import answer_challenge, challenge
from decisions.actions.closing import close_if_due
from decisions.actions.opening import open_round
from decisions.actions.recording import Room, record_in_room
from decisions.methods.deciding import decide
from decisions.models import Challenge, Elector, Stage
from decisions.queries.counting import canonical, outcome_of, record_of
from decisions.records import read
from decisions.reports import differences
from networks.models import Role
from solidarity.base.refused import Refused
from solidarity.inbox.models import Notice
from tests.fixtures.people import NOON

MET = NOON - timedelta(days=1)
WEEK = timedelta(days=7)


def room(people=(), *, others=0, met_at=MET, **numbers):
    return Room(met_at, [each.handle for each in people], others, numbers)


@pytest.fixture
def decision(garden, make_decision):
    return make_decision(garden, method={"name": "majority"}, title="Do we buy a shed?")


@pytest.fixture
def recorded(decision, electors, cleo):
    record_in_room(decision.pk, by=cleo, room=room(electors, others=3, yes=5, no=2), at=NOON)
    decision.refresh_from_db()
    return decision


@pytest.fixture
def second(garden, make_person, make_member):
    """Another steward, who has no part in it."""
    person = make_person("second")
    make_member(garden, person, role=Role.STEWARD)
    return person


def test_it_is_counted_by_its_method_with_those_who_were_there(recorded, electors):
    round = recorded.rounds.get()

    assert recorded.stage == Stage.CLOSED
    assert round.outcome.result == "adopted"
    assert round.outcome.told["counts"]["yes"]["electors"] == 5
    assert Elector.objects.filter(round=round).count() == 8
    assert {each.person for each in round.electors.exclude(person=None)} == set(electors)


def test_its_file_is_counted_again_to_the_same_outcome(recorded):
    record = read(canonical(record_of(recorded.rounds.get())).decode())

    assert not differences(record.published, decide(record.question))


@pytest.mark.parametrize(
    ("method", "numbers", "result"),
    [
        ({"name": "consensus"}, {"agree": 6, "stand_aside": 1}, "adopted"),
        ({"name": "consensus"}, {"agree": 6, "block": 1}, "further_round"),
        ({"name": "consent"}, {"consent": 7, "objection": 1}, "further_round"),
        ({"name": "super_majority", "share": "2/3"}, {"yes": 5, "no": 3}, "not_adopted"),
    ],
)
def test_of_each_method_with_stances(garden, cleo, make_decision, method, numbers, result):
    decision = make_decision(garden, method=method)

    outcome = record_in_room(decision.pk, by=cleo, room=room(others=8, **numbers), at=NOON)

    assert outcome.result == result
    record = json.loads(canonical(record_of(outcome.round)))
    assert sum(each["times"] for each in record["ballots"]) == sum(numbers.values())


def test_hands_for_options_are_counted_each_by_itself(garden, cleo, make_decision):
    options = [{"id": each, "title": each} for each in "abc"]
    decision = make_decision(garden, method={"name": "approval"}, options=options)

    outcome = record_in_room(decision.pk, by=cleo, room=room(others=6, a=5, b=2, c=5), at=NOON)

    counts = {name: tally.electors for name, tally in outcome_of(outcome.round).counts.items()}
    assert counts == {"a": 5, "b": 2, "c": 5}
    assert outcome.result == "tied"


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (room(others=3, yes=4), "More took a position"),
        (room(yes=1), "who was there"),
        (room(others=3, yes=1, met_at=NOON + WEEK), "yet to come"),
        (Room(MET, ["nobody"], 0, {"yes": 1}), "@nobody"),
    ],
)
def test_what_cannot_have_been_is_refused(decision, cleo, given, says):
    with pytest.raises(Refused, match=says):
        record_in_room(decision.pk, by=cleo, room=given, at=NOON)

    assert not decision.rounds.exists()


@pytest.mark.parametrize(
    "fields",
    [
        {"is_secret": True},
        {"who": "networks"},
        {"effect": "networks.admit"},
        {"method": {"name": "schulze"}, "options": [{"id": "a", "title": "A"}]},
    ],
)
def test_what_is_decided_here_is_not_recorded(garden, cleo, make_decision, fields):
    decision = make_decision(garden, **{"method": {"name": "majority"}} | fields)

    with pytest.raises(Refused):
        record_in_room(decision.pk, by=cleo, room=room(others=3, yes=1), at=NOON)


def test_only_who_leads_the_question_records_it_and_once(recorded, decision, electors, cleo):
    for by in (electors[0], cleo):
        with pytest.raises(Refused):
            record_in_room(decision.pk, by=by, room=room(others=3, yes=1), at=NOON)


def test_who_belongs_challenges_it_and_another_steward_answers(recorded, electors, second, cleo):
    made = challenge(recorded.pk, by=electors[0], words="We were four.", at=NOON)

    with pytest.raises(Refused, match="said so already"):
        challenge(recorded.pk, by=electors[0], words="Again.", at=NOON)
    for by in (cleo, electors[0], electors[1]):
        with pytest.raises(Refused):
            answer_challenge(made.pk, by=by, upholds=False, answer="No.", at=NOON)
    answer_challenge(made.pk, by=second, upholds=False, answer="I asked: eight.", at=NOON)

    recorded.refresh_from_db()
    assert recorded.stage == Stage.CLOSED
    assert Notice.objects.filter(person=electors[0], kind="decisions.challenge_answered").exists()


def test_upheld_it_counts_for_nothing_and_is_decided_anew(recorded, electors, second, cleo):
    made = challenge(recorded.pk, by=electors[0], words="We were four.", at=NOON)

    answer_challenge(made.pk, by=second, upholds=True, answer="So it was.", at=NOON)

    recorded.refresh_from_db()
    assert recorded.rounds.get().voided_at == NOON
    assert (recorded.stage, recorded.in_room) == (Stage.DISCUSSION, False)
    open_round(recorded.pk, by=cleo, at=NOON)


def test_where_there_is_no_other_steward_a_member_answers(recorded, electors):
    made = challenge(recorded.pk, by=electors[0], words="We were four.", at=NOON)

    answer_challenge(made.pk, by=electors[1], upholds=False, answer="Eight.", at=NOON)

    assert Challenge.objects.get().answered_by == electors[1]


def test_after_two_weeks_it_stands(recorded, electors):
    with pytest.raises(Refused, match="stands"):
        challenge(recorded.pk, by=electors[0], words="Wait.", at=NOON + 2 * WEEK)


def test_what_was_decided_here_is_not_challenged(garden, electors, open_decision):
    round = open_decision(garden)
    close_if_due(round.pk, at=round.closes_at)

    with pytest.raises(Refused, match="nothing to challenge"):
        challenge(round.decision_id, by=electors[0], words="No.", at=round.closes_at)


def test_by_its_pages(client, decision, electors, cleo, second, ana):
    page = {
        name: reverse(f"decisions:{name}", args=["garden", decision.number])
        for name in ("decision", "room", "challenge")
    }
    client.force_login(electors[0])
    assert client.get(page["room"]).status_code == 404
    assert client.get(page["challenge"]).status_code == 404
    client.force_login(cleo)
    assert "Record what the room decided" in client.get(page["decision"]).content.decode()
    assert client.get(page["room"]).status_code == 200
    sent = {"day": "2026-03-19", "time": "18:00", "handles": "@elector-1 elector-2", "others": "2"}
    assert client.post(page["room"], sent).status_code == 422
    refused = client.post(page["room"], sent | {"number_0": "9"})
    assert "More took a position" in refused.content.decode()
    assert "@elector-1" in refused.content.decode()
    assert client.post(page["room"], sent | {"number_0": "3", "number_1": "1"}).status_code == 302
    shown = client.get(page["decision"]).content.decode()
    assert "4 people were there" in shown
    assert "recorded by" in shown

    client.force_login(electors[0])
    assert client.post(page["challenge"], {"words": ""}).status_code == 422
    assert client.post(page["challenge"], {"words": "I was ill."}).status_code == 302
    made = Challenge.objects.get()
    answer = f"{page['challenge']}{made.pk}/"
    client.force_login(second)
    assert client.get(answer).status_code == 200
    assert client.post(answer, {"answer": "", "act": "uphold"}).status_code == 422
    assert client.post(answer, {"answer": "Indeed.", "act": "uphold"}).status_code == 302
    assert "Indeed." in client.get(page["challenge"]).content.decode()

    client.force_login(ana)
    assert client.get(page["challenge"]).status_code == 404
    assert client.get(answer).status_code == 404
