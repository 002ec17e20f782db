"""The tree of affiliations: deep, up and down, and without a trace of what one may not know of."""

import itertools

import pytest
from django.contrib.auth.models import AnonymousUser

from networks.actions.affiliating import affiliate
from networks.models import Network
from networks.queries import affiliates_of, bodies_of, grown
from tests.pages.reading import Page, visit

pytestmark = pytest.mark.django_db
NOBODY = AnonymousUser()


@pytest.fixture
def chain(make_network, make_affiliation):
    """Five networks, a to e, each in the next; all show outsiders their affiliations."""
    made = [make_network(name, kind="coalition", shows_affiliations=True) for name in "ABCDE"]
    for member, body in itertools.pairwise(made):
        make_affiliation(member, body)
    return made


def names(branches):
    return [(each.network.name, names(each.branches)) for each in branches]


def down(viewer, network):
    return names(grown(viewer, list(affiliates_of(viewer, network)), "down"))


def up(viewer, network):
    return names(grown(viewer, bodies_of(viewer, network), "up"))


def test_it_goes_several_levels_down_and_up(chain):
    a, _b, _c, _d, e = chain

    assert down(NOBODY, e) == [("D", [("C", [("B", [("A", [])])])])]
    assert up(NOBODY, a) == [("B", [("C", [("D", [("E", [])])])])]


def test_behind_a_hidden_network_there_is_nothing_and_no_gap(chain):
    _a, _b, c, _d, e = chain
    Network.objects.filter(pk=c.pk).update(visibility="hidden")

    assert down(NOBODY, e) == [("D", [])]


def test_those_who_belong_below_see_all_that_is_above_them(chain, ana, make_member):
    a, _b, c, _d, e = chain
    Network.objects.filter(pk=c.pk).update(visibility="hidden")
    make_member(a, ana)

    assert down(ana, e) == [("D", [("C", [("B", [("A", [])])])])]


def test_what_a_network_does_not_show_is_not_shown_by_others(chain):
    _a, _b, _c, d, e = chain
    Network.objects.filter(pk=d.pk).update(shows_affiliations=False)

    assert down(NOBODY, e) == [("D", [])]


def test_what_belongs_by_two_ways_is_drawn_out_once(chain, make_affiliation):
    a, b, _c, d, e = chain
    make_affiliation(b, e)

    drawn = grown(NOBODY, list(affiliates_of(NOBODY, e)), "down")

    assert str(names(drawn)).count("'A'") == 1
    twice = [each for each in drawn if each.network == b]
    assert twice[0].branches or twice[0].is_elsewhere
    assert a not in [each.network for each in drawn]
    assert d in [each.network for each in drawn]


@pytest.mark.parametrize("number", [3, 25])
def test_the_page_asks_the_database_as_often_for_many_as_for_few(
    number, chain, make_network, make_affiliation, django_assert_num_queries
):
    e = chain[-1]
    for each in range(number):
        branch = make_network(f"Branch {each}", shows_affiliations=True)
        make_affiliation(branch, e)
        make_affiliation(make_network(f"Leaf {each}"), branch)
    client = visit()
    client.get("/networks/e/affiliations/")

    with django_assert_num_queries(4):
        page = Page(client.get("/networks/e/affiliations/"))

    assert f"Leaf {number - 1}" in page.main


def test_a_wide_body_has_pages(chain, make_network, make_affiliation):
    e = chain[-1]
    for each in range(30):
        make_affiliation(make_network(f"Branch {each}"), e)

    page = Page(visit().get("/networks/e/affiliations/"))

    assert "Branch 29" in page.main
    assert "Branch 2 " not in page.main
    assert any("after=" in link for link in page.links)


def test_the_page_leaves_no_trace_of_a_hidden_member(chain, hidden):
    e = chain[-1]
    before = Page(visit().get("/networks/e/affiliations/")).main
    affiliate(hidden, e, by=None, at=e.founded_at)

    assert Page(visit().get("/networks/e/affiliations/")).main == before
