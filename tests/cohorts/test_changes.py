"""What changed, as sums: against values worked out by other means, and for whatever is answered."""

import statistics
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cohorts.changes import FEWEST, change_in, may_show, pairs_of, share_in_words, tells_each

STEPS = st.integers(1, 5)
PAIRS = st.lists(st.tuples(STEPS, STEPS), min_size=FEWEST, max_size=60)


def test_six_people_whose_change_was_worked_out_by_hand():
    """Changes 1, 2, 0, -1, 1, 1: mean 4/6; squares about it sum to 16/3, over 5 is 16/15."""
    found = change_in([(2, 3), (1, 3), (4, 4), (5, 4), (3, 4), (2, 3)])

    assert found is not None
    assert (found.people, found.up, found.same, found.down) == (6, 4, 1, 1)
    assert found.mean == 0.67
    assert found.spread == 1.03  # the root of 16/15 is 1.0328
    assert (found.before, found.after) == (2.83, 3.5)


@pytest.mark.parametrize("many", range(FEWEST))
def test_fewer_than_five_have_no_change(many):
    assert change_in([(1, 5)] * many) is None


@given(PAIRS)
def test_any_change_is_what_the_standard_library_says(pairs):
    found = change_in(pairs)
    steps = [after - before for before, after in pairs]

    assert found is not None
    assert found.mean == pytest.approx(float(Fraction(sum(steps), len(steps))), abs=0.00501)
    assert found.spread == pytest.approx(statistics.stdev(steps), abs=0.00501)
    assert found.up + found.same + found.down == found.people == len(pairs)


@pytest.mark.parametrize(
    ("pairs", "tells"),
    [
        ([(3, 5), (2, 5), (4, 5), (1, 5), (2, 5)], True),
        ([(2, 3), (2, 4), (2, 5), (2, 2), (2, 1)], True),
        ([(1, 2), (2, 3), (3, 4), (4, 5), (1, 2)], True),
        ([(1, 2), (2, 3), (3, 4), (4, 5), (1, 3)], False),
    ],
)
def test_where_all_answer_or_change_alike_a_mean_tells_what_each_said(pairs, tells):
    assert tells_each(pairs) is tells


@given(PAIRS)
def test_turned_round_a_change_is_the_opposite(pairs):
    there, back = change_in(pairs), change_in([(after, before) for before, after in pairs])

    assert there is not None
    assert back is not None
    assert (there.up, there.down, there.spread) == (back.down, back.up, back.spread)
    assert there.mean == -back.mean


def test_only_those_who_answered_both_times_are_compared():
    assert pairs_of({"ana": 1, "ben": 2}, {"ben": 5, "cleo": 3}) == {"ben": (2, 5)}


@pytest.mark.parametrize(
    ("some", "words"), [(0, "few"), (1, "few"), (2, "some"), (4, "many"), (6, "most"), (8, "most")]
)
def test_how_many_is_said_coarsely(some, words):
    assert share_in_words(some, 8) == words


def test_none_and_one_of_five_read_the_same():
    assert share_in_words(0, 5) == share_in_words(1, 5)


def people(first: int, last: int) -> frozenset[int]:
    return frozenset(range(first, last + 1))


def test_five_new_people_may_be_added_and_four_may_not():
    shown = [people(1, 6)]

    assert may_show(people(1, 11), shown)
    assert not may_show(people(1, 10), shown)
    assert may_show(people(1, 6), shown)


def test_a_figure_that_lost_one_person_is_not_shown():
    assert not may_show(people(1, 7), [people(1, 8)])


def test_an_answer_that_was_changed_is_another_answer():
    before = frozenset(f"{who}.first" for who in range(8))
    after = before - {"3.first"} | {"3.second"}

    assert not may_show(after, [before])


def test_three_figures_that_differ_enough_in_pairs_may_still_give_one_away():
    """{1..5} + {6..11} - {1..10} is the eleventh alone, though each two differ by six and more."""
    first, second, third = people(1, 5), people(1, 10), people(6, 11)
    assert may_show(second, [first])
    assert min(len(third ^ second), len(third ^ first)) >= FEWEST

    assert not may_show(third, [first, second])


SETS = st.lists(st.frozensets(st.integers(0, 30), max_size=31), max_size=5)


@given(SETS, st.lists(st.integers(-3, 3), min_size=6, max_size=6))
def test_no_sum_of_figures_tells_of_fewer_than_five(wanted, factors):
    """Of whatever was shown, added and taken away: each weight is that of five people, or none."""
    shown: list[frozenset[int]] = []
    for figure in wanted:
        if may_show(figure, shown):
            shown.append(figure)
    weights: dict[int, list[int]] = {}
    for person in range(31):
        weight = sum(f for f, figure in zip(factors, shown, strict=False) if person in figure)
        weights.setdefault(weight, []).append(person)

    assert all(len(who) >= FEWEST for weight, who in weights.items() if weight)
