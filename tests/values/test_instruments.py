"""Instruments: data files, complete in every language, and added without code."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command

from values.science.circle import VALUES
from values.science.instruments import (
    instrument,
    instrument_in,
    instruments,
    look_also_in,
    stop_looking_in,
)

OWN = """
licence = "CC0-1.0"
not_keyed = [11]
[scale]
low = 0
high = 8
direction = "down"
[key]
SD = [1]
ST = [2]
HE = [3]
AC = [4]
PO = [5]
SE = [6]
CO = [7]
TR = [8]
BE = [9]
UN = [10]
[words.en]
title = "Ten words"
about = "One for each value."
labels = ["a", "b", "c", "d", "e", "f", "g", "h", "i"]
[words.en.statements]
"""
OWN += "".join(f'{number} = "Word {number}"\n' for number in range(1, 12))


@pytest.fixture
def folder(tmp_path, settings):
    """A folder of an operator's own, named in the environment; the app has not started yet."""
    settings.INSTRUMENTS_FOLDER = str(tmp_path)
    yield tmp_path
    stop_looking_in(tmp_path)


def test_what_comes_along():
    found = {each.id: (len(each.items), each.has_wording) for each in instruments()}

    assert found == {
        "circle30": (30, True),
        "map58": (58, True),
        "pvq21": (21, False),
        "pvq40": (40, False),
        "pvqrr": (57, False),
        "svs57": (57, False),
        "twivi": (20, False),
    }


def test_thirty_statements_three_for_each_value():
    keyed = [item.value for item in instrument("circle30").items]

    assert {value: keyed.count(value) for value in VALUES} == dict.fromkeys(VALUES, 3)


@pytest.mark.parametrize("id", ["circle30", "map58"])
@pytest.mark.parametrize("language", ["en", "es", "ar"])
def test_every_item_has_words_and_a_note_in_every_language_of_ours(id, language):
    found = instrument(id)
    words = found.words(language)

    numbers = {item.number for item in found.items}
    assert words.language == language
    assert set(words.statements) == set(words.notes) == numbers
    assert len(set(words.statements.values())) == len(numbers)
    assert len(words.labels) == len(found.codes)
    assert all(text.strip() for text in (*words.statements.values(), *words.notes.values()))


def test_statements_say_nothing_of_who_is_asked():
    words = instrument("circle30").words("en").statements.values()

    said = {word.strip(".,").lower() for text in words for word in text.split()}
    assert not said & {"i", "me", "my", "he", "she", "his", "her", "you", "your"}


def test_no_statement_asks_two_things():
    for language, both in {"en": (" and ", " or "), "es": (" y ", " o ")}.items():
        for text in instrument("circle30").words(language).statements.values():
            assert not any(word in text for word in both), text


def test_the_map_has_46_cards_that_are_keyed_and_12_that_only_stand_on_it():
    cards = instrument("map58").items
    groups = [card.group for card in cards]

    assert sum(bool(card.value) for card in cards) == 46
    assert {value: groups.count(value) for value in VALUES} == {
        "UN": 9, "BE": 9, "TR": 6, "CO": 4, "SE": 7, "PO": 5, "AC": 5, "HE": 3, "ST": 3, "SD": 7,
    }  # fmt: skip


def test_the_map_and_the_survey_behind_it_have_one_key():
    cards = {card.number: card.value for card in instrument("map58").items}
    survey = {item.number: item.value for item in instrument("svs57").items}

    assert {number: value for number, value in cards.items() if number != 58} == survey


def test_in_another_language_the_words_are_english():
    assert instrument("circle30").words("fr").language == "en"
    assert instrument("circle30").words("es-mx").language == "es"


def test_a_key_without_words_cannot_be_put_to_anybody():
    with pytest.raises(LookupError, match="no words"):
        instrument("pvq21").words("en")


def test_what_is_not_there_is_said_so():
    with pytest.raises(LookupError, match="no instrument pvq99"):
        instrument("pvq99")


def test_one_more_needs_a_file_and_no_code(folder):
    (folder / "ten_words.toml").write_text(OWN, encoding="utf-8")
    apps.get_app_config("values").ready()

    found = instrument("ten_words")

    assert (found.low, found.high, found.direction) == (0, 8, "down")
    assert [item.value for item in found.items] == [*VALUES, ""]
    assert found.words("en").statements[7] == "Word 7"
    assert instrument("circle30")


def test_a_file_of_an_operators_own_that_is_wrong_stops_the_start(folder):
    (folder / "ten_words.toml").write_text(OWN.replace("SD = [1]", ""), encoding="utf-8")

    with pytest.raises(ValueError, match=r"ten_words\.toml: no item for SD"):
        apps.get_app_config("values").ready()


def test_a_file_of_an_operators_own_wins_over_ours(folder):
    (folder / "twivi.toml").write_text(OWN, encoding="utf-8")
    apps.get_app_config("values").ready()

    assert len(instrument("twivi").items) == 11


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        ('licence = "CC0-1.0"\n', "", "licence"),
        ("SD = [1]", "SD = [1, 2]", "item 2 stands there twice"),
        ("SD = [1]", "XX = [1]", "XX is none of the ten"),
        ("UN = [10]", "BE2 = [10]", "none of the ten"),
        ("not_keyed = [11]", "not_keyed = [10, 11]", "twice"),
        ('"down"', '"sideways"', "direction"),
        ('"i"]', "]", "does not word every"),
        ('11 = "Word 11"', "", "does not word every"),
        ("[scale]", "[scale", "own.toml"),
    ],
)
def test_a_file_that_is_wrong_is_named_with_what_is_wrong(tmp_path, was, now, said):
    path = tmp_path / "own.toml"
    path.write_text(OWN.replace(was, now, 1), encoding="utf-8")

    with pytest.raises(ValueError, match=said) as caught:
        instrument_in(path)

    assert "own.toml" in str(caught.value)


def test_what_is_scored_with_it_needs_no_code_either(folder, tmp_path):
    (folder / "ten_words.toml").write_text(OWN, encoding="utf-8")
    apps.get_app_config("values").ready()
    answers = tmp_path / "answers.csv"
    head = ",".join(f"q{number}" for number in range(1, 12))
    answers.write_text(f"id,{head}\nana,8,0,0,0,0,0,0,0,0,0,0\n", encoding="utf-8")
    out = StringIO()

    call_command("score_survey", answers, instrument="ten_words", json=True, stdout=out)

    centred = json.loads(out.getvalue())["people"][0]["centred"]
    assert centred["SD"] < 0 < centred["ST"]


def test_a_folder_that_is_not_there_is_a_mistake():
    with pytest.raises(FileNotFoundError):
        look_also_in(Path("/nowhere/at/all"))
