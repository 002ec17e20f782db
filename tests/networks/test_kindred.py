"""Finding each other by own words: networks that say what one says, each with the words shared."""

import pytest
from django.contrib.auth.models import AnonymousUser

from networks.actions.naming import propose_words
from networks.models import ReadBy
from networks.queries import her_words, kindred_by_words
from networks.wording import words_by_stem
from tests.fixtures.people import NOON
from values.actions.naming import name_own

pytestmark = pytest.mark.django_db


@pytest.fixture
def names(cleo):
    """`names(garden, "Minga", "Work shared.")`: the network names a value."""

    def name(network, what, meaning="", story="", *, by=cleo, read_by=ReadBy.ALL):
        words = {"name": what, "meaning": meaning, "story": story, "language": ""}
        value = propose_words(network.slug, by=by, words=words, why="", at=NOON).value
        value.read_by = read_by
        value.save()
        return value

    return name


def found(viewer, words, **options):
    return [
        (each.network.name, each.words)
        for each in kindred_by_words(viewer, words_by_stem(words), **options)
    ]


def test_anybody_finds_networks_by_words_and_sees_which_are_shared(garden, names):
    names(garden, "Minga", "Neighbours carry the roof together.", "We mended forty roofs.")

    assert found(AnonymousUser(), "good neighbours, and roofs") == [
        ("Garden", ["neighbours", "roofs"])
    ]
    assert found(AnonymousUser(), "bicycles") == []


def test_what_few_say_tells_more_than_what_many_do(garden, make_network, names):
    for number in range(4):
        names(make_network(f"Care {number}"), "Care")
    names(garden, "Tequio", "Care for the ditch")
    ditch = make_network("Ditch")
    names(ditch, "Ditch")

    assert [name for name, _words in found(AnonymousUser(), "care, ditch")][:2] == [
        "Garden", "Ditch",
    ]  # fmt: skip


def test_what_is_for_members_or_hidden_is_found_by_those_who_belong(
    garden, names, ana, ben, make_network, make_person, make_member
):
    hana = make_person("hana")
    hidden = make_network("Harbour", visibility="hidden", steward=hana)
    names(hidden, "Lantern", by=hana)
    names(garden, "Lantern", read_by=ReadBy.MEMBERS)
    make_member(garden, ana)

    assert found(AnonymousUser(), "lantern") == found(ben, "lantern") == []
    assert found(ana, "lantern") == [("Garden", ["lantern"])]
    assert found(hana, "lantern") == [("Harbour", ["lantern"])]


def test_a_network_taken_out_of_the_directory_is_not_found(garden, names):
    names(garden, "Lantern")
    garden.unlisted_at = NOON
    garden.save()

    assert found(AnonymousUser(), "lantern") == []


def test_her_words_are_what_she_says_on_her_profile_and_nothing_that_is_sealed(ana):
    ana.moves_me = "Rivers without poison."
    for name, is_said in (("Sobremesa", True), ("Silence", False)):
        said = {"name": name, "meaning": "", "story": "", "places": [], "is_said": is_said}
        name_own(by=ana, said=said, at=NOON)

    assert set(her_words(ana).values()) == {"Sobremesa", "Rivers", "poison"}


def test_a_network_does_not_find_itself(garden, names, make_network):
    names(garden, "Lantern")
    names(make_network("Port"), "Lantern")

    assert found(AnonymousUser(), "lantern", but=garden) == [("Port", ["lantern"])]


def test_few_queries_however_many_are_found(
    garden, names, make_network, django_assert_max_num_queries
):
    for number in range(5):
        names(make_network(f"Port {number}"), "Lantern", "Light for boats")

    with django_assert_max_num_queries(6):
        assert len(kindred_by_words(AnonymousUser(), words_by_stem("lantern"))) == 5
