"""The decision bar as numbers: where each stance stands. The table beside it says the same."""

from collections.abc import Iterable
from dataclasses import dataclass

from decisions.methods.tally import Exact

WIDTH, HEIGHT = 720, 34
GAP = 3.0  # left free between two pieces
LEAST = 6.0  # what is there at all can be seen
ROOM = 44.0  # a piece from this width on has room for its mark and its number


@dataclass(frozen=True)
class Piece:
    """One stance: from where to where; its mark and number stand in it where there is room."""

    tone: str
    x: float
    width: float
    number: str
    has_room: bool

    @property
    def middle(self) -> float:
        """Where its number stands."""
        return round(self.x + self.width / 2 + 9, 1)

    @property
    def mark(self) -> float:
        """Where the middle of its mark stands."""
        return round(self.x + self.width / 2 - 9, 1)

    @property
    def corner(self) -> float:
        """Where the mark begins that is a square."""
        return round(self.mark - 6, 1)


@dataclass(frozen=True)
class Bar:
    """All of them, one after the other; what nobody used is the last."""

    pieces: tuple[Piece, ...]
    width: int = WIDTH
    height: int = HEIGHT


def bar(parts: Iterable[tuple[str, Exact]]) -> Bar:
    """A bar of these parts, each a tone and how much it is; parts of nothing are left out.

    Lengths are true to the numbers, but for the smallest, which are as long as can be seen.
    """
    wanted = [(tone, amount) for tone, amount in parts if amount > 0]
    whole = sum(amount for _tone, amount in wanted)
    if not wanted:
        return Bar(())
    room = WIDTH - GAP * (len(wanted) - 1) - LEAST * len(wanted)
    found, x = [], 0.0
    for tone, amount in wanted:
        width = round(LEAST + room * float(amount / whole), 1)
        found.append(Piece(tone, round(x, 1), width, str(amount), width >= ROOM))
        x += width + GAP
    return Bar(tuple(found))


def length(amount: Exact, most: Exact) -> float:
    """How long the bar of an option is, where `most` fills the whole width of 100."""
    return round(100 * float(amount / most), 1) if most else 0.0
