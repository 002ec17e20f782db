"""What the directory counts and finds: facets that compose, honest counts, nothing hidden."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from networks import finding
from networks.actions.searching import refresh_directory, refresh_words
from networks.finding import Asked, page_of, tally
from networks.models import Network, State, Word
from networks.queries.typos import meant

pytestmark = pytest.mark.django_db
NOBODY = AnonymousUser()


def names(viewer, asked):
    page = page_of(viewer, asked, tally(viewer, asked), after="", size=20)
    return [network.name for network in page.rows]


@pytest.fixture
def three(make_network):
    make_network("Bread", causes=["food", "peace"], country="KE", languages=["sw", "en"])
    make_network("Broth", causes=["food"], country="KE", kind="coalition", capacity="room")
    make_network("Doves", causes=["peace"], country="ES", join_policy="open")


def test_each_value_is_counted(three):
    counted = tally(NOBODY, Asked())

    assert counted.count == 3
    assert counted.values["cause"] == {"food": 2, "peace": 2}
    assert counted.values["country"] == {"KE": 2, "ES": 1}
    assert counted.values["language"] == {"sw": 1, "en": 1}
    assert counted.values["kind"] == {"group": 2, "coalition": 1}
    assert counted.values["capacity"] == {"room": 1}
    assert counted.values["door"] == {"ask": 2, "open": 1}


def test_facets_narrow_each_other_and_of_one_that_is_chosen_no_value_is_counted(three):
    counted = tally(NOBODY, Asked("", {"country": "KE"}))

    assert counted.count == 2
    assert counted.values["cause"] == {"food": 2, "peace": 1}
    assert "country" not in counted.values


def test_facets_and_words_compose(three):
    asked = Asked("br", {"country": "KE", "cause": "peace"})

    assert names(NOBODY, asked) == ["Bread"]
    nothing = tally(NOBODY, Asked("doves", {"country": "KE", "cause": "food"}))
    assert nothing.count == 0
    assert nothing.loosened == {"country": 0, "cause": 0, "words": 2}


def test_where_nothing_is_found_each_facet_is_counted_without_itself(three):
    many = {"country": "KE", "cause": "food", "kind": "coalition", "capacity": "room"}
    assert tally(NOBODY, Asked("", many)).loosened == {}
    nothing = tally(NOBODY, Asked("", many | {"capacity": "full"}))

    assert nothing.values["capacity"] == {"room": 1}

    assert nothing.count == 0
    assert nothing.loosened == {"country": 0, "cause": 0, "kind": 0, "capacity": 1}


def test_what_is_counted_is_what_is_found(three):
    counted = tally(NOBODY, Asked("", {"cause": "peace"}))

    for name in ("country", "kind", "door"):
        for value, count in counted.values[name].items():
            asked = Asked("", {"cause": "peace", name: value})
            assert len(names(NOBODY, asked)) == count


def test_beyond_the_most_it_says_at_least(make_network, monkeypatch):
    monkeypatch.setattr(finding, "MOST_COUNTED", 5)
    for _each in range(8):
        make_network(summary="Gardeners", country="KE")
    counted = tally(NOBODY, Asked("gardeners"))

    assert counted.is_capped
    assert counted.count == counted.values["country"]["KE"] == 5


def test_values_are_counted_among_a_few_of_many_and_say_so(make_network, monkeypatch, client):
    monkeypatch.setattr(finding, "SAMPLE", 3)
    for _each in range(5):
        make_network(summary="Gardeners", country="KE")
    counted = tally(NOBODY, Asked("gardeners"))

    assert (counted.count, counted.is_capped) == (5, False)
    assert counted.values["country"] == {"KE": 3}
    assert "Kenya (3+)" in client.get("/networks/?q=gardeners").content.decode()


def test_of_a_whole_large_directory_no_value_is_counted(make_network, monkeypatch):
    monkeypatch.setattr(finding, "FEW", 5)
    for _each in range(6):
        make_network(country="KE")
    whole, wider = tally(NOBODY, Asked()), tally(NOBODY, Asked("", {"country": "KE"}))

    assert whole.is_capped
    assert whole.values == {}
    assert wider.count == wider.values["door"]["ask"] == 6


@pytest.mark.parametrize("number", [3, 30])
def test_counting_is_two_queries_however_much_there_is(
    make_network, django_assert_num_queries, number
):
    for _each in range(number):
        make_network(country="KE")

    with django_assert_num_queries(2):
        tally(NOBODY, Asked("network", {"country": "KE", "cause": "food"}))


def test_nobody_is_asked_to_join_what_nobody_looks_after(make_network):
    make_network("Left alone", steward=None)

    assert "door" not in tally(NOBODY, Asked()).values


@pytest.fixture
def hidden(make_network):
    return make_network(
        "Secret circle", visibility="hidden", country="FJ", causes=["water"], languages=["fj"],
        capacity="room",
    )  # fmt: skip


@pytest.mark.parametrize(
    "asked",
    [Asked(), Asked("secret"), Asked("", {"country": "FJ"}), Asked("bread", {"country": "FJ"})],
)
@pytest.mark.parametrize("state", [None, *(s for s in State if s != State.ACTIVE)])
def test_a_hidden_network_leaves_no_trace_in_any_count(
    three, make_network, make_member, ana, asked, state
):
    before = tally(ana, asked)
    secret = make_network("Secret circle", visibility="hidden", country="FJ", causes=["water"])
    if state:
        make_member(secret, ana, state=state)

    for viewer in (NOBODY, ana):
        assert tally(viewer, asked) == before


def test_its_members_have_it_counted(hidden, make_member, ana):
    make_member(hidden, ana)

    assert tally(ana, Asked("", {"country": "FJ"})).count == 1
    assert tally(NOBODY, Asked("", {"country": "FJ"})).count == 0


def test_a_typo_is_put_right_from_words_of_public_networks(make_network):
    make_network("Gardeners of the kitchen")
    refresh_words()

    assert meant("gardneers") == "gardeners"
    assert meant("kichen gardneers") == "kitchen gardeners"
    assert meant("gardeners") == meant("gard") == meant("zzzzzz") == meant("") == ""


def test_a_typo_in_another_script_is_put_right(make_network):
    make_network("حدائق المدينة")
    refresh_words()

    assert meant("حداءق") == "حدائق"


def test_words_of_hidden_networks_are_never_kept(hidden, make_network):
    make_network("Bread")
    refresh_words()

    assert set(Word.objects.filter(word__startswith="bre").values_list("word", flat=True))
    assert not Word.objects.filter(word__in=["secret", "circle"]).exists()
    assert meant("secrt") == ""


def test_words_go_with_the_network_that_is_hidden_later(make_network):
    bread = make_network("Sourdough")
    refresh_words()
    bread.visibility = "hidden"
    bread.save(update_fields=["visibility"])
    refresh_words()

    assert not Word.objects.filter(word="sourdough").exists()


def test_sizes_and_days_are_counted_again(garden, make_person, make_member, ana):
    from networks.actions.joining import join
    from tests.fixtures.people import NOON

    for number in range(10):
        make_member(garden, make_person(f"p{number}"))
    join(garden.pk, by=ana, answers={1: "Bread"}, at=NOON)
    refresh_directory()
    garden.refresh_from_db()

    assert garden.size == "some"
    assert garden.active_on == NOON.date()
    assert tally(NOBODY, Asked("", {"size": "some"})).count == 1


def test_the_lately_active_stand_first_and_pages_lose_nobody(make_network):
    for number in range(9):
        network = make_network(f"N{number}")
        day = date(2026, 1, 1 + number // 4)
        Network.objects.filter(pk=network.pk).update(active_on=day)
    asked, after, seen = Asked(sort="active"), "", []
    for _page in range(5):
        page = page_of(NOBODY, asked, tally(NOBODY, asked), after=after, size=2)
        seen += [network.name for network in page.rows]
        after = page.older

    assert seen == ["N8", "N7", "N6", "N5", "N4", "N3", "N2", "N1", "N0"]
    assert after == ""
