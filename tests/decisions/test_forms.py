"""What is typed becomes the JSON of docs/recount.md, exactly, and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decisions.forms.methods import SettingsForm, begun_with, settings_from
from decisions.forms.options import drawn_order, options_in_lines, plain_digits, with_marks
from decisions.forms.taking import position_form, position_from
from decisions.names import METHODS
from decisions.queries.page import choice_in_words
from decisions.records.kept import kept_choice
from decisions.records.methods import read_method, read_options
from decisions.rules.customs import method_of

TITLES = st.lists(
    st.text("abcde ", min_size=1, max_size=6).map(str.strip).filter(bool),
    min_size=2, max_size=6, unique_by=str.casefold,
)  # fmt: skip


def filled(method, **typed):
    """The form of a method, sent as it stands, with `typed` in it."""
    begun = SettingsForm(initial=settings_from(method, [], "0"), method=method, saved={})
    data = {name: begun[name].value() for name in begun.fields}
    data = {name: "" if value is None else value for name, value in data.items()}
    data = {name: value for name, value in data.items() if value is not False}
    return SettingsForm(data | typed, initial=begun.initial, method=method, saved={})


@pytest.mark.parametrize("name", METHODS)
def test_every_method_begins_with_settings_that_can_be_counted(name):
    options = {"options": "Bread: 10\nRoses: 20"} if name == "equal_shares" else {
        "options": "Bread\nRoses"}  # fmt: skip
    form = filled(begun_with(name), **options)

    assert form.is_valid(), form.errors
    method_of(form.chosen(form.cleaned_data), form.cleaned_data.get("options", []))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("2/3", "2/3"),
        ("90 %", "9/10"),
        ("0.75", "3/4"),
        ("٢/٣", "2/3"),
        ("0,6", "3/5"),
        ("90٪", "9/10"),
    ],
)
def test_a_share_is_kept_exactly(typed, kept):
    form = filled(begun_with("super_majority"), share=typed)
    assert form.is_valid(), form.errors
    assert form.chosen(form.cleaned_data)["share"] == kept


@pytest.mark.parametrize("typed", ["", "1/3", "1/2", "many", "3/2", "0", "2/0", "-1"])
def test_what_is_no_larger_majority_is_said(typed):
    assert not filled(begun_with("super_majority"), share=typed).is_valid()


def test_a_fallback_says_when_and_what():
    form = filled(begun_with("consensus"), after_rounds="3", fallback="super_majority",
                  fallback_share="3/4")  # fmt: skip
    assert form.is_valid(), form.errors
    method = form.chosen(form.cleaned_data)
    then = {"name": "super_majority", "share": "3/4"}
    assert method["fallback"] == {"after_rounds": 3, "method": then}
    assert settings_from(method, [], "0")["fallback_share"] == "3/4"
    assert "fallback" in filled(begun_with("consensus"), after_rounds="3").errors
    assert "fallback_share" in filled(
        begun_with("consensus"), after_rounds="3", fallback="super_majority"
    ).errors  # fmt: skip


@pytest.mark.parametrize(
    "lines", ["Bread", "Bread\nbread", "", "Bread: 1\nRoses", "Bread: 0\nRoses: 1"]
)
def test_options_that_are_none_are_said(lines):
    assert "options" in filled(begun_with("equal_shares"), options=lines).errors


def test_costs_stand_last_in_any_digits():
    form = filled(begun_with("equal_shares"), options="Seeds for 2027: 120.50\nبذور ١٢٠\nA - 3")
    assert form.is_valid(), form.errors
    assert form.cleaned_data["options"] == [
        {"id": "1", "title": "Seeds for 2027", "cost": "241/2"},
        {"id": "2", "title": "بذور", "cost": 120},
        {"id": "3", "title": "A", "cost": 3},
    ]
    assert (
        options_in_lines(form.cleaned_data["options"]) == "Seeds for 2027: 120.50\nبذور: 120\nA: 3"
    )


@given(TITLES, TITLES)
def test_an_option_that_stays_keeps_its_mark_and_no_two_share_one(before, after):
    first = with_marks([(title, "") for title in before], [])
    second = with_marks([(title, "") for title in after], first)
    marks = {option["title"]: option["id"] for option in first}

    assert [option["title"] for option in second] == after
    assert len({option["id"] for option in second}) == len(after)
    for option in second:
        if option["title"] in marks:
            assert option["id"] == marks[option["title"]]


@given(TITLES)
def test_a_lot_names_each_option_once_and_is_not_drawn_twice(titles):
    options = with_marks([(title, "") for title in titles], [])
    drawn = drawn_order(options, None)

    assert sorted(drawn) == sorted(option["id"] for option in options)
    assert drawn_order(options, drawn) == drawn


@given(st.text("0123456789%/.", max_size=8))
def test_plain_digits_stay(text):
    assert plain_digits(text) == text


RANKING = st.permutations("abc").flatmap(
    lambda order: st.integers(1, 3).map(lambda most: {"ranking": list(order[:most])})
)


@given(RANKING)
def test_a_ranking_is_the_same_after_the_form(choice):
    options = [{"id": mark, "title": mark} for mark in "abc"]
    method = read_method({"name": "schulze"}, "method", read_options(options, "options"))
    kept = kept_choice(method, choice)
    begun = position_from("schulze", kept)
    form = position_form({"name": "schulze"}, options, method.names, begun)

    assert form.is_valid(), form.errors
    assert kept_choice(method, form.chosen()) == kept


TWO = [{"id": "1", "title": "Bread"}, {"id": "2", "title": "Roses"}]


def ticked(*ids):
    data = {"key": "1", "approve": list(ids)}
    return position_form({"name": "approval"}, TWO, ("1", "2"), data)


def test_that_no_option_is_fine_is_a_position_that_counts():
    form = ticked("-")
    assert form.is_valid(), form.errors
    method = read_method({"name": "approval"}, "", read_options(TWO, "options"))

    kept = kept_choice(method, form.chosen())

    assert kept == []
    assert position_from("approval", kept) == {"approve": ["-"]}
    assert choice_in_words(kept, "approval", {}) == "None of these"


def test_nobody_ticks_an_option_and_that_none_is_fine():
    form = ticked("1", "-")

    assert not form.is_valid()
    assert "not both" in str(form.errors["approve"])


def test_who_ticks_nothing_is_asked_to():
    assert not ticked().is_valid()
