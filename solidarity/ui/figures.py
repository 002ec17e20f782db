"""Pictures as numbers: where to draw what, in plain Python. The words beside them say the same."""

from dataclasses import dataclass

import segno

# One person stands in a cell of this size, in units of the drawing.
CELL_WIDTH = 20
CELL_HEIGHT = 26


@dataclass(frozen=True)
class Block:
    """A rectangle of whole cells."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True)
class Crowd:
    """People in rows, the first `of` them filled: rectangles to fill with a pattern."""

    width: int
    height: int
    filled: tuple[Block, ...]
    hollow: tuple[Block, ...]


def crowd(filled: int, *, out_of: int = 100, columns: int = 20) -> Crowd:
    """Where `out_of` people stand, row by row, and which of them are `filled`.

    filled: a count from 0 to `out_of`. columns: people in a row, at least 1.
    Raises ValueError outside those ranges: a bug in the caller, never shown to people.
    """
    if not 0 <= filled <= out_of or columns < 1:
        raise ValueError(f"{filled} of {out_of} people in rows of {columns}")
    rows = -(-out_of // columns)
    return Crowd(
        width=columns * CELL_WIDTH,
        height=rows * CELL_HEIGHT,
        filled=_blocks(0, filled, columns),
        hollow=_blocks(filled, out_of, columns),
    )


def _blocks(first: int, end: int, columns: int) -> tuple[Block, ...]:
    """The cells from `first` up to `end`: a rest of a row, whole rows, a rest of a row."""
    blocks = []
    while first < end:
        row, column = divmod(first, columns)
        rows = (end - first) // columns if column == 0 else 0
        cells = columns if rows else min(columns - column, end - first)
        rows = max(rows, 1)
        blocks.append(
            Block(
                column * CELL_WIDTH,
                row * CELL_HEIGHT,
                cells * CELL_WIDTH,
                rows * CELL_HEIGHT,
            )
        )
        first += cells * rows
    return tuple(blocks)


@dataclass(frozen=True)
class Squares:
    """A QR code: how many squares wide it is, its quiet edge included, and a path around them."""

    size: int
    path: str


QUIET = 4  # squares of white around it, as the norm asks


def qr(words: str) -> Squares:
    """`words` as a QR code that can be read with a seventh of it damaged."""
    rows = [list(row) for row in segno.make_qr(words, error="m").matrix]
    path = "".join(
        f"M{x + QUIET} {y + QUIET}h1v1h-1z"
        for y, row in enumerate(rows)
        for x, dark in enumerate(row)
        if dark
    )
    return Squares(len(rows) + 2 * QUIET, path)
