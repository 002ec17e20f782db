"""Cards of values: piles, the few, what they mean; sealed, resumed, and gone when she wants."""

import pytest
from django.db import IntegrityError, connection, transaction

from solidarity.base.refused import Refused
from solidarity.base.resealing import reseal_all
from solidarity.people.data_rights import chapters
from tests.fixtures.people import NOON
from values.actions import (
    begin_cards,
    choose_few,
    consent,
    keep_meanings,
    keep_piles,
    throw_cards_away,
    withdraw,
)
from values.cards import Sorting, dealt, opened_cards, sealed_cards, to_choose_from
from values.models import CardSort
from values.queries import cards_in, picture_of, profile_of, screens_of
from values.wordings import NEWEST

pytestmark = pytest.mark.django_db
FREEDOM, HELPING, WEALTH, LETTING_GO = 5, 49, 12, 58
MEANT = "That nobody tells me when to sing"


@pytest.fixture
def agreed(ana):
    """Ana, who agreed to be asked."""
    consent(ana, wording=NEWEST, at=NOON)
    return ana


def put(sort, piles, *, by):
    """Put cards into piles, each on its screen."""
    for at, numbers in enumerate(screens_of(sort)):
        mine = {number: piles[number] for number in numbers if number in piles}
        if mine:
            keep_piles(sort.pk, at, by=by, piles=mine)


def been_through(person, meaning=MEANT):
    sort = begin_cards(person, at=NOON)
    put(sort, {FREEDOM: 4, HELPING: 4, LETTING_GO: 4, WEALTH: 1}, by=person)
    choose_few(sort.pk, by=person, chosen=[FREEDOM, LETTING_GO])
    return keep_meanings(
        sort.pk, by=person, meanings={FREEDOM: meaning, LETTING_GO: ""}, at=NOON, is_done=True
    )


def test_no_cards_are_dealt_without_consent(ana):
    with pytest.raises(Refused, match="before you have agreed"):
        begin_cards(ana, at=NOON)


def test_all_58_are_dealt_once_about_ten_to_a_screen_and_always_the_same_way():
    shown = dealt(range(1, 59), 77)

    assert sorted(number for screen in shown for number in screen) == [*range(1, 59)]
    assert {len(screen) for screen in shown} <= {9, 10}
    assert dealt(range(1, 59), 77) == shown != dealt(range(1, 59), 78)


def test_what_is_begun_is_gone_on_with_and_what_is_done_can_be_done_again(agreed):
    first = begin_cards(agreed, at=NOON)
    assert begin_cards(agreed, at=NOON) == first

    been_through(agreed)

    assert begin_cards(agreed, at=NOON) != first


def test_two_are_never_open_at_once(agreed):
    sort = begin_cards(agreed, at=NOON)

    with pytest.raises(IntegrityError), transaction.atomic():
        CardSort.objects.create(person=agreed, instrument=sort.instrument, order=1, began_at=NOON)


def test_each_step_is_kept_and_cards_can_be_moved_and_taken_out_again(agreed):
    sort = begin_cards(agreed, at=NOON)
    first, second = screens_of(sort)[:2]
    keep_piles(sort.pk, 1, by=agreed, piles={second[0]: 3})
    keep_piles(sort.pk, 0, by=agreed, piles={first[0]: 4, first[1]: 2, first[2]: None})
    keep_piles(sort.pk, 0, by=agreed, piles={first[0]: 1, first[1]: None})

    sort.refresh_from_db()
    assert cards_in(sort).piles == {first[0]: 1, second[0]: 3}
    assert sort.step == 2


def test_what_she_writes_stands_nowhere_but_sealed(agreed):
    sort = been_through(agreed)

    with connection.cursor() as cursor:
        cursor.execute("SELECT values_cardsort::text FROM values_cardsort")
        (row,) = cursor.fetchone()
    assert "sing" not in row
    assert cards_in(sort).meanings == {FREEDOM: MEANT}


def test_a_new_key_of_the_vault_opens_them_and_the_old_one_can_go(agreed, settings):
    sort = been_through(agreed)
    settings.VAULT_KEYS = ["new", settings.SECRET_KEY]

    tallies = dict(reseal_all())
    settings.VAULT_KEYS = ["new"]

    sort.refresh_from_db()
    assert tallies["cards that people sorted"].anew == 1
    assert cards_in(sort).meanings == {FREEDOM: MEANT}


def test_how_much_she_did_cannot_be_told_from_its_length():
    little = sealed_cards(1, Sorting({1: 4}))
    much = sealed_cards(1, Sorting(dict.fromkeys(range(1, 59), 2), (1, 2), {1: "x" * 500}))

    assert len(little) == len(much)


