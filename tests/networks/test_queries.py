import pytest

from networks.actions.log import log
from networks.models import JoinPolicy, Role, State, Verb
from networks.queries import (
    affiliates_of,
    bodies_of,
    cards_of,
    log_of,
    members_seen,
    networks_of,
    open_networks,
    share_a_network,
    stewards_of,
)
from networks.rules import standing_of
from solidarity.people.companions import are_companions
from solidarity.people.models import SeenBy
from tests.fixtures.people import NOON
from tests.networks.needing import needs

pytestmark = pytest.mark.django_db


def test_members_are_counted_and_nobody_else(garden, make_network, make_person, make_member):
    for state in State:
        make_member(garden, make_person(), state=state)
    empty = make_network(steward=None)

    assert [card.people for card in cards_of([garden, empty])] == [2, 0]


def test_my_networks_are_those_i_am_in_or_asked_to_be(make_network, ana, make_member):
    networks = {state: make_network(str(state)) for state in State}
    for state, network in networks.items():
        make_member(network, ana, state=state)

    mine = [membership.network for membership in networks_of(ana)]

    assert mine == [networks[s] for s in sorted([State.ACTIVE, State.ASKED, State.WAITLISTED])]


def test_the_first_page_offers_what_one_can_join(make_network):
    open_one = make_network(join_policy=JoinPolicy.OPEN)
    asking = make_network(join_policy=JoinPolicy.ASK)
    make_network(join_policy=JoinPolicy.INVITATION)
    make_network(steward=None)
    make_network(visibility="hidden")

    assert open_networks(9) == [asking, open_one]
    assert open_networks(1) == [asking]


def test_those_who_belong_see_all_members_and_strangers_the_public_ones(
    garden, cleo, ana, make_person, make_member
):
    public = make_person("public", page_seen_by=SeenBy.EVERYONE)
    private = make_person("private", page_seen_by=SeenBy.ME)
    for person in (public, private):
        make_member(garden, person)
    make_member(garden, make_person("left"), state=State.LEFT)

    def seen_by(viewer):
        rows = members_seen(viewer, garden, standing_of(viewer, garden))
        return [row.person for row in rows]

    assert seen_by(cleo) == [private, public, cleo]
    assert seen_by(ana) == [public]


def test_stewards_are_active_people_with_that_role(garden, cleo, make_person, make_member):
    make_member(garden, make_person("helper"), role=Role.FACILITATOR)
    make_member(garden, make_person("asleep", is_active=False), role=Role.STEWARD)

    assert list(stewards_of(garden)) == [cleo]


def test_a_steward_sees_where_how_many_wait(garden, make_network, cleo, make_person, make_member):
    make_network("Quiet")
    other = make_network("Other", steward=make_person("x"))
    for network in (garden, garden, garden, other):
        make_member(network, make_person(), state=State.ASKED)
    make_member(garden, make_person())

    assert needs(cleo) == [("requests", garden, 3)]


def test_the_log_comes_newest_first_with_names_and_reasons(
    garden, cleo, ana, django_assert_max_num_queries
):
    log(garden, Verb.ASKED, by=ana, at=NOON)
    log(garden, Verb.DECLINED, by=cleo, whom=ana, at=NOON, words="Not now.")

    with django_assert_max_num_queries(2):
        newest, oldest = log_of(cleo, garden)
        assert (newest.by, newest.whom, newest.words) == (cleo, ana, "Not now.")
        assert (oldest.verb, oldest.by) == ("asked", ana)


def test_affiliations_are_shown_one_step_up_and_one_down(
    garden, coalition, make_network, make_affiliation, ana
):
    movement, plot = make_network("Movement"), make_network("Plot")
    make_affiliation(garden, coalition)
    make_affiliation(plot, garden)
    make_affiliation(coalition, movement)

    assert [branch.body for branch in bodies_of(ana, garden)] == [coalition]
    assert [branch.member for branch in affiliates_of(ana, garden)] == [plot]


@pytest.fixture
def both_in(garden, ana, ben, make_member):
    make_member(garden, ana)
    return make_member(garden, ben)


def test_members_of_one_network_share_it(both_in, ana, ben):
    assert share_a_network(ana, ben)
    assert share_a_network(ben, ana)


@pytest.mark.parametrize("state", [s for s in State if s != State.ACTIVE])
def test_who_is_no_member_shares_nothing(both_in, ana, ben, state):
    both_in.state = state
    both_in.save()

    assert not share_a_network(ana, ben)
    assert not share_a_network(ben, ana)


def test_members_of_two_networks_in_one_body_share_the_body(
    garden, coalition, make_network, ana, ben, make_member, make_affiliation
):
    kitchen = make_network("Kitchen")
    make_member(garden, ana)
    make_member(kitchen, ben)
    assert not share_a_network(ana, ben)

    make_affiliation(garden, coalition)
    make_affiliation(kitchen, coalition)

    assert share_a_network(ana, ben)


def test_a_member_of_the_body_shares_it_with_those_below(
    garden, coalition, make_network, ana, ben, make_member, make_affiliation
):
    movement = make_network("Movement")
    make_affiliation(garden, coalition)
    make_affiliation(coalition, movement)
    make_member(garden, ana)
    make_member(movement, ben)

    assert share_a_network(ana, ben)
    assert share_a_network(ben, ana)


def test_people_learn_of_it_through_the_hook(both_in, ana, ben, make_person):
    assert are_companions(ana, ben)
    assert not are_companions(ana, make_person("stranger"))


def test_a_visitor_shares_nothing(both_in, ana):
    from django.contrib.auth.models import AnonymousUser

    assert not share_a_network(AnonymousUser(), ana)
    assert not are_companions(AnonymousUser(), ana)
