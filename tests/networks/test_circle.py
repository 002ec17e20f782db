"""What we share: circles that networks show, held against hers in the process alone."""

import re

import numpy as np
import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext

from networks import finding
from networks.actions.circle import hide_circle, show_circle
from networks.facets import Sort
from networks.finding import Asked, shared_page
from networks.models import PublishedCircle
from networks.queries.circle import circles_now
from networks.queries.near import common_ground_of
from tests.fixtures.people import NOON
from values.queries.comparing import Comparable, shared_in_words
from values.science.alignment import distinctive
from values.science.circle import VALUES
from values.science.norms import norm_for

pytestmark = pytest.mark.django_db
INSTRUMENT = "circle30"
NORM = norm_for(INSTRUMENT)


def circle(**more):
    """The norm, with some values stressed: circle(UN=1)."""
    return NORM.mean + np.array([more.get(value, 0.0) for value in VALUES])


@pytest.fixture
def shows():
    """`shows(garden, UN=1)`: the network shows a circle that stresses universalism."""

    def show(network, **more):
        return show_circle(network, circle(**more), n_band=25, instrument=INSTRUMENT, at=NOON)

    return show


HERS = Comparable(circle(UN=1.2345, BE=0.9876), INSTRUMENT)


def names(person, own=HERS, after="", size=20, **asked):
    page, _count = shared_page(
        person, Asked(sort=Sort.SHARED, by_person=True, **asked), own, after=after, size=size
    )
    return [network.name for network in page.rows]


@pytest.fixture
def three(make_network, shows):
    """Three networks: what stands out in the first is most like what stands out in hers."""
    near, far, mid = make_network("Near"), make_network("Far"), make_network("Mid")
    shows(near, UN=1, BE=1)
    shows(far, PO=2, AC=1)
    shows(mid, UN=1, SE=1)
    return near, mid, far


def test_networks_come_in_the_order_of_what_stands_out_in_both(ana, three):
    assert names(ana) == ["Near", "Mid", "Far"]


def test_it_is_the_likeness_beyond_the_norm(ana, three):
    for network in three:
        shown = PublishedCircle.objects.get(network=network)
        by_hand = distinctive(HERS.profile, np.array(shown.vector), NORM)
        assert float(np.array(shown.beyond) @ HERS.direction) == pytest.approx(by_hand, abs=1e-6)


def test_no_statement_holds_a_number_of_hers_or_an_order_that_follows_from_one(ana, three):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert names(ana) == ["Near", "Mid", "Far"]

    keys = [str(network.pk) for network in three]
    for each in queries.captured_queries:
        assert not re.search(r"\d\.\d", each["sql"])
        for one in re.findall(r"IN \(([\d, ]+)\)", each["sql"]):
            listed = [int(key) for key in one.split(",")]
            assert listed == sorted(listed)
    assert any(all(key in each["sql"] for key in keys) for each in queries.captured_queries)


def test_what_is_hidden_again_is_compared_no_more(ana, three):
    near, mid, _far = three
    hide_circle(near, at=NOON)

    assert names(ana) == ["Mid", "Far"]
    assert PublishedCircle.objects.get(network=near).vector is None
    version = circles_now().version
    hide_circle(near, at=NOON)
    assert circles_now().version == version, "nothing was changed"
    assert mid.pk in circles_now().keys


def test_what_changes_is_known_at_once(ana, three, shows):
    _near, _mid, far = three
    names(ana)

    shows(far, UN=1.2345, BE=0.9876)

    assert names(ana)[0] == "Far"


def test_facets_narrow_it_as_ever_and_nothing_hidden_is_in_it(
    ana, three, make_network, make_person, shows
):
    hidden = make_network("Harbour", visibility="hidden", steward=make_person("hana"))
    shows(hidden, UN=1)
    make_network("Silent", causes=["peace"])
    shows(make_network("Peace", causes=["peace"]), UN=1)

    assert "Harbour" not in names(ana)
    assert names(ana, chosen={"cause": "peace"}) == ["Peace"]
    assert names(AnonymousUser(), words="nothing of the sort") == []


def test_pages_go_on_by_key_and_skip_nobody(ana, make_network, shows):
    for number in range(7):
        shows(make_network(f"Bank {number}"), UN=1, PO=number % 3)
    everyone = names(ana)

    seen, after = [], ""
    while True:
        page, count = shared_page(
            ana, Asked(sort=Sort.SHARED, by_person=True), HERS, after=after, size=3
        )
        seen += [network.name for network in page.rows]
        assert count == 7
        if not page.older:
            break
        after = page.older
        assert after.isdecimal(), "the address holds a key, and no number of hers"
    assert seen == everyone
    assert len(set(seen)) == 7


def test_who_shows_nothing_is_left_out_however_many_show_something(
    ana, three, make_network, monkeypatch
):
    make_network("Shows nothing")
    few = names(ana)
    monkeypatch.setattr(finding, "MANY_SHOW", 0)

    assert names(ana) == few
    assert "Shows nothing" not in few
    assert len(few) == 3


def test_circles_asked_otherwise_are_not_held_against_hers(ana, garden, shows):
    show_circle(garden, circle(UN=1), n_band=10, instrument="pvq21", at=NOON)

    assert names(ana) == []


def test_a_value_that_she_did_not_answer_says_nothing(ana, three):
    own = circle(UN=1, BE=1)
    own[VALUES.index("HE")] = np.nan

    assert names(ana, Comparable(own, INSTRUMENT))[0] == "Near"


def test_each_result_says_which_values_are_shared(three):
    shared = shared_in_words(HERS.profile, circle(UN=1), NORM)

    assert [words.split(":")[0] for words in shared] == ["Universalism"]
    assert shared_in_words(HERS.profile, circle(PO=2), NORM) == []


def test_common_ground_comes_from_other_causes_and_countries_first(
    garden, make_network, shows, ana
):
    garden.country = "KE"
    garden.save()
    shows(garden, UN=1)
    for name, fields in {
        "Same": {"country": "KE"},
        "Elsewhere": {"country": "PE"},
        "Otherwise": {"country": "PE", "causes": ["peace"]},
    }.items():
        shows(make_network(name, **fields), UN=1, BE=0.1)
    shows(make_network("Opposite", country="PE", causes=["peace"]), PO=2)

    ground = common_ground_of(ana, garden)

    assert [each.network.name for each in ground.near] == ["Otherwise", "Elsewhere", "Same"]
    assert ground.near[0].shared[0].startswith("Universalism")
    assert "2012" in ground.norm


def test_a_network_that_shows_nothing_has_no_ground_to_tell_of(garden, ana, three):
    assert common_ground_of(ana, garden) is None


def test_hidden_networks_are_near_to_those_who_belong_alone(
    garden, make_network, make_person, shows, ana
):
    hana = make_person("hana")
    shows(make_network("Harbour", visibility="hidden", steward=hana), UN=1)
    shows(garden, UN=1)

    assert common_ground_of(ana, garden).near == []
    assert [each.network.name for each in common_ground_of(hana, garden).near] == ["Harbour"]
