"""Which words two texts share: in other forms, other scripts, without words of grammar."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from networks.wording import LONGEST, MOST_STEMS, stem, stems_of, words_by_stem


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("community", "communities"),
        ("Cooperation", "cooperative"),
        ("solidaridad", "solidaria"),
        ("comunidad", "COMUNIDADES"),
        ("l'entraide", "entraide"),
        ("الكرامة", "كرامة"),
        ("والتضامن", "التضامن"),
        ("neighbour's", "neighbours"),
    ],
)
def test_forms_of_a_word_are_the_same(one, other):
    assert stem(one) == stem(other) != ""


@pytest.mark.parametrize(
    ("one", "other"), [("justice", "care"), ("garden", "guard"), ("agua", "agio")]
)
def test_other_words_are_not(one, other):
    assert stem(one) != stem(other)


@pytest.mark.parametrize(
    "word", ["with", "nosotras", "their", "of", "para", "Value", "الذين", "في"]
)
def test_words_of_grammar_say_nothing(word):
    assert stem(word) == ""


def test_the_word_is_kept_as_it_was_first_written():
    assert words_by_stem("Dignity for all", "dignity") == {"digni": "Dignity"}


def test_scripts_without_spaces_are_read_in_pairs():
    assert set(stems_of("助け合い")) & set(stems_of("お互いに助ける"))


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_two_texts_can_be_read_and_a_longer_one_holds_the_shorter(one, other):
    stems = stems_of(one, other)
    assert set(stems_of(one)) <= set(stems)
    assert stems == sorted(set(stems))
    assert len(stems) <= MOST_STEMS
    assert all(0 < len(each) <= LONGEST for each in stems)
