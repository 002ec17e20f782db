from datetime import timedelta

import pytest

from networks.actions.joining import admit, decline
from networks.models import Membership, Network, Role, State
from solidarity.base.refused import Refused
from tests.fixtures.people import NOON
from tests.racing import at_once, raised

pytestmark = pytest.mark.django_db
races = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
LATER = NOON + timedelta(days=1)


def test_a_steward_lets_in_who_asked(garden, ana, asked, cleo, logged, told):
    admit(asked.pk, by=cleo, at=LATER)

    asked.refresh_from_db()
    assert (asked.state, asked.role) == (State.ACTIVE, Role.MEMBER)
    assert (asked.answered_at, asked.answered_by, asked.asked_at) == (LATER, cleo, NOON)
    assert logged(garden) == [("admitted", cleo, ana)]
    assert told(ana) == ["networks.welcome"]


@pytest.mark.parametrize("role", [Role.MEMBER, Role.FACILITATOR])
def test_only_stewards_answer(garden, asked, ben, make_member, logged, role):
    make_member(garden, ben, role=role)

    with pytest.raises(Refused, match="Only the stewards"):
        admit(asked.pk, by=ben, at=LATER)

    assert logged(garden) == []


def test_nobody_lets_herself_in(asked, ana):
    with pytest.raises(Refused, match="Only the stewards"):
        admit(asked.pk, by=ana, at=LATER)


def test_a_steward_of_another_network_does_not_answer_here(asked, make_network, ben):
    make_network(steward=ben)

    with pytest.raises(Refused, match="Only the stewards"):
        admit(asked.pk, by=ben, at=LATER)


def test_a_former_steward_does_not_answer(garden, asked, second_steward):
    Membership.objects.filter(person=second_steward).update(state=State.LEFT, role=Role.MEMBER)

    with pytest.raises(Refused, match="Only the stewards"):
        admit(asked.pk, by=second_steward, at=LATER)


@pytest.mark.parametrize(
    ("state", "reason"),
    [
        (State.ACTIVE, "let this person in already"),
        (State.DECLINED, "declined this request already"),
        (State.WITHDRAWN, "has been withdrawn"),
        (State.LEFT, "has been withdrawn"),
        (State.BANNED, "has been withdrawn"),
    ],
)
def test_what_is_no_open_request_any_more_is_not_answered(
    garden, ana, cleo, make_member, logged, told, state, reason
):
    request = make_member(garden, ana, state=state)

    with pytest.raises(Refused, match=reason):
        admit(request.pk, by=cleo, at=LATER)

    request.refresh_from_db()
    assert request.state == state
    assert (logged(garden), told(ana)) == ([], [])


def test_a_request_to_a_hidden_network_is_not_there_for_strangers(hidden, ana, ben, make_member):
    request = make_member(hidden, ana, state=State.ASKED)

    with pytest.raises(Network.DoesNotExist):
        admit(request.pk, by=ben, at=LATER)


def test_a_request_that_never_was_is_not_there(cleo):
    with pytest.raises(Network.DoesNotExist):
        admit(4_000_000, by=cleo, at=LATER)


def test_who_left_and_asked_again_is_welcomed_again(garden, ana, asked, cleo, told):
    admit(asked.pk, by=cleo, at=LATER)
    Membership.objects.filter(pk=asked.pk).update(state=State.ASKED)

    admit(asked.pk, by=cleo, at=LATER + timedelta(days=9))

    assert told(ana) == ["networks.welcome"] * 2


@races
def test_of_two_stewards_at_once_the_first_counts_and_the_second_is_told(
    garden, ana, asked, cleo, second_steward, logged, told
):
    results = at_once(
        lambda: admit(asked.pk, by=cleo, at=LATER),
        lambda: decline(asked.pk, by=second_steward, reason="Not now.", at=LATER),
    )

    (message,) = raised(results, Refused)
    asked.refresh_from_db()
    if asked.state == State.ACTIVE:
        assert message == "Another steward has let this person in already."
        assert logged(garden) == [("admitted", cleo, ana)]
        assert told(ana) == ["networks.welcome"]
    else:
        assert message == "Another steward has declined this request already."
        assert logged(garden) == [("declined", second_steward, ana)]
        assert told(ana) == ["networks.declined"]


@races
def test_let_in_ten_times_at_once_she_is_let_in_once(garden, ana, asked, cleo, logged, told):
    results = at_once(*[lambda: admit(asked.pk, by=cleo, at=LATER)] * 10)

    assert len(raised(results, Refused)) == 9
    assert len(logged(garden)) == 1
    assert told(ana) == ["networks.welcome"]
