"""The rows that the directory looks through: kept by the database, and public networks alone."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import ProgrammingError, connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from networks import finding
from networks.actions.searching import refresh_words
from networks.finding import Asked, matching, page_of, placed, tally
from networks.models import Listed, Network, PlaceName
from networks.queries import finding as words
from tests.fixtures.people import NOON

pytestmark = pytest.mark.django_db
NOBODY = AnonymousUser()
WORDS = ("soup", "bread", "tools", "gard", "soupe", "nothing")
CAUSES, COUNTRIES = ("food", "peace", "energy"), ("KE", "ES")


def listed():
    return {row.network.name for row in Listed.objects.select_related("network")}


def ids(page):
    return [network.pk for network in page.rows]


def test_public_networks_are_listed_and_hidden_ones_are_not(make_network):
    make_network("Soup")
    make_network("Secret", visibility="hidden")

    assert listed() == {"Soup"}


@pytest.mark.parametrize("change", [{"visibility": "hidden"}, {"unlisted_at": NOON}])
def test_one_that_is_hidden_or_kept_out_goes_at_once_and_comes_back(make_network, change):
    soup = make_network("Soup")
    before = {name: getattr(soup, name) for name in change}

    Network.objects.filter(pk=soup.pk).update(**change)
    assert listed() == set()

    Network.objects.filter(pk=soup.pk).update(**before)
    assert listed() == {"Soup"}


def test_what_a_network_changes_is_looked_for_at_once(make_network):
    soup = make_network("Soup", causes=["food"])
    Network.objects.filter(pk=soup.pk).update(
        name="Broth", causes=["peace"], latitude=1.0, longitude=2.0, active_on=date(2026, 1, 2)
    )
    row = Listed.objects.get()

    assert "broth" in row.words
    assert "cause:peace" in row.facets
    assert row.active_on == date(2026, 1, 2)
    with connection.cursor() as cursor:
        cursor.execute("SELECT position = networks_position(1, 2) FROM networks_listed")
        assert cursor.fetchone() == (True,)


def test_a_network_that_is_deleted_is_not_listed(make_network):
    bare = Network.objects.create(
        name="X", slug="x", summary="x", founded_at=NOON, state="unclaimed"
    )
    assert listed() == {"X"}

    bare.delete()

    assert listed() == set()


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO networks_listed (network_id, words, facets, active_on)"
        " VALUES (0, '', '{}', '2026-01-01')",
        "UPDATE networks_listed SET facets = '{}'",
        "DELETE FROM networks_listed",
    ],
)
def test_the_web_cannot_write_what_is_listed(garden, statement):
    with (
        connection.cursor() as cursor,
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
    ):
        cursor.execute(statement)


asked_for = st.builds(
    Asked,
    words=st.lists(st.sampled_from(WORDS), max_size=3, unique=True).map(" ".join),
    chosen=st.fixed_dictionaries(
        {}, optional={"cause": st.sampled_from(CAUSES), "country": st.sampled_from(COUNTRIES)}
    ),
    sort=st.sampled_from(["", "newest", "active"]),
    near=st.sampled_from(["", "", "Thika"]),
)


@pytest.fixture
def many(make_network, ana):
    PlaceName.objects.create(
        words="thika", town=1, name="Thika", country="KE", latitude=-1, longitude=37, people=9
    )
    for number in range(24):
        words = " ".join(word for place, word in enumerate(WORDS[:4]) if number >> place & 1)
        network = make_network(
            f"N{number}", summary=f"{words} n", causes=[CAUSES[number % 3]],
            country=COUNTRIES[number % 2], steward=ana,
            visibility="hidden" if number % 7 == 6 else "public",
        )  # fmt: skip
        Network.objects.filter(pk=network.pk).update(
            latitude=-1.0 - number / 20, longitude=37.0, active_on=date(2026, 1, 1 + number % 5)
        )
    refresh_words()


@pytest.mark.parametrize("share", [0.05, 2])
@pytest.mark.parametrize("most", [1000, 4])
def test_the_directory_finds_what_the_networks_themselves_say(
    many, ana, ben, monkeypatch, most, share
):
    """The same as a search through the wide rows, for anybody, page by page, capped or not.

    It is, whether common words are read on for, or all are looked up.
    """
    monkeypatch.setattr(finding, "MOST_COUNTED", most)
    monkeypatch.setattr(words, "COMMON", share)
    monkeypatch.setattr(words, "LOOKED_AT", 20)

    @settings(max_examples=60, deadline=None, database=None)
    @given(asked_for, st.sampled_from([NOBODY, ana, ben]))
    def same(asked, viewer):
        asked, _towns = placed(asked)
        there = set(matching(viewer, asked).values_list("pk", flat=True))
        counted, seen, after = tally(viewer, asked), [], ""
        if asked.is_anything:
            assert counted.count == min(len(there), most)
            assert counted.is_capped == (len(there) > most)
        while True:
            page = page_of(viewer, asked, counted, after=after, size=3)
            seen += ids(page)
            after = page.older
            if not after:
                break

        assert len(seen) == len(set(seen))
        assert set(seen) == there
        newest_first = sorted(seen, reverse=True)
        if asked.order == "newest" or (counted.is_capped and asked.order != "active"):
            assert seen == newest_first

    same()


@pytest.mark.parametrize(
    ("asked", "common"),
    [
        ("soup", True), ("soup bread", True), ("bread tools", False), ("soup nettles", False),
        ("seldom", False),
    ],
)  # fmt: skip
def test_words_are_common_where_many_networks_have_all_of_them(
    make_network, monkeypatch, asked, common
):
    monkeypatch.setattr(words, "COMMON", 0.5)
    monkeypatch.setattr(words, "LOOKED_AT", 4)
    for summary in ("Soup bread", "Soup bread", "Soup tools", "Tools seldom"):
        make_network(summary=summary)
    refresh_words()

    assert words.known_words(asked)[1] is common


def test_of_a_word_that_many_have_it_says_more_than_and_shows_the_newest_first(
    make_network, monkeypatch, django_assert_num_queries
):
    for name, value in {"MOST_COUNTED": 5, "SAMPLE": 3}.items():
        monkeypatch.setattr(finding, name, value)
    newest = [make_network(summary="Gardeners", country="KE").pk for _each in range(8)][::-1]
    refresh_words()
    with django_assert_num_queries(2):
        counted = tally(NOBODY, Asked("gardeners"))

    assert (counted.count, counted.is_capped) == (5, True)
    assert counted.values["country"] == {"KE": 3}
    assert ids(page_of(NOBODY, Asked("gardeners"), counted, after="", size=20)) == newest
