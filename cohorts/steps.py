"""Where steps over time stand in a picture: plain numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

WIDTH, HEIGHT, STEPS = 320, 120, 5


@dataclass(frozen=True)
class Drawn:
    """A line through points, left to right in time; lines for the five steps."""

    width: int
    height: int
    points: tuple[tuple[int, int], ...]
    levels: tuple[int, ...]

    @property
    def line(self) -> str:
        """The points as an SVG writes them."""
        return " ".join(f"{x},{y}" for x, y in self.points)


def height_of(step: int) -> int:
    """Where a step from 1 to 5 stands; the more one carries, the higher."""
    return HEIGHT - round(HEIGHT * (step - 1) / (STEPS - 1))


def picture(said: Sequence[tuple[datetime, int]]) -> Drawn | None:
    """`said`, the earliest first; None for fewer than two, of which no line can be drawn."""
    if len(said) < 2:
        return None
    first, last = said[0][0], said[-1][0]
    whole = (last - first).total_seconds() or 1.0
    points = tuple(
        (round(WIDTH * (at - first).total_seconds() / whole), height_of(step)) for at, step in said
    )
    return Drawn(WIDTH, HEIGHT, points, tuple(height_of(step) for step in range(1, STEPS + 1)))
