"""Ties as figures and as a drawing: against a slow count by matrix, for whatever is said."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cohorts.ties import A_TIE, CENTRE, RADIUS, drawing_of, figures_of, places

PEOPLE = ["ana", "ben", "cleo", "dora", "ed", "fay", "gus"]
CAUSES = {
    "ana": frozenset({"food"}), "ben": frozenset({"food", "land"}), "cleo": frozenset({"peace"}),
    "dora": frozenset({"land"}), "ed": frozenset(), "fay": frozenset({"peace"}),
}  # fmt: skip
SAID = st.dictionaries(
    st.sampled_from(PEOPLE), st.dictionaries(st.sampled_from(PEOPLE), st.integers(0, 4))
)


def test_figures_of_a_small_picture_worked_out_by_hand():
    """Six arcs are said, four are ties; of two pairs both spoke, one tie of one is returned."""
    said = {
        "ana": {"ben": 3, "cleo": 2},
        "ben": {"ana": 1, "cleo": 0},
        "cleo": {"ana": 4, "dora": 2},
    }
    found = figures_of(["ana", "ben", "cleo", "dora"], said, CAUSES, {"ana": [2, 1], "ben": [4]})

    assert found.density == pytest.approx(4 / 6, abs=1e-4)
    assert found.reciprocity == 0.5
    assert found.across == 0.75  # ana–ben share food; the other three ties share nothing
    assert (found.known_twice, found.known_once) == (
        pytest.approx(2 / 6, abs=1e-4),
        pytest.approx(2 / 6, abs=1e-4),
    )
    assert found.beyond == pytest.approx(2 / 3, abs=0.01)
    assert found.steps == (1, 1, 2, 1, 1)


def test_not_said_is_not_none():
    silent = figures_of(["ana", "ben"], {"ana": {}}, {}, {})
    none = figures_of(["ana", "ben"], {"ana": {"ben": 0}}, {}, {})

    assert silent.density is None
    assert none.density == 0


@given(SAID)
def test_the_figures_are_those_of_a_matrix(said):
    matrix = [[said.get(a, {}).get(b) if a != b else None for b in PEOPLE] for a in PEOPLE]
    n = range(len(PEOPLE))
    known = [(i, j) for i, j in permutations(n, 2) if matrix[i][j] is not None]
    tied = [(i, j) for i, j in known if matrix[i][j] >= A_TIE]
    twice = [(i, j) for i, j in known if i < j and (j, i) in known]
    named = [pair for pair in twice if pair in tied or pair[::-1] in tied]
    mutual = [pair for pair in named if pair in tied and pair[::-1] in tied]
    found = figures_of(PEOPLE, said, CAUSES, {})

    assert found.density == (round(len(tied) / len(known), 4) if known else None)
    assert found.reciprocity == (round(len(mutual) / len(named), 4) if named else None)
    assert found.known_twice == round(len(twice) / 21, 4)
    assert found.known_once == round((len(known) - 2 * len(twice)) / 21, 4)
    assert sum(found.steps) == len(known)


@given(SAID, st.permutations(PEOPLE))
def test_who_stands_where_changes_no_figure(said, order):
    assert figures_of(PEOPLE, said, CAUSES, {}) == figures_of(order, said, CAUSES, {})


@given(SAID, SAID)
def test_two_pictures_have_the_same_places(start, end):
    one, other = drawing_of(PEOPLE, start, {}), drawing_of(PEOPLE, end, {})

    assert [(p.node, p.x, p.y) for p in one.points] == [(p.node, p.x, p.y) for p in other.points]


@given(SAID)
def test_lines_join_points_and_every_line_is_a_tie(said):
    drawn = drawing_of(PEOPLE, said, {})
    where = {(p.x, p.y) for p in drawn.points}

    for line in drawn.lines:
        assert {(line.x1, line.y1), (line.x2, line.y2)} <= where
        assert A_TIE <= line.step <= 4


@given(st.integers(1, 60))
def test_all_stand_on_one_circle_apart_from_each_other(many):
    found = list(places(range(many)).values())

    assert len(set(found)) == many
    for x, y in found:
        assert (x - CENTRE) ** 2 + (y - CENTRE) ** 2 == pytest.approx(RADIUS**2, rel=0.01)


@given(st.integers(1, 60), st.integers(0, 9))
def test_a_name_stands_clear_of_its_point_and_of_the_line_outward(many, beyond):
    drawn = drawing_of(range(many), {}, {who: [A_TIE] * beyond for who in range(many)})

    for point in drawn.points:
        marks = (point.y, point.out_y)
        gap = min(marks) - point.name_y, point.name_y - max(marks)
        assert gap[0] >= 12 - 0.1 or gap[1] >= 20 - 0.1
