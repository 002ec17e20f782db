"""Screens and the drawing: pure, and the same on every machine."""

import math
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from values.figures import INNER, OUTER, RING, radius, wheel
from values.screens import screens


@given(st.integers(1, 80), st.integers(0, 2**31 - 1))
def test_every_statement_stands_on_one_screen_with_at_most_six(count, order):
    found = screens(range(1, count + 1), order)

    assert sorted(chain.from_iterable(found)) == list(range(1, count + 1))
    assert all(1 <= len(screen) <= 6 for screen in found)
    assert max(map(len, found)) - min(map(len, found)) <= 1


def test_the_thirty_stand_on_five_screens_always_in_the_same_order():
    assert [len(screen) for screen in screens(range(1, 31), 7)] == [6] * 5
    assert screens(range(1, 31), 7) == screens(range(1, 31), 7)
    assert screens(range(1, 31), 7) != screens(range(1, 31), 8)
    assert screens(range(1, 31), 0)[0] == [15, 20, 25, 18, 7, 4]


@given(st.floats(-9, 9, allow_nan=False))
def test_a_bar_ends_between_the_middle_and_the_edge(score):
    assert INNER <= radius(score) <= OUTER
    assert math.isclose(radius(0), RING)


@given(st.floats(-2.2, 2.2), st.floats(-2.2, 2.2))
def test_what_matters_more_is_longer(one, other):
    assert (radius(one) < radius(other)) == (one < other) or math.isclose(one, other, abs_tol=1e-9)


def test_the_circle_begins_at_the_top_and_goes_with_the_clock():
    bars = wheel([0.0] * 10).bars

    assert bars[0].name_x == 380
    assert bars[0].name_y < 100
    assert bars[2].anchor == "start"
    assert bars[8].anchor == "end"
    assert [bar.family for bar in bars].count("conservation") == 3


def test_a_value_with_too_few_answers_has_no_bar():
    drawn = wheel([math.nan] + [1.0] * 9, whiskers=[0.3] * 10, second=[0.0] * 10)

    assert drawn.bars[0].path == ""
    assert drawn.bars[0].whisker is None
    assert drawn.bars[1].path
    assert drawn.bars[1].whisker
    assert drawn.bars[1].second


def test_there_is_an_arrow_only_where_there_is_a_direction():
    assert wheel([0.0] * 10).arrow == ""
    assert wheel([0.0] * 10, direction=90).arrow.startswith("M380 235L568 235")


def test_a_circle_has_ten_values():
    with pytest.raises(ValueError, match="9 bars"):
        wheel([0.0] * 9)
