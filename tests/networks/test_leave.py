from datetime import timedelta

import pytest

from networks.actions.joining import admit, leave
from networks.models import Network, NetworkState, Role, State
from solidarity.base.refused import Refused
from tests.fixtures.people import NOON
from tests.racing import at_once, raised

pytestmark = pytest.mark.django_db
races = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
LATER = NOON + timedelta(days=1)


def test_a_member_leaves_when_she_likes(garden, ana, make_member, logged):
    membership = make_member(garden, ana)

    leave(garden.pk, by=ana, at=LATER)

    membership.refresh_from_db()
    garden.refresh_from_db()
    assert membership.state == State.LEFT
    assert garden.state == NetworkState.ACTIVE
    assert logged(garden) == [("left", ana, None)]


@pytest.mark.parametrize("state", [s for s in State if s != State.ACTIVE])
def test_who_is_no_member_cannot_leave(garden, ana, make_member, logged, state):
    make_member(garden, ana, state=state)

    with pytest.raises(Refused, match="not a member"):
        leave(garden.pk, by=ana, at=LATER)

    assert garden.memberships.get(person=ana).state == state
    assert logged(garden) == []


def test_who_never_came_cannot_leave(garden, ana):
    with pytest.raises(Refused, match="not a member"):
        leave(garden.pk, by=ana, at=LATER)


def test_who_belongs_through_another_network_cannot_leave_alone(
    garden, coalition, ana, make_member, make_affiliation
):
    make_member(garden, ana)
    make_affiliation(garden, coalition)

    with pytest.raises(Refused, match="not a member"):
        leave(coalition.pk, by=ana, at=LATER)


def test_who_leaves_lays_down_her_role(garden, second_steward):
    leave(garden.pk, by=second_steward, at=LATER)

    left = garden.memberships.get(person=second_steward)
    assert (left.role, left.role_until) == (Role.MEMBER, None)


def test_when_the_last_steward_goes_the_network_seeks_new_ones_and_its_members_know(
    garden, ana, ben, cleo, make_member, told, jobs_done
):
    make_member(garden, ana)
    make_member(garden, ben, state=State.ASKED)

    leave(garden.pk, by=cleo, at=LATER)
    jobs_done("networks.tell_members")

    garden.refresh_from_db()
    assert garden.state == NetworkState.SEEKING
    assert told(ana) == ["networks.seeking"]
    assert told(ben) == told(cleo) == []


def test_while_a_steward_stays_nothing_changes(garden, second_steward, cleo, told):
    leave(garden.pk, by=cleo, at=LATER)

    garden.refresh_from_db()
    assert garden.state == NetworkState.ACTIVE
    assert told(second_steward) == []


def test_the_last_one_can_leave_too(make_network, ana):
    alone = make_network(steward=ana)

    leave(alone.pk, by=ana, at=LATER)

    alone.refresh_from_db()
    assert alone.state == NetworkState.SEEKING


def test_a_steward_whose_account_sleeps_does_not_hold_the_others_back(garden, second_steward, cleo):
    second_steward.is_active = False
    second_steward.save()

    leave(garden.pk, by=cleo, at=LATER)

    garden.refresh_from_db()
    assert garden.state == NetworkState.ACTIVE


def test_members_leave_a_network_that_seeks_stewards(make_network, ana, make_member):
    orphan = make_network(steward=None)
    make_member(orphan, ana)

    leave(orphan.pk, by=ana, at=LATER)

    assert orphan.memberships.get(person=ana).state == State.LEFT


def test_a_hidden_network_is_not_there_for_strangers(hidden, ana):
    with pytest.raises(Network.DoesNotExist):
        leave(hidden.pk, by=ana, at=LATER)


@races
def test_when_the_two_last_stewards_go_at_once_the_network_seeks_new_ones(
    garden, cleo, second_steward, logged
):
    results = at_once(
        lambda: leave(garden.pk, by=cleo, at=LATER),
        lambda: leave(garden.pk, by=second_steward, at=LATER),
    )

    assert raised(results, Refused) == []
    garden.refresh_from_db()
    assert garden.state == NetworkState.SEEKING
    assert len(logged(garden)) == 2


@races
def test_letting_in_and_leaving_at_once_do_not_block_each_other(
    garden, ana, asked, cleo, make_person, make_member
):
    for n in range(5):
        person = make_person(f"p{n}")
        member, request = (
            make_member(garden, person),
            make_member(garden, make_person(f"q{n}"), state=State.ASKED),
        )

        results = at_once(
            lambda person=person: leave(garden.pk, by=person, at=LATER),
            lambda request=request: admit(request.pk, by=cleo, at=LATER),
            lambda request=request: leave(garden.pk, by=request.person, at=LATER),
        )

        raised(results, Refused)
        member.refresh_from_db()
        assert member.state == State.LEFT


@races
def test_leaving_twice_at_once_leaves_one_trace(garden, ana, make_member, logged):
    make_member(garden, ana)

    results = at_once(*[lambda: leave(garden.pk, by=ana, at=LATER)] * 6)

    assert len(raised(results, Refused)) == 5
    assert len(logged(garden)) == 1