def test_nobody_elses_can_be_put_in_its_place():
    sealed = sealed_cards(1, Sorting({1: 4}))

    assert opened_cards(1, sealed) == Sorting({1: 4})
    with pytest.raises(ValueError, match="not ours"):
        opened_cards(2, sealed)


def test_the_few_are_chosen_from_the_last_pile_or_where_it_is_small_from_the_next_too():
    many = dict.fromkeys(range(1, 7), 4) | {20: 3}

    assert to_choose_from(Sorting(many), 4) == [1, 2, 3, 4, 5, 6]
    assert to_choose_from(Sorting({1: 4, 2: 3, 3: 3, 4: 3, 5: 3, 6: 1}), 4) == [1, 2, 3, 4, 5]
    assert to_choose_from(Sorting({1: 1}), 4) == [1]
    assert to_choose_from(Sorting(many, chosen=(20,)), 4) == [1, 2, 3, 4, 5, 6, 20]


def test_the_few_are_few(agreed):
    sort = begin_cards(agreed, at=NOON)
    with pytest.raises(Refused, match="into piles first"):
        choose_few(sort.pk, by=agreed, chosen=[1])
    put(sort, dict.fromkeys(range(1, 13), 4), by=agreed)

    with pytest.raises(Refused, match="one card at least"):
        choose_few(sort.pk, by=agreed, chosen=[])
    with pytest.raises(Refused, match="You ticked 11"):
        choose_few(sort.pk, by=agreed, chosen=range(1, 12))
    with pytest.raises(ValueError, match="not there to be chosen"):
        choose_few(sort.pk, by=agreed, chosen=[40])
    assert cards_in(choose_few(sort.pk, by=agreed, chosen=range(1, 11))).chosen == (*range(1, 11),)


def test_what_was_written_to_a_card_goes_when_the_card_is_let_go(agreed):
    sort = been_through(agreed)

    choose_few(sort.pk, by=agreed, chosen=[LETTING_GO])

    sort.refresh_from_db()
    assert cards_in(sort).meanings == {}


def test_words_belong_to_chosen_cards(agreed):
    sort = begin_cards(agreed, at=NOON)

    with pytest.raises(Refused, match="Choose the few"):
        keep_meanings(sort.pk, by=agreed, meanings={1: "x"}, at=NOON, is_done=True)
    been_through(agreed)
    with pytest.raises(ValueError, match="not chosen"):
        keep_meanings(sort.pk, by=agreed, meanings={WEALTH: "x"}, at=NOON, is_done=True)


def test_her_picture_says_where_the_few_stand_and_which_stand_there_less_surely(agreed):
    picture = picture_of(been_through(agreed), "en")

    found = [(place.name, card.name, card.is_keyed) for place in picture.places
             for card in place.cards]  # fmt: skip
    assert found == [("Self-direction", "Freedom", True), ("Tradition", "Letting go", False)]
    assert [(pile.label, pile.names) for pile in picture.piles] == [
        ("Matters very much", ("Freedom", "Helping", "Letting go")),
        ("Not for me", ("Wealth",)),
    ]
    assert len(picture.dots) == 2


def test_cards_are_never_scored(agreed):
    been_through(agreed)

    assert profile_of(agreed) is None


def test_taking_consent_back_deletes_them_at_once(agreed):
    been_through(agreed)
    begin_cards(agreed, at=NOON)

    assert withdraw(agreed, at=NOON) == 2
    assert not CardSort.objects.exists()


def test_one_is_thrown_away_alone(agreed):
    sort, other = been_through(agreed), begin_cards(agreed, at=NOON)

    throw_cards_away(sort.pk, by=agreed)

    assert list(CardSort.objects.all()) == [other]


def test_nobody_else_reaches_them(agreed, ben):
    consent(ben, wording=NEWEST, at=NOON)
    sort = been_through(agreed)

    with pytest.raises(CardSort.DoesNotExist):
        throw_cards_away(sort.pk, by=ben)
    with pytest.raises(CardSort.DoesNotExist):
        choose_few(sort.pk, by=ben, chosen=[FREEDOM])


def test_the_file_about_her_has_them_in_words(agreed):
    been_through(agreed)

    table = next(
        table for chapter in chapters() for table in chapter.tables if table.model is CardSort
    )
    row = table.rows(agreed).values(*table.said).get()
    assert table.opened["sealed"](agreed, row) == {
        "Freedom": f"Matters very much; one of the few; {MEANT}",
        "Wealth": "Not for me",
        "Helping": "Matters very much",
        "Letting go": "Matters very much; one of the few",
    }


