"""Two pages of one network become one."""

import pytest

from networks.actions.merging import merge, tell_apart
from networks.models import Affiliation, Likeness, Listing, NetworkState, Source
from solidarity.base.refused import Refused
from tests.fixtures.people import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(make_person):
    return make_person("admin", is_admin=True)


@pytest.fixture
def pair(make_network, coalition, make_affiliation):
    """Two unclaimed networks of two sources; the second is in a coalition."""
    made = []
    for name in ("Lark", "Larks"):
        network = make_network(name, steward=None, state=NetworkState.UNCLAIMED)
        source = Source.objects.create(name=f"Source of {name}")
        Listing.objects.create(
            source=source, key="1", network=network, fields={"name": name}, seen_at=NOON
        )
        made.append(network)
    make_affiliation(made[1], coalition)
    return Likeness.objects.create(first=made[0], second=made[1], why="name")


def test_the_page_that_is_kept_takes_over_sources_and_affiliations(pair, admin, coalition):
    kept = merge(pair.pk, keep=pair.first_id, by=admin, at=NOON)

    pair.second.refresh_from_db()
    assert (pair.second.state, pair.second.visibility) == ("merged", "hidden")
    assert pair.second.merged_into == kept
    assert list(kept.listings.order_by("pk").values_list("is_main", flat=True)) == [True, False]
    active = Affiliation.objects.filter(body=coalition, state="active")
    assert [each.member for each in active] == [kept]
    assert kept.log.filter(verb="merged", by=admin).exists()


def test_the_other_address_leads_to_the_kept_page_for_good(pair, admin, client):
    merge(pair.pk, keep=pair.first_id, by=admin, at=NOON)

    answer = client.get(f"/networks/{pair.second.slug}/")

    assert (answer.status_code, answer["Location"]) == (301, f"/networks/{pair.first.slug}/")


def test_two_different_ones_are_decided_once(pair, admin):
    tell_apart(pair.pk, by=admin, at=NOON)

    with pytest.raises(Refused, match="decided on this already"):
        merge(pair.pk, keep=pair.first_id, by=admin, at=NOON)


def test_a_network_with_stewards_is_the_one_that_stays(pair, admin, garden):
    likeness = Likeness.objects.create(first=pair.first, second=garden, why="name")
    if likeness.first_id > likeness.second_id:  # pragma: no cover
        pytest.fail("ids grow")

    with pytest.raises(Refused, match="Keep that one"):
        merge(likeness.pk, keep=pair.first_id, by=admin, at=NOON)

    assert merge(likeness.pk, keep=garden.pk, by=admin, at=NOON) == garden


def test_nobody_but_an_admin_merges(pair, ana):
    with pytest.raises(Refused, match="Only admins"):
        merge(pair.pk, keep=pair.first_id, by=ana, at=NOON)
