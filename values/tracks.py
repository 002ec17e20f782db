"""A measure as a point on a line from one pole to the other: where to draw what."""

from dataclasses import dataclass

WIDTH = 300
FAR = 3.0  # points: what lies beyond is drawn at the end


@dataclass(frozen=True)
class Track:
    """A point, how far off it may be, and from where one came to it; units of the drawing."""

    at: float
    low: float
    high: float
    before: float | None = None
    width: int = WIDTH
    middle: float = WIDTH / 2

    @property
    def left(self) -> float:
        """Where the line between the two points begins."""
        return min(self.at, self.at if self.before is None else self.before)

    @property
    def right(self) -> float:
        """Where it ends."""
        return max(self.at, self.at if self.before is None else self.before)


def track(score: float, off: float, *, before: float | None = None, far: float = FAR) -> Track:
    """Where a score stands; off: to either side of it, 0 or more. All in points.

    before: another score on the same line, drawn hollow. Beyond ±far is drawn at the end.
    """

    def place(points: float) -> float:
        return round((max(-far, min(far, points)) + far) / (2 * far) * WIDTH, 1)

    return Track(
        place(score), place(score - off), place(score + off),
        None if before is None else place(before),
    )  # fmt: skip
