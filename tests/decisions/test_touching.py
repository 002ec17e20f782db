"""Those whom a question touches decide it: named, asking to be in, and challenged when left out."""

import pytest
from django.urls import reverse

from decisions.actions.challenging import answer_challenge, challenge
from decisions.actions.opening import open_round
from decisions.actions.touching import answer_in, ask_in, let_go, name_touched
from decisions.models import Elector, Stage, Touched, TouchedState
from networks.models import Role
from solidarity.base.refused import Refused
from solidarity.inbox.models import Notice
from tests.fixtures.people import NOON


@pytest.fixture
def decision(garden, make_decision):
    return make_decision(garden, who="affected", method={"name": "majority"})


@pytest.fixture
def second(garden, make_person, make_member):
    person = make_person("second")
    make_member(garden, person, role=Role.STEWARD)
    return person


def who_decides(round):
    return {each.person for each in Elector.objects.filter(round=round)}


def test_those_who_are_named_decide(decision, cleo, electors):
    name_touched(decision.pk, by=cleo, handle=electors[0].handle, at=NOON)

    round = open_round(decision.pk, by=cleo, at=NOON)

    assert who_decides(round) == {electors[0]}
    assert Notice.objects.filter(person=electors[0], kind="decisions.touches_you").exists()


def test_only_who_leads_the_question_names(decision, electors):
    with pytest.raises(Refused):
        name_touched(decision.pk, by=electors[0], handle=electors[1].handle, at=NOON)


def test_also_somebody_from_outside_but_not_from_what_she_may_not_know_of(
    decision, cleo, ana, make_network, make_decision
):
    name_touched(decision.pk, by=cleo, handle="ana", at=NOON)
    hidden = make_decision(make_network("Hidden", visibility="hidden"), who="affected")

    with pytest.raises(Refused, match="Nobody has that word"):
        name_touched(hidden.pk, by=cleo, handle="ana", at=NOON)
    assert decision.touched.get().person == ana


def test_others_ask_until_it_opens_and_are_taken_in_or_left_out_with_a_reason(
    decision, cleo, electors
):
    ana, ben, *_ = electors
    name_touched(decision.pk, by=cleo, handle=electors[4].handle, at=NOON)
    asked = [ask_in(decision.pk, by=each, why="I live there.", at=NOON) for each in (ana, ben)]

    with pytest.raises(Refused, match="asked already"):
        ask_in(decision.pk, by=ana, why="Once more.", at=NOON)
    with pytest.raises(Refused, match="without a reason"):
        answer_in(asked[1].pk, by=cleo, takes_in=False, answer=" ", at=NOON)
    answer_in(asked[0].pk, by=cleo, takes_in=True, answer="", at=NOON)
    answer_in(asked[1].pk, by=cleo, takes_in=False, answer="You moved.", at=NOON)

    round = open_round(decision.pk, by=cleo, at=NOON)
    assert who_decides(round) == {ana, electors[4]}
    with pytest.raises(Refused, match="settled"):
        ask_in(decision.pk, by=electors[2], why="Me, too.", at=NOON)


def test_nobody_answers_herself(decision, cleo):
    asked = ask_in(decision.pk, by=cleo, why="I am the neighbour.", at=NOON)

    with pytest.raises(Refused, match="Somebody else"):
        answer_in(asked.pk, by=cleo, takes_in=True, answer="", at=NOON)


def test_who_was_named_can_be_named_no_more(decision, cleo, electors):
    name_touched(decision.pk, by=cleo, handle=electors[0].handle, at=NOON)

    let_go(decision.pk, by=cleo, handle=electors[0].handle, at=NOON)

    assert not Touched.objects.exists()


def test_upheld_a_challenge_begins_the_round_anew_with_whoever_was_left_out(
    decision, cleo, electors, second, take
):
    ana, ben, *_ = electors
    name_touched(decision.pk, by=cleo, handle=ana.handle, at=NOON)
    first = open_round(decision.pk, by=cleo, at=NOON)
    take(first, ana, "yes")
    made = challenge(decision.pk, by=ben, words="The fence is mine.", at=NOON)

    answer_challenge(made.pk, by=second, upholds=True, answer="It is.", at=NOON)

    first.refresh_from_db()
    again = decision.rounds.get(voided_at=None)
    assert first.voided_at == NOON
    assert who_decides(again) == {ana, ben}
    assert not again.positions.exists()
    assert decision.touched.get(person=ben).state == TouchedState.TAKEN_IN


def test_upheld_for_somebody_else_it_is_talked_about_again(decision, cleo, electors, second):
    name_touched(decision.pk, by=cleo, handle=electors[0].handle, at=NOON)
    open_round(decision.pk, by=cleo, at=NOON)
    made = challenge(decision.pk, by=electors[0], words="Ben is missing.", at=NOON)

    answer_challenge(made.pk, by=second, upholds=True, answer="He is.", at=NOON)

    decision.refresh_from_db()
    assert decision.stage == Stage.DISCUSSION
    assert not decision.rounds.filter(voided_at=None).exists()


def test_by_its_pages(client, decision, cleo, electors, ana):
    page = reverse("decisions:affected", args=["garden", decision.number])
    client.force_login(cleo)
    assert client.post(page, {"handle": "nobody"}).status_code == 422
    assert client.post(page, {"handle": "@elector-1"}).status_code == 302
    client.force_login(electors[1])
    assert client.post(page, {"handle": "@elector-3"}).status_code == 422
    assert client.post(page, {"why": ""}).status_code == 422
    assert client.post(page, {"why": "I live there."}).status_code == 302
    asked = Touched.objects.get(person=electors[1])
    assert client.get(f"{page}{asked.pk}/").status_code == 404
    client.force_login(cleo)
    assert "I live there." in client.get(page).content.decode()
    assert client.post(f"{page}{asked.pk}/", {"act": "leave_out"}).status_code == 422
    assert client.post(f"{page}{asked.pk}/", {"act": "take_in"}).status_code == 302
    assert client.post(f"{page}leave-out/", {"handle": "elector-1"}).status_code == 302
    client.force_login(ana)
    assert client.get(page).status_code == 404
