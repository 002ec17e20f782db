"""What is compared follows what members publish; a coalition adds up sealed sums."""

from datetime import timedelta

import numpy as np
import pytest

from networks.actions.circle import follow_circle
from networks.actions.holding import seal, shut_circle, switch_map
from networks.models import CircleSeen, Membership, PublishedCircle, State
from networks.queries import together
from networks.queries.together import together_of
from tests.fixtures.people import NOON
from tests.pages.reading import Page, visit
from tests.values.pooling import new_pool, sharing_people
from values.models import Batch, Sheet
from values.science.sealing import publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def holds(cleo):
    """`holds(garden)`: twelve members whom cleo let in put their circles together, for everyone."""
    made = iter(range(1, 1000, 100))

    def hold(network, seen=CircleSeen.EVERYONE):
        network.pool, network.circle_seen = new_pool(), seen
        network.save()
        people = sharing_people(12, network.pool, first=next(made))
        Membership.objects.bulk_create(
            Membership(
                network=network, person=person, state=State.ACTIVE, asked_at=NOON,
                answered_at=NOON, answered_by=cleo,
            )
            for person in people
        )  # fmt: skip
        assert seal(network.pk, at=NOON)
        return people

    return hold


def shown(network):
    return PublishedCircle.objects.exclude(vector=None).filter(network=network).first()


def test_what_was_sealed_is_compared_where_members_want_everyone_to_see_it(garden, holds):
    holds(garden)

    circle = shown(garden)
    published = garden.pool.publications.get(sort="circle")
    assert np.allclose(circle.vector, published.means, atol=1e-6)
    assert circle.n_band == 10
    assert np.linalg.norm(circle.beyond) == pytest.approx(1, abs=1e-5)


def test_what_members_keep_to_themselves_is_not(garden, holds):
    holds(garden, seen=CircleSeen.MEMBERS)

    assert not PublishedCircle.objects.exists()


def test_what_is_taken_back_is_compared_no_more(garden, holds, cleo):
    holds(garden)

    shut_circle(garden.pk, by=cleo, at=NOON)

    assert shown(garden) is None


def test_without_the_map_nothing_is_compared_and_with_it_again_it_is(garden, holds, cleo):
    holds(garden)

    switch_map(garden.pk, off=True, by=cleo, at=NOON)
    assert shown(garden) is None
    switch_map(garden.pk, off=False, by=cleo, at=NOON)
    assert shown(garden) is not None


def test_what_too_few_hold_after_some_left_is_compared_no_more(garden, holds):
    people = holds(garden)
    garden.memberships.filter(person__in=people[:8]).delete()

    assert seal(garden.pk, at=NOON + timedelta(days=8))

    assert shown(garden) is None


def test_a_coalition_adds_up_the_sealed_sums_of_its_networks_and_opens_nothing(
    garden, coalition, holds, make_network, make_affiliation, monkeypatch
):
    made = []
    monkeypatch.setattr(together, "held_of", lambda now, before: made.append(now))
    kitchen = make_network("Kitchen")
    for network in (garden, kitchen):
        holds(network)
        make_affiliation(network, coalition)
    Sheet.objects.all().delete()  # no answer is needed for it

    assert together_of(coalition).networks == 2

    by_hand = publish([batch.sealed for batch in Batch.objects.live().filter(sort="circle")])
    assert made[0].n == by_hand.n == 20
    assert np.allclose(made[0].means, by_hand.mean)


@pytest.mark.parametrize("why", ["hidden", "members", "map off", "one alone"])
def test_only_what_two_networks_show_to_everyone_goes_in(
    why, garden, coalition, holds, make_network, make_affiliation, make_person
):
    kitchen = make_network("Kitchen")
    for network in (garden, kitchen):
        holds(network)
        if why != "one alone" or network == garden:
            make_affiliation(network, coalition)
    if why == "hidden":
        kitchen.visibility = "hidden"
    elif why == "members":
        kitchen.circle_seen = CircleSeen.MEMBERS
    elif why == "map off":
        kitchen.map_off = True
    kitchen.save()

    assert together_of(coalition) is None


def test_how_many_are_in_a_coalition_is_told_to_whoever_sees_its_affiliations(
    garden, coalition, holds, make_network, make_affiliation, ana
):
    for network in (garden, make_network("Kitchen")):
        holds(network)
        make_affiliation(network, coalition)
    address = "/networks/coalition/values/together/"
    dora = coalition.memberships.get().person

    assert visit(ana).get(address).status_code == 404
    words = visit(ana).get("/networks/coalition/values/words/").content.decode()
    assert address not in words
    assert "2 networks in this coalition" in Page(visit(dora).get(address)).main
    type(coalition).objects.filter(pk=coalition.pk).update(shows_affiliations=True)
    assert "2 networks in this coalition" in Page(visit(ana).get(address)).main


@pytest.mark.parametrize(
    ("change", "is_in"),
    [({}, False), ({"shows_affiliations": True}, True),
     ({"shows_affiliations": True, "visibility": "hidden"}, False)],
)  # fmt: skip
def test_what_lies_behind_a_body_that_keeps_its_affiliations_to_itself_is_left_out(
    change, is_in, garden, coalition, holds, make_network, make_affiliation, make_person
):
    between = make_network("Between", kind="coalition", steward=make_person("eve"), **change)
    kitchen = make_network("Kitchen")
    for network in (garden, kitchen):
        holds(network)
    make_affiliation(garden, coalition)
    make_affiliation(between, coalition)
    make_affiliation(kitchen, between)

    assert (together_of(coalition) is not None) == is_in


def test_a_group_has_no_such_picture(garden, holds):
    holds(garden)

    assert together_of(garden) is None
    follow_circle(garden, at=NOON)
    assert shown(garden) is not None
