"""Who may do what: the table of reasons. A reason is worded for the person; "" is yes."""

import pytest
from django.contrib.auth.models import AnonymousUser

from networks import rules
from networks.models import (
    WAITING,
    Admission,
    JoinPolicy,
    Membership,
    Network,
    NetworkState,
    Role,
    State,
)
from networks.rules import Standing

STRANGER = Standing()
AFFILIATE = Standing(through_affiliate=True)


def standing(state, role=Role.MEMBER):
    return Standing(Membership(state=state, role=role))


MEMBER = standing(State.ACTIVE)
FACILITATOR = standing(State.ACTIVE, Role.FACILITATOR)
STEWARD = standing(State.ACTIVE, Role.STEWARD)
APPLICANT, BANNED = standing(State.ASKED), standing(State.BANNED)
EX_MEMBER, DECLINED = standing(State.LEFT), standing(State.DECLINED)
WITHDRAWN, LISTED = standing(State.WITHDRAWN), standing(State.WAITLISTED)
EVERYBODY = {
    "stranger": STRANGER, "affiliate": AFFILIATE, "member": MEMBER, "facilitator": FACILITATOR,
    "steward": STEWARD, "applicant": APPLICANT, "banned": BANNED, "ex-member": EX_MEMBER,
    "declined": DECLINED, "withdrawn": WITHDRAWN, "on the list": LISTED,
}  # fmt: skip
ACTIVE_ONES = {"member", "facilitator", "steward"}


def those_who(may):
    return {name for name, each in EVERYBODY.items() if may(each)}


def test_who_belongs():
    assert those_who(lambda s: s.belongs) == ACTIVE_ONES | {"affiliate"}
    assert those_who(lambda s: s.is_member) == ACTIVE_ONES
    assert those_who(lambda s: s.is_steward) == {"steward"}


def test_who_may_join_a_network_that_takes_people():
    for policy in (JoinPolicy.OPEN, JoinPolicy.ASK):
        network = Network(join_policy=policy)
        assert those_who(lambda s, n=network: not rules.why_not_join(s, n)) == {
            "stranger", "affiliate", "ex-member", "declined", "withdrawn",
        }  # fmt: skip


@pytest.mark.parametrize(
    "network",
    [
        Network(join_policy=JoinPolicy.INVITATION),
        Network(state=NetworkState.SEEKING, join_policy=JoinPolicy.OPEN),
        Network(state=NetworkState.UNCLAIMED, join_policy=JoinPolicy.OPEN),
    ],
)
def test_nobody_joins_by_herself_where_nobody_is_let_in(network):
    assert those_who(lambda s: not rules.why_not_join(s, network)) == set()


def test_ones_own_standing_is_the_reason_that_is_given_first():
    network = Network(state=NetworkState.SEEKING, join_policy=JoinPolicy.INVITATION)

    assert "member already" in rules.why_not_join(MEMBER, network)
    assert "asked already" in rules.why_not_join(APPLICANT, network)
    assert "waiting list" in rules.why_not_join(LISTED, network)
    assert "closed this network to you" in rules.why_not_join(BANNED, network)
    assert "new stewards" in rules.why_not_join(STRANGER, network)


def test_who_answers_an_open_request():
    request = Membership(state=State.ASKED, network=Network())

    assert those_who(lambda s: not rules.why_not_answer(s, request)) == {"steward"}


@pytest.mark.parametrize("state", WAITING)
def test_where_members_admit_every_member_answers_and_nobody_else(state):
    request = Membership(state=state, network=Network(admission=Admission.MEMBERS))

    assert those_who(lambda s: not rules.why_not_answer(s, request)) == ACTIVE_ONES
    assert those_who(lambda s: rules.answers_requests(s, request.network)) == ACTIVE_ONES


def test_without_a_steward_nobody_lets_anybody_in():
    network = Network(admission=Admission.MEMBERS, state=NetworkState.SEEKING)
    request = Membership(state=State.ASKED, network=network)

    assert "new stewards" in rules.why_not_answer(MEMBER, request)


def test_nobody_is_put_on_the_waiting_list_twice():
    network = Network()
    asked = Membership(state=State.ASKED, network=network)
    listed = Membership(state=State.WAITLISTED, network=network)

    assert those_who(lambda s: not rules.why_not_waitlist(s, asked)) == {"steward"}
    assert those_who(lambda s: not rules.why_not_waitlist(s, listed)) == set()


@pytest.mark.parametrize(("read", "may"), [(0, False), (1, False), (2, True)])
def test_one_comes_in_with_the_ways_of_working_in_force(read, may):
    assert not rules.why_not_agree(Network(), read)
    assert (not rules.why_not_agree(Network(ways_number=2), read)) == may


@pytest.mark.parametrize("state", [s for s in State if s not in WAITING])
def test_nobody_answers_what_is_no_open_request(state):
    request = Membership(state=state, network=Network())

    assert those_who(lambda s: not rules.why_not_answer(s, request)) == set()


def test_who_takes_back_leaves_and_changes():
    assert those_who(lambda s: not rules.why_not_withdraw(s)) == {"applicant", "on the list"}
    assert those_who(lambda s: not rules.why_not_leave(s)) == ACTIVE_ONES
    assert those_who(lambda s: not rules.why_not_change(s)) == {"steward"}


@pytest.mark.parametrize("shown", [False, True])
def test_who_sees_members_and_affiliations(shown):
    network = Network(shows_members=shown, shows_affiliations=shown)
    seeing = set(EVERYBODY) if shown else ACTIVE_ONES | {"affiliate"}

    assert those_who(lambda s: rules.sees_members(s, network)) == seeing
    assert those_who(lambda s: rules.sees_affiliations(s, network)) == seeing


@pytest.mark.django_db
def test_a_visitor_stands_outside_without_a_query(garden, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert rules.standing_of(AnonymousUser(), garden) == Standing()


@pytest.mark.django_db
@pytest.mark.parametrize("state", State)
def test_a_standing_is_that_of_ones_own_membership(garden, ana, make_member, state):
    membership = make_member(garden, ana, state=state)

    found = rules.standing_of(ana, garden)

    assert (found.membership, found.state) == (membership, state)
    assert found.belongs == (state == State.ACTIVE)


@pytest.mark.django_db
def test_one_belongs_by_a_network_of_ones_own_however_deep(
    garden, coalition, make_network, ana, make_member, make_affiliation
):
    movement = make_network("Movement")
    make_affiliation(garden, coalition)
    make_affiliation(coalition, movement)
    membership = make_member(garden, ana)

    assert rules.standing_of(ana, movement).belongs
    assert not rules.standing_of(ana, movement).is_member
    membership.state = State.LEFT
    membership.save()
    assert not rules.standing_of(ana, movement).belongs


@pytest.mark.django_db
def test_belonging_to_the_body_is_not_belonging_to_what_is_in_it(
    garden, coalition, ana, make_member, make_affiliation
):
    make_affiliation(garden, coalition)
    make_member(coalition, ana)

    assert not rules.standing_of(ana, garden).belongs


@pytest.mark.django_db
def test_who_is_banned_but_in_through_another_network_still_may_not_join(
    garden, coalition, ana, make_member, make_affiliation
):
    make_affiliation(garden, coalition)
    make_member(garden, ana)
    make_member(coalition, ana, state=State.BANNED)

    found = rules.standing_of(ana, coalition)

    assert "closed this network" in rules.why_not_join(found, coalition)
