"""The directory finds what people mean, in any script, whatever they type."""

import pytest
from django.contrib.auth.models import AnonymousUser
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from networks.actions import founding
from networks.actions.searching import refresh_words
from networks.finding import Asked, page_of, tally
from networks.models import Network
from networks.queries import (
    MOST_COUNTED,
    find_networks,
)
from solidarity.base.words import one_line
from tests.fixtures.people import NOON

pytestmark = pytest.mark.django_db
VISITOR = AnonymousUser()
letters = st.characters(categories=["Lu", "Ll", "Lo", "Nd"])
names = st.text(st.one_of(letters, st.sampled_from(" -.’،")), min_size=1, max_size=20).filter(
    lambda name: any(sign.isalpha() for sign in name)
)


def search(words="", *, cause=""):
    """What a visitor finds, as the directory asks for it."""
    return pages_of(Asked(words, {"cause": cause} if cause else {}))


def pages_of(asked, size=100):
    """All pages of what is found, one after the other."""
    seen, after = [], ""
    while True:
        page = page_of(VISITOR, asked, tally(VISITOR, asked), after=after, size=size)
        seen += page.rows
        after = page.older
        if not after:
            return seen


def found(words):
    return {network.name for network in search(words)}


def count(words):
    return tally(VISITOR, Asked(words)).count


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Comité de Défense", "comite defense"),
        ("Comite", "Comité"),
        ("São Paulo Canção", "cancao"),
        ("Łódź dla Pokoju", "lodz"),
        ("Grüne Straße", "strasse"),
        ("Αλληλεγγύη για όλους", "αλληλεγγυη"),
        ("ΨΩΜΙ και Τριαντάφυλλα", "ψωμί"),
        ("Солидарность", "СОЛИД"),
        ("Ёлка мира", "елка"),
        ("شبكة التضامن العربية", "التضامن"),
        ("حرية، عدالة؟", "عدالة"),
        ("«حرية»", "حرية"),
        ("नमस्ते दुनिया", "नमस्ते"),
        ("ভালোবাসা", "ভালোবাসা"),
        ("தமிழ் வட்டம்", "தமிழ்"),
        ("เครือข่ายเพื่อโลก", "เครือข่าย"),
        ("שלום עכשיו", "שלום"),
        ("食べ物、自由", "自由"),
        ("¿Quién cuida?", "quien"),
        ("“Bread” and Roses", "bread"),
        ("Gardeners’ Guild", "gardeners"),
        ("L’Été", "ete"),
        ("Rock-n-Roll", "roll"),
        ("foo_bar", "bar"),
        ("C.A.R.E.", "c.a.r.e."),
        ("Agenda 2030", "2030"),
    ],
)
def test_words_are_found_in_every_script_without_accents_and_capitals(make_network, name, words):
    make_network(name, slug="it")
    make_network("Quite Another Thing", slug="other")

    assert found(words) == {name}


def test_the_beginning_of_a_word_is_enough(make_network):
    make_network("Permaculture Circle")

    assert found("perma cir") == {"Permaculture Circle"}
    assert found("culture") == set()


def test_all_words_must_be_there_in_any_order_and_any_field(make_network):
    make_network("Bread", summary="We bake.", place="Lima", story="Roses grow here.")
    make_network("Roses", summary="Nothing else.")

    assert found("roses lima bake bread") == {"Bread"}
    assert found("roses") == {"Bread", "Roses"}
    assert found("roses tulips") == set()


def test_what_stands_in_the_name_comes_first(make_network):
    make_network("Other", story="About water and more water.")
    make_network("Water")
    make_network("Third", summary="Water for all.")

    assert [n.name for n in search("water")] == ["Water", "Third", "Other"]


def test_without_words_the_newest_come_first(make_network):
    first, second = make_network(), make_network()

    assert list(search()) == [second, first]
    assert list(search("  …!? ")) == [second, first]


def test_a_cause_narrows_it_down(make_network):
    both = make_network("Garden", causes=["food", "peace"])
    make_network("Kitchen Garden", causes=["food"])

    assert list(search("garden", cause="peace")) == [both]
    assert list(search(cause="peace")) == [both]
    assert list(search(cause="no such cause")) == []


def test_a_changed_name_is_found_and_the_old_one_is_not(garden):
    garden.name, garden.summary = "Orchard", "Apples"
    garden.save()

    assert found("orchard") == {"Orchard"}
    assert found("garden") == set()


