from datetime import timedelta

import pytest

from networks.actions.questioning import questions_of, set_questions
from networks.models import Role
from solidarity.base.refused import Refused
from solidarity.base.stale import Stale, fingerprint
from tests.fixtures.people import NOON
from tests.racing import at_once, raised

pytestmark = pytest.mark.django_db
races = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
LATER = NOON + timedelta(days=1)


def put(network, by, *questions, seen=None):
    seen = seen or fingerprint(questions_of(network))
    return set_questions(network.pk, by=by, questions=questions, seen=seen, at=LATER)


def asked_by(network):
    return list(network.questions.order_by("position").values_list("words", "required"))


def test_questions_keep_their_order_and_each_says_whether_it_must_be_answered(garden, cleo, logged):
    put(garden, cleo, ("Since when?", False), ("Why?", True))

    assert asked_by(garden) == [("Since when?", False), ("Why?", True)]
    assert logged(garden) == [("changed", cleo, None)]
    assert garden.log.get().changed_fields == ["questions to those who ask"]


def test_old_answers_stay_as_they_were_put(garden, asked, cleo):
    asked.answers.create(position=1, question="What brings you here?", words="Bread")

    put(garden, cleo, ("Why?", True))

    assert asked.answers.get().question == "What brings you here?"


def test_saving_what_is_as_it_was_leaves_no_trace(garden, cleo, logged):
    put(garden, cleo, ("What brings you here?", True))

    assert logged(garden) == []


@pytest.mark.parametrize("role", [Role.MEMBER, Role.FACILITATOR])
def test_only_stewards_change_them(garden, ana, make_member, role):
    make_member(garden, ana, role=role)

    with pytest.raises(Refused, match="Only the stewards"):
        put(garden, ana, ("Why?", True))


def test_whoever_saw_other_questions_sees_both(garden, cleo):
    seen = fingerprint(questions_of(garden))
    put(garden, cleo, ("Why?", True))

    with pytest.raises(Stale):
        put(garden, cleo, ("Why not?", True), seen=seen)


@races
def test_of_two_at_once_one_is_saved_and_one_is_shown(garden, cleo, second_steward, logged):
    seen = fingerprint(questions_of(garden))
    results = at_once(
        lambda: put(garden, cleo, ("Hers?", True), seen=seen),
        lambda: put(garden, second_steward, ("His?", True), seen=seen),
    )

    assert len(raised(results, Stale)) == 1
    assert len(logged(garden)) == 1
    assert len(asked_by(garden)) == 1
