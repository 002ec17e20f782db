"""A hidden network appears nowhere to those who may not know that it exists."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils.timezone import now

from networks.actions.affiliating import affiliate, part
from networks.actions.founding import settings_of
from networks.finding import Asked, matching
from networks.models import Membership, Network, Role, State
from networks.queries import (
    affiliates_of,
    bodies_of,
    find_networks,
    known_network,
    log_of,
    networks_of,
    open_networks,
    what_needs,
)
from networks.rules import standing_of
from tests.fixtures.people import NOON

pytestmark = pytest.mark.django_db
FOR_PEACE = Asked("", {"cause": "peace"})
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="\w+"')


@pytest.fixture
def outsiders(ana, garden, make_person, make_member, hidden):
    """Everybody who may not know of the hidden network."""
    gone, banned = make_person("gone"), make_person("banned")
    no, withdrew = make_person("no"), make_person("withdrew")
    make_member(hidden, gone, state=State.LEFT)
    make_member(hidden, banned, state=State.BANNED)
    make_member(hidden, no, state=State.DECLINED)
    make_member(hidden, withdrew, state=State.WITHDRAWN)
    admin = make_person("admin", is_admin=True)
    make_member(garden, ana)
    return [AnonymousUser(), ana, gone, banned, no, withdrew, admin]


@pytest.fixture
def insiders(hidden, garden, make_person, make_member, make_affiliation, make_network):
    """Everybody who may: its members, and those of what belongs to it, however deep."""
    below, deep = make_network("Below", visibility="hidden"), make_network("Deep")
    make_affiliation(below, hidden)
    make_affiliation(deep, below)
    people = {name: make_person(name) for name in ("member", "helper", "below", "deep")}
    make_member(hidden, people["member"])
    make_member(hidden, people["helper"], role=Role.FACILITATOR)
    make_member(below, people["below"])
    make_member(deep, people["deep"])
    return [*people.values(), Membership.objects.get(network=hidden, role=Role.STEWARD).person]


def test_only_those_who_belong_know_of_it(hidden, outsiders, insiders):
    for viewer in outsiders:
        assert hidden not in Network.objects.visible_to(viewer), viewer
    for viewer in insiders:
        assert hidden in Network.objects.visible_to(viewer), viewer


def test_it_is_in_no_directory_search_or_count_of_theirs(hidden, outsiders, insiders):
    for viewer in outsiders:
        assert hidden not in find_networks(viewer)
        for found in (
            find_networks(viewer, "harbour"),
            matching(viewer, Asked("", {"cause": "peace"})),
        ):
            assert found.count() == 0
            assert hidden not in found
    for viewer in insiders:
        for found in (
            find_networks(viewer, "harbour"),
            matching(viewer, Asked("", {"cause": "peace"})),
        ):
            assert found.count() == 1
            assert list(found) == [hidden]


def test_it_is_not_offered_on_the_first_page(hidden):
    Network.objects.filter(pk=hidden.pk).update(join_policy="open")

    assert hidden not in open_networks(10)


def test_it_is_in_no_tree_of_theirs_above_or_below(
    hidden, garden, coalition, outsiders, make_affiliation
):
    make_affiliation(hidden, coalition)
    make_affiliation(coalition, Network.objects.create(
        name="Secret Sky", slug="sky", summary="x", founded_at=NOON, visibility="hidden",
        state="seeking",
    ))  # fmt: skip

    for viewer in outsiders:
        assert list(affiliates_of(viewer, coalition)) == [], viewer
        assert bodies_of(viewer, coalition) == [], viewer


def test_those_who_belong_see_the_tree(hidden, coalition, make_affiliation):
    make_affiliation(hidden, coalition)
    hana = Membership.objects.get(network=hidden).person

    assert [branch.member for branch in affiliates_of(hana, coalition)] == [hidden]
    assert [branch.body for branch in bodies_of(hana, hidden)] == [coalition]


def test_the_log_of_a_body_does_not_name_it_to_others(
    hidden, garden, coalition, ana, make_member, make_affiliation
):
    make_member(garden, ana)
    make_affiliation(garden, coalition)
    affiliate(hidden, coalition, by=None, at=NOON)
    part(hidden, coalition, by=None, at=NOON)
    hana = Membership.objects.get(network=hidden).person

    seen_by_ana = [(entry.verb, entry.other) for entry in log_of(ana, coalition)]
    seen_by_hana = [(entry.verb, entry.other) for entry in log_of(hana, coalition)]

    assert seen_by_ana == [("parted", None), ("affiliated", None), ("affiliated", garden)]
    assert seen_by_hana[0] == ("parted", hidden)


def test_it_is_on_no_list_of_networks_of_those_who_went(hidden, outsiders):
    for viewer in outsiders[1:]:
        assert hidden not in [membership.network for membership in networks_of(viewer)]


def test_who_leaves_it_forgets_it(hidden, ana, make_member):
    membership = make_member(hidden, ana)
    assert hidden in Network.objects.visible_to(ana)

    membership.state = State.LEFT
    membership.save()

    assert hidden not in Network.objects.visible_to(ana)


def test_who_parts_from_it_forgets_it(hidden, garden, ana, make_member, make_affiliation):
    make_member(garden, ana)
    make_affiliation(garden, hidden)
    assert hidden in Network.objects.visible_to(ana)

    part(garden, hidden, by=None, at=NOON)

    assert hidden not in Network.objects.visible_to(ana)


def test_what_belongs_to_a_public_body_does_not_become_visible_by_it(
    hidden, coalition, ana, make_member, make_affiliation
):
    make_affiliation(hidden, coalition)
    make_member(coalition, ana)

    assert hidden not in Network.objects.visible_to(ana)


def test_nobody_is_asked_to_answer_its_requests_but_its_stewards(
    hidden, outsiders, ben, make_member
):
    make_member(hidden, ben, state=State.ASKED)

    for viewer in outsiders[1:]:
        assert what_needs(viewer, list(networks_of(viewer)), at=NOON) == []


@pytest.mark.parametrize(
    "tab", ["", "members/", "affiliations/", "log/", "join/", "leave/", "withdraw/", "requests/"]
)
def test_its_pages_answer_like_those_of_a_network_that_is_not_there(hidden, ana, client, tab):
    client.force_login(ana, backend="solidarity.people.backend.Backend")

    there = client.get(f"/networks/{hidden.slug}/{tab}")
    not_there = client.get(f"/networks/nothing-here/{tab}")

    assert there.status_code == not_there.status_code == 404
    plain = TOKEN.sub(b"", there.content).replace(hidden.slug.encode(), b"nothing-here")
    assert plain == TOKEN.sub(b"", not_there.content)


def test_the_page_of_a_network_knows_of_it_what_its_rules_say(
    ana,
    ben,
    cleo,
    garden,
    hidden,
    coalition,
    make_network,
    make_person,
    make_member,
    make_affiliation,
):
    """`known_network` says in one query what `visible_to` and `standing_of` say in three."""
    make_affiliation(garden, coalition)
    make_affiliation(garden, hidden)
    closed = make_network("Closed", visibility="hidden", steward=make_person("x"))
    make_affiliation(garden, closed)
    people = [make_person(f"as-{state}") for state in State]
    for state, person in zip(State, people, strict=True):
        for network in (garden, hidden, coalition):
            make_member(network, person, state=state)
    make_member(garden, ben)
    for until in (None, now() - timedelta(days=1), now() + timedelta(days=1)):
        barred = make_member(closed, make_person(), state=State.BANNED)
        barred.banned_until = until
        barred.save()
        make_member(garden, barred.person)
        people.append(barred.person)

    for viewer in (AnonymousUser(), ana, ben, cleo, *people):
        for network in (garden, hidden, coalition, closed):
            visible = Network.objects.visible_to(viewer).filter(pk=network.pk).exists()
            known = known_network(viewer, network.slug)
            assert (known is not None) == visible, (viewer, network)
            if known:
                assert known == (network, standing_of(viewer, network)), (viewer, network)
                settings_of(known[0])
    assert known_network(ana, "nothing") is None
