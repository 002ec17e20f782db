"""How many must confirm."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from networks.quorum import is_enough_while_sought, needed, term_end

PEOPLE = st.integers(0, 100_000)


@pytest.mark.parametrize(
    ("way", "electors", "number", "most"),
    [
        ("half", 1, 5, 1),
        ("half", 2, 5, 2),
        ("half", 3, 5, 2),
        ("half", 500, 5, 251),
        ("stewards", 2, 5, 2),
        ("two_thirds", 3, 5, 2),
        ("two_thirds", 4, 5, 3),
        ("two_thirds", 500, 5, 334),
        ("number", 500, 5, 5),
        ("number", 3, 5, 3),
        ("number", 0, 5, 1),
    ],
)
def test_how_many_must_confirm(way, electors, number, most):
    assert needed(way, electors, number) == most


@given(electors=PEOPLE, way=st.sampled_from(["stewards", "half", "two_thirds", "number"]))
def test_never_nobody_and_never_more_than_there_are(electors, way):
    assert 1 <= needed(way, electors, 5) <= max(1, electors)


@given(electors=PEOPLE)
def test_two_sides_cannot_both_have_more_than_half(electors):
    assert 2 * needed("half", electors, 5) > electors
    assert needed("two_thirds", electors, 5) * 3 >= 2 * electors


@pytest.mark.parametrize(
    ("confirmed", "objected", "electors", "days", "is_enough"),
    [
        (3, 0, 500, 7, True),
        (3, 2, 500, 7, True),
        (3, 3, 500, 7, False),
        (2, 0, 500, 7, False),
        (3, 0, 500, 6, False),
        (1, 0, 1, 7, True),
        (0, 0, 0, 7, False),
    ],
)
def test_what_is_enough_while_stewards_are_sought(confirmed, objected, electors, days, is_enough):
    waited = timedelta(days=days)
    assert is_enough_while_sought(confirmed, objected, electors, waited) == is_enough


def test_a_term_of_twelve_months_is_a_year():
    assert term_end(date(2026, 3, 20), 12) == date(2027, 3, 20)
