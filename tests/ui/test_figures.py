"""A crowd in rows."""

import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from solidarity.ui.figures import CELL_HEIGHT, CELL_WIDTH, crowd


def cells(blocks):
    return [
        (x, y)
        for block in blocks
        for x in range(block.x, block.x + block.width, CELL_WIDTH)
        for y in range(block.y, block.y + block.height, CELL_HEIGHT)
    ]


@given(filled=st.integers(0, 100), columns=st.integers(1, 30))
def test_everybody_stands_in_one_place(filled, columns):
    drawing = crowd(filled, columns=columns)

    assert len(cells(drawing.filled)) == filled
    assert len(set(cells(drawing.filled) + cells(drawing.hollow))) == 100


def test_the_whole_crowd_is_inside_the_drawing():
    drawing = crowd(74)

    assert max(block.y + block.height for block in drawing.hollow) == drawing.height
    assert max(block.x + block.width for block in drawing.filled) == drawing.width


@pytest.mark.parametrize("filled", [-1, 101])
def test_more_people_than_there_are_is_a_mistake_of_ours(filled):
    with pytest.raises(ValueError, match="people"):
        crowd(filled)


def test_the_perception_gap_says_in_words_what_it_draws():
    html = render_to_string("ui/perception_gap.html")

    assert html.count('role="img"') == 2
    assert 'aria-labelledby="gap-own"' in html
    assert '<p id="gap-own">' in html
    assert "of 100 people" in html
    assert "Common Cause Foundation" in html