HOSTILE = [
    "'", "''", "\\", "\\'", "a'b", "'; DROP TABLE networks_network; --", ":*", "a:*", "!a",
    "a & | b",
    "(", "a <-> b", "<->", "%", "_", "*", "ʼname", "ŉ", "ʹʻʽˈ", "ʼ", "\u200f", "\ufeff", "\ud7ff",
    "a\x01b", "😀", "👩‍🌾 garden", "a" * 200, "ﷺ" * 60, "ẛ̣", "İstanbul", "ß", "１２３", "²", "①",
    "1e999", "-1", "NULL", "{{7*7}}", "<script>", "../..", "http://x.org/?a=b&c", "a@b.c", "0x00",
    " ".join("abcdefghijklmnop"), "\u202ereversed", "и\u0306", "\u0301", "ﬁ", "Ⅷ", "º", "ª",
]  # fmt: skip


@pytest.mark.parametrize("words", HOSTILE)
def test_whatever_is_typed_gets_a_page(garden, client, words):
    answer = client.get("/networks/", {"q": words})

    assert answer.status_code == 200
    answer = client.get("/networks/", {"q": words, "after": words, "cause": words})
    assert answer.status_code == 200


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(max_size=60))
@example("\x00")
@example("ʼ\\")
def test_no_words_break_the_search(garden, words):
    assert len(search(words)) <= 1
    assert count(words) <= 1


@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(names)
def test_a_network_is_found_by_its_own_name(db, name):
    Network.objects.all().delete()
    row = {"slug": "x", "summary": "x", "state": "seeking", "founded_at": NOON}
    Network.objects.create(name=one_line(name), **row)

    assert found(name) == {one_line(name)}


def many(count, **fields):
    row = {"summary": "Water", "state": "seeking", "founded_at": NOON, "causes": []} | fields
    Network.objects.bulk_create(
        Network(name=f"Water {n}", slug=f"{n}", **row) for n in range(count)
    )


def test_the_count_is_that_of_all_that_match_and_stops_after_two_hundred():
    many(MOST_COUNTED)
    assert count("water") == MOST_COUNTED == 200

    Network.objects.all().delete()
    many(MOST_COUNTED + 5)
    counted = tally(VISITOR, Asked("water"))
    assert (counted.count, counted.is_capped) == (MOST_COUNTED, True)
    assert count("wine") == 0


def test_turning_all_pages_of_a_search_shows_each_network_once():
    many(30)
    Network.objects.filter(slug__in=["3", "7"]).update(story="water water")

    seen = pages_of(Asked("water"), size=7)

    assert len(seen) == len(set(seen)) == 30


def test_a_search_is_three_queries(garden, django_assert_num_queries):
    asked = Asked("garden", {"cause": "food"})

    with django_assert_num_queries(3):
        page_of(VISITOR, asked, tally(VISITOR, asked), after="", size=20)


def test_the_beginning_of_a_known_word_finds_all_that_it_begins(make_network, ana):
    for name in ("Soup", "Souperb", "Soups of the world", "Sour"):
        make_network(name)
    refresh_words()

    assert {n.name for n in find_networks(ana, "soup")} == {"Soup", "Souperb", "Soups of the world"}
    assert {n.name for n in find_networks(ana, "sou")} == {
        "Soup", "Souperb", "Soups of the world", "Sour",
    }  # fmt: skip


def test_a_word_that_begins_very_many_finds_all_of_them(make_network, ana):
    names = ["Soup", *(f"Soup{chr(ord('a') + number)}" for number in range(25))]
    for name in names:
        make_network(name)
    refresh_words()

    assert {n.name for n in find_networks(ana, "soup")} == set(names)


def test_a_new_word_is_found_at_once_by_its_beginning(make_network, ana):
    make_network("Soup")
    refresh_words()
    fields = {"name": "Soupology", "summary": "s", "causes": ["food"]}
    founding.found(by=ana, fields=fields, questions=[], at=NOON)

    assert [n.name for n in find_networks(VISITOR, "soup")] == ["Soupology", "Soup"]


def test_members_find_a_hidden_network_by_the_beginning_of_words_that_nobody_knows(
    make_network, ana, ben
):
    make_network("Soup")
    refresh_words()
    make_network("Soupirs", visibility="hidden", steward=ana)

    assert {n.name for n in find_networks(ana, "soup")} == {"Soup", "Soupirs"}
    assert {n.name for n in find_networks(ben, "soup")} == {"Soup"}