def sign_in(client, person):
    client.force_login(person)
    return client


def test_by_pages_alone_from_the_first_card_to_the_picture(client, agreed):
    sign_in(client, agreed)
    answer = client.post("/values/cards/begin/")
    sort = CardSort.objects.get()
    assert answer.url == f"/values/cards/{sort.pk}/"
    for at, numbers in enumerate(screens_of(sort), start=1):
        answer = client.get(f"/values/cards/{sort.pk}/", follow=True)
        assert answer.request["PATH_INFO"] == f"/values/cards/{sort.pk}/{at}/"
        client.post(answer.request["PATH_INFO"], {f"c{numbers[0]}": "4", "to": "next"})
    chosen = [numbers[0] for numbers in screens_of(sort)]

    answer = client.get(f"/values/cards/{sort.pk}/", follow=True)
    assert answer.request["PATH_INFO"].endswith("/few/")
    assert client.post(f"/values/cards/{sort.pk}/few/", {"to": "next"}).status_code == 422
    client.post(f"/values/cards/{sort.pk}/few/", {"chosen": chosen[:2], "to": "next"})
    few = CardSort.objects.get()
    answer = client.post(
        f"/values/cards/{sort.pk}/meanings/",
        {f"m{cards_in(few).chosen[0]}": "<b>bread</b> for all", "to": "next"},
        follow=True,
    )

    assert answer.request["PATH_INFO"] == f"/values/cards/{sort.pk}/"
    assert "&lt;b&gt;bread&lt;/b&gt; for all" in answer.text
    assert "no-store" in answer["Cache-Control"]


def test_stopping_keeps_the_screen_and_leads_out(client, agreed):
    sign_in(client, agreed)
    sort = begin_cards(agreed, at=NOON)
    number = screens_of(sort)[0][0]

    answer = client.post(f"/values/cards/{sort.pk}/1/", {f"c{number}": "3", "to": "stop"})

    assert answer.url == "/values/cards/"
    sort.refresh_from_db()
    assert cards_in(sort).piles == {number: 3}
    assert "You have begun" in client.get("/values/cards/").text


def test_going_back_keeps_the_screen_too(client, agreed):
    sign_in(client, agreed)
    sort = begin_cards(agreed, at=NOON)

    answer = client.post(f"/values/cards/{sort.pk}/2/", {"to": "back"})

    assert answer.url == f"/values/cards/{sort.pk}/1/"


def test_who_has_chosen_nothing_yet_may_still_go_back_or_stop(client, agreed):
    sign_in(client, agreed)
    sort = begin_cards(agreed, at=NOON)
    put(sort, {FREEDOM: 4}, by=agreed)

    few = f"/values/cards/{sort.pk}/few/"
    assert client.post(few, {"to": "back"}).url == f"/values/cards/{sort.pk}/6/"
    assert client.post(few, {"to": "stop"}).url == "/values/cards/"
    assert client.post(few, {"to": "next"}).status_code == 422
    assert client.post(few, {"chosen": [WEALTH], "to": "stop"}).status_code == 422


def test_too_many_words_are_said_so_and_none_is_lost(client, agreed):
    sign_in(client, agreed)
    sort = been_through(agreed)
    long = "word " * 130

    answer = client.post(f"/values/cards/{sort.pk}/meanings/", {f"m{FREEDOM}": long, "to": "next"})

    assert answer.status_code == 422
    assert long.strip() in answer.text


def test_a_step_that_comes_later_leads_back_to_the_one_before(client, agreed):
    sign_in(client, agreed)
    sort = begin_cards(agreed, at=NOON)

    assert client.get(f"/values/cards/{sort.pk}/few/").url == f"/values/cards/{sort.pk}/1/"
    assert client.get(f"/values/cards/{sort.pk}/meanings/").url.endswith("/few/")
    assert client.get(f"/values/cards/{sort.pk}/7/").status_code == 404


def test_to_everybody_else_her_pictures_are_not_there(client, agreed, ben):
    sort = been_through(agreed)
    sign_in(client, ben)

    for path in ("", "1/", "few/", "meanings/", "delete/"):
        assert client.get(f"/values/cards/{sort.pk}/{path}").status_code == 404


def test_without_consent_the_page_says_what_comes_first(client, ana):
    sign_in(client, ana)

    assert "Read what we would ask" in client.get("/values/cards/").text
    assert client.post("/values/cards/begin/").url == "/values/consent/"
    assert "Cards of values" not in client.get("/values/").text


def test_her_page_of_values_leads_there(client, agreed):
    assert "/values/cards/" in sign_in(client, agreed).get("/values/").text
