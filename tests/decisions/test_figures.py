"""The decision bar: true lengths, and nothing that is there is too small to see."""

from fractions import Fraction
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from decisions.figures import GAP, LEAST, WIDTH, bar, length

PARTS = st.lists(
    st.tuples(
        st.sampled_from(["yes", "no", "none"]),
        st.builds(Fraction, st.integers(0, 10_000), st.integers(1, 6)),
    ),
    max_size=8,
)


@given(PARTS)
def test_all_that_is_there_is_seen_and_fits(parts):
    drawn = bar(parts).pieces

    assert len(drawn) == sum(amount > 0 for _tone, amount in parts)
    assert all(piece.width >= LEAST for piece in drawn)
    if drawn:
        assert abs(drawn[-1].x + drawn[-1].width - WIDTH) < 1


@given(PARTS)
def test_pieces_stand_one_after_the_other(parts):
    drawn = bar(parts).pieces

    for left, right in pairwise(drawn):
        assert abs(left.x + left.width + GAP - right.x) < 0.2


def test_equal_parts_are_equally_long_and_more_is_longer():
    one, two, more = bar([("yes", 2), ("no", 2), ("none", Fraction(5, 2))]).pieces

    assert one.width == two.width < more.width
    assert (more.number, one.has_room) == ("5/2", True)


def test_nothing_is_no_bar():
    assert bar([]).pieces == bar([("yes", 0)]).pieces == ()
    assert length(3, 0) == 0
    assert length(1, 4) == 25
