"""A changed edition over an earlier one: every sort of row comes out right."""

from datetime import timedelta
from pathlib import Path

import pytest

from networks.actions.editions import (
    bring_in_file,
    choose_mapping,
    drop_edition,
    load_file,
    run_edition,
)
from networks.bringing.mapping import mapping_in
from networks.models import Affiliation, Edition, Listing, Network, NetworkState, Role
from solidarity.base.refused import Refused
from solidarity.outbox.actions import carry_out
from solidarity.outbox.models import Job
from tests.fixtures.networks import new_member
from tests.fixtures.people import NOON
from tests.racing import at_once, raised

pytestmark = pytest.mark.django_db
races = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
FOLDER = Path(__file__).resolve().parents[1] / "fixtures" / "directories"
MAPPING = {
    "source": "Libraries",
    "fields": {
        "id": "id", "name": "name", "summary": "about", "place": "town", "country": "country",
        "website": "web", "umbrellas": "umbrella",
    },
}  # fmt: skip
LATER = NOON + timedelta(days=365)


def bring(name, *, at):
    content = (FOLDER / f"{name}.csv").read_bytes()
    return bring_in_file(content, mapping_in(MAPPING), name=name, by=None, at=at)


def network_of(key):
    return Listing.objects.select_related("network").get(key=key).network


@pytest.fixture
def editions(db, ana):
    """The first edition, a claim of the boat, then the second; what became of its rows."""
    bring("first", at=NOON)
    boat = network_of("L5")
    new_member(boat, ana, role=Role.STEWARD)
    Network.objects.filter(pk=boat.pk).update(state=NetworkState.ACTIVE)
    return {(line.row, line.id): line for line in bring("second", at=LATER).lines}


def test_each_row_of_a_changed_edition_is_what_it_should_be(editions):
    assert {key: line.did for key, line in editions.items()} == {
        (2, "L1"): "updated",
        (3, "L2"): "updated",
        (4, "L3"): "same",
        (5, "L3"): "refused",
        (6, "L5"): "claimed",
        (7, "L6"): "new",
        (0, "umbrella: ring of shelves"): "same",
        (0, "L4"): "gone",
    }
    assert editions[5, "L3"].why == ["twice"]


def test_a_renamed_one_keeps_its_address(editions):
    assert (network_of("L1").name, network_of("L1").slug) == ("Skylark Library", "lark-library")


def test_a_vanished_one_is_there_and_marked(editions):
    assert Listing.objects.get(key="L4").gone_since == LATER
    assert network_of("L4").visibility == "public"


def test_a_vanished_one_that_returns_is_marked_no_more(editions):
    lines = {line.id: line for line in bring("first", at=LATER + timedelta(days=1)).lines}

    assert (lines["L4"].did, lines["L4"].why) == ("updated", ["back"])
    assert Listing.objects.get(key="L4").gone_since is None
    assert lines["L6"].did == "gone"


def test_a_claimed_one_keeps_its_words(editions):
    assert network_of("L5").summary == "Books on the canal"
    assert Listing.objects.get(key="L5").fields["summary"] == "They changed our words"


def test_one_that_left_its_umbrella_has_left_it(editions):
    ring = Network.objects.get(name="Ring of Shelves")
    active = Affiliation.objects.filter(body=ring, state="active")

    assert {each.member.name for each in active} == {"Skylark Library", "Reading Boat"}


def test_nothing_is_deleted(editions):
    assert Network.objects.count() == 7


def test_an_umbrella_with_stewards_is_asked_and_not_filled(ana, db):
    bring("second", at=NOON)
    ring = Network.objects.get(name="Ring of Shelves")
    new_member(ring, ana, role=Role.STEWARD)
    Network.objects.filter(pk=ring.pk).update(state=NetworkState.ACTIVE)

    lines = {line.id: line for line in bring("first", at=LATER).lines}

    assert "umbrella" in lines["L2"].why
    assert ring.affiliates.filter(state="active", member__name="Night Shelf").count() == 0


@races
def test_throwing_a_stopped_file_away_and_trying_it_again_do_not_cross(make_person):
    admin = make_person("admin", is_admin=True)
    content = (FOLDER / "first.csv").read_bytes()
    edition = load_file(content, "first.csv", mapping=MAPPING, by=admin, at=NOON)
    choose_mapping(edition.pk, MAPPING, by=admin, at=NOON)
    assert carry_out(Job.objects.get().pk, at=NOON)
    run_edition(edition.pk, by=admin, at=NOON)
    Job.objects.update(last_error="OperationalError")
    job = Job.objects.latest("pk").pk

    results = at_once(lambda: drop_edition(edition.pk, by=admin), lambda: carry_out(job, at=LATER))

    was_brought_in = Network.objects.exists()
    assert len(raised(results, Refused)) == was_brought_in
    assert Edition.objects.filter(state="done").exists() == was_brought_in
    assert Edition.objects.exists() == was_brought_in
