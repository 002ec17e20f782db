"""Who acts for a network in a coalition: its stewards and its spokes, while it belongs there."""

from datetime import timedelta

import pytest

from coalitions.rules.speaking import networks_spoken_for, why_not_speak_for
from networks.actions.affiliating import part
from networks.actions.spokes import appoint
from networks.models import Membership, State
from tests.fixtures.people import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def alliance(make_network, make_person):
    """A body that dora looks after."""
    return make_network("Alliance", kind="coalition", steward=make_person("dora"))


@pytest.fixture
def place(garden, alliance, make_affiliation):
    """The garden, which cleo looks after, belongs to it."""
    return make_affiliation(garden, alliance)


def test_a_steward_of_a_network_in_it_acts_for_the_network(place, garden, alliance, cleo):
    assert networks_spoken_for(cleo, alliance, at=NOON) == [garden]
    assert why_not_speak_for(cleo, garden, alliance, at=NOON) == ""


def test_the_spoke_and_who_stands_in_act_for_it(
    place, garden, alliance, ana, ben, make_member, django_assert_num_queries
):
    make_member(garden, ana)
    make_member(garden, ben)
    appoint(place, ana, at=NOON)
    appoint(place, ben, stands_in=True, at=NOON)

    with django_assert_num_queries(2):
        assert networks_spoken_for(ana, alliance, at=NOON) == [garden]
        assert networks_spoken_for(ben, alliance, at=NOON) == [garden]


def test_a_plain_member_does_not(place, garden, alliance, ana, make_member):
    make_member(garden, ana)

    assert networks_spoken_for(ana, alliance, at=NOON) == []
    assert "stewards" in why_not_speak_for(ana, garden, alliance, at=NOON)


def test_a_steward_of_the_body_alone_does_not_speak_for_its_networks(place, garden, alliance):
    dora = alliance.memberships.get().person

    assert networks_spoken_for(dora, alliance, at=NOON) == []
    assert why_not_speak_for(dora, garden, alliance, at=NOON)


def test_nobody_acts_for_a_network_that_has_left(place, garden, alliance, cleo):
    part(garden, alliance, by=cleo, at=NOON)

    assert networks_spoken_for(cleo, alliance, at=NOON) == []
    assert "does not belong" in why_not_speak_for(cleo, garden, alliance, at=NOON)


def test_who_is_paused_at_home_does_not(place, garden, alliance, cleo):
    until = NOON + timedelta(days=1)
    Membership.objects.filter(network=garden, person=cleo).update(paused_until=until)

    assert networks_spoken_for(cleo, alliance, at=NOON) == []
    assert networks_spoken_for(cleo, alliance, at=until) == [garden]


def test_who_may_not_return_to_the_body_does_not(place, garden, alliance, cleo, make_member):
    make_member(alliance, cleo, state=State.BANNED)

    assert networks_spoken_for(cleo, alliance, at=NOON) == []


def test_two_networks_come_by_name(place, garden, alliance, cleo, make_network, make_affiliation):
    allotment = make_network("Allotment")
    make_affiliation(allotment, alliance)

    assert networks_spoken_for(cleo, alliance, at=NOON) == [allotment, garden]
