"""Handing over, stepping down, terms that end, and the way of choosing."""

from datetime import timedelta

import pytest

from networks.actions import choosing
from networks.models import NetworkState, Role, State
from networks.notices import terms_end
from solidarity.base.refused import Refused
from solidarity.base.stale import fingerprint
from tests.fixtures.people import NOON
from tests.networks.proposing import HAND_OVER, LATER, RECALL, agree, confirm, propose, role_of

pytestmark = pytest.mark.django_db


def test_a_steward_hands_the_rest_of_her_term_over(garden, members, cleo, logged, told):
    until = LATER.date() + timedelta(days=50)
    garden.memberships.filter(person=cleo).update(role_until=until)
    proposal = propose(garden, members[0], cleo, HAND_OVER, reason="")
    assert told(members[0]) == ["networks.asked_to_take_over"]
    assert role_of(garden, cleo) == Role.STEWARD

    assert agree(proposal, members[0])

    held = garden.memberships.get(person=members[0])
    assert (held.role, held.role_until) == (Role.STEWARD, until)
    assert role_of(garden, cleo) == Role.MEMBER
    assert logged(garden)[-1] == ("handed_over", cleo, members[0])
    assert told(cleo) == ["networks.handed_over"]


def test_a_term_that_is_over_is_not_handed_over(garden, members, cleo):
    garden.memberships.filter(person=cleo).update(role_until=NOON.date())

    with pytest.raises(Refused, match="Your term is over"):
        propose(garden, members[0], cleo, HAND_OVER)


def test_only_stewards_hand_over(garden, members):
    with pytest.raises(Refused, match="no steward"):
        propose(garden, members[0], members[1], HAND_OVER)


def test_whoever_stepped_down_meanwhile_hands_nothing_over(garden, members, cleo, second_steward):
    proposal = propose(garden, members[0], cleo, HAND_OVER)
    choosing.step_down(garden.pk, by=cleo, at=LATER)

    with pytest.raises(Refused, match="no steward any more"):
        agree(proposal, members[0])


def test_a_steward_steps_down_and_stays_a_member(garden, cleo, second_steward, logged):
    choosing.step_down(garden.pk, by=cleo, at=LATER)

    held = garden.memberships.get(person=cleo)
    assert (held.role, held.state, held.role_until) == (Role.MEMBER, State.ACTIVE, None)
    assert logged(garden) == [("stepped_down", cleo, None)]


def test_when_the_last_one_steps_down_stewards_are_sought(garden, cleo, members, told, jobs_done):
    choosing.step_down(garden.pk, by=cleo, at=LATER)
    jobs_done("networks.tell_members")

    garden.refresh_from_db()
    assert garden.state == NetworkState.SEEKING
    assert told(members[0]) == ["networks.seeking"]


def test_members_do_not_step_down(garden, members):
    with pytest.raises(Refused, match="no steward"):
        choosing.step_down(garden.pk, by=members[0], at=LATER)


def test_a_role_stays_after_its_term_until_another_is_chosen(by_members, cleo, members, logged):
    by_members.memberships.filter(person=cleo).update(role_until=NOON.date())
    assert role_of(by_members, cleo) == Role.STEWARD
    proposal = propose(by_members, members[0], members[0])
    confirm(proposal, members[1])

    confirm(proposal, members[2])

    assert role_of(by_members, cleo) == Role.MEMBER
    assert logged(by_members)[-1] == ("term_ended", None, cleo)


def test_members_confirm_a_new_term(by_members, cleo, members):
    by_members.memberships.filter(person=cleo).update(role_until=NOON.date())
    proposal = propose(by_members, cleo, cleo)
    confirm(proposal, members[1])

    confirm(proposal, members[2])

    held = by_members.memberships.get(person=cleo)
    assert (held.role, held.role_until) == (Role.STEWARD, LATER.date() + timedelta(days=365))


def test_stewards_are_told_before_a_term_ends_and_each_thing_once(
    garden, cleo, second_steward, told
):
    held = garden.memberships.filter(person=cleo)
    held.update(role_until=NOON.date() + timedelta(days=60))
    told_when = {}
    for day in range(70):
        terms_end(at=NOON + timedelta(days=day))
        told_when.setdefault(tuple(told(cleo)), day)

    assert list(told_when.values()) == [0, 30, 53, 61]
    assert told(cleo) == ["networks.term_month", "networks.term_week", "networks.term_over"]
    assert told(second_steward) == told(cleo)


def way(garden, cleo, **changed):
    saved = choosing.way_of(garden)
    return choosing.change_way(
        garden.pk, by=cleo, fields=saved | changed, seen=fingerprint(saved), at=LATER
    )


def test_stewards_change_the_way_of_choosing_and_the_log_says_so(garden, cleo, logged):
    way(garden, cleo, choosing="two_thirds", term_months=6)

    garden.refresh_from_db()
    assert (garden.choosing, garden.term_months) == ("two_thirds", 6)
    assert logged(garden) == [("changed", cleo, None)]


def test_not_while_something_is_proposed(garden, cleo, members):
    propose(garden, cleo, members[0], RECALL)

    with pytest.raises(Refused, match="the way of choosing stays"):
        way(garden, cleo, choosing="two_thirds")


def test_members_do_not_change_the_way(garden, members):
    with pytest.raises(Refused, match="Only the stewards"):
        way(garden, members[0], choosing="half")
