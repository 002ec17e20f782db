"""Ties between people, as they say them: what a picture of them shows, and where. Plain Python.

A strength is a step from 0 ("we have not met") to 4 ("we act together"). What is not said is not
there at all, which is not the same as 0.
"""

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import cos, fsum, pi, sin
from typing import Any

STEPS = range(5)
MOST_BEYOND = 10  # networks that somebody names
A_TIE = 2  # the step from which it is a tie: "we talk now and then"
CENTRE, RADIUS = 160.0, 120.0  # units of the drawing
SPOKE = 5.0
ABOVE, BELOW = 12.0, 20.0  # from the outermost mark to the line that a name stands on

Node = Hashable
Said = Mapping[Any, Mapping[Any, int]]


@dataclass(frozen=True)
class TieFigures:
    """What ties look like from afar; each share from 0 to 1, or None where nothing is known.

    people: all in it. said: how many of them said something.
    density: of the ties that were said, from one to another, how many are ties.
    reciprocity: of the pairs of which both spoke and one names a tie, in how many both do.
    across: of the ties between two whose causes are known, how many share no cause.
    known_once, known_twice: of all pairs, of how many one spoke, and both.
    beyond: ties to networks beyond, for each who spoke.
    steps: how often each step was said of another.
    """

    people: int
    said: int
    density: float | None
    reciprocity: float | None
    across: float | None
    known_once: float
    known_twice: float
    beyond: float | None
    steps: tuple[int, ...]


def figures_of(
    people: Sequence[Node], said: Said, causes: Mapping[Any, frozenset[str]],
    beyond: Mapping[Any, Sequence[int]],
) -> TieFigures:  # fmt: skip
    """The figures of what `said` says about `people`; what it says of others is passed over.

    said: of each who spoke, the steps she named, also an empty one. causes: of each whose are
    known. beyond: of each who spoke, the steps of her ties to networks beyond.
    """
    arcs = _arcs(people, said)
    ties = {arc for arc, step in arcs.items() if step >= A_TIE}
    pairs = list(combinations(people, 2))
    spoke = Counter(((a, b) in arcs) + ((b, a) in arcs) for a, b in pairs)
    both = [(a, b) for a, b in pairs if (a, b) in arcs and (b, a) in arcs]
    named = [(a, b) for a, b in both if (a, b) in ties or (b, a) in ties]
    mutual = sum((a, b) in ties and (b, a) in ties for a, b in named)
    known = [(a, b) for a, b in ties if causes.get(a) and causes.get(b)]
    apart = sum(not causes[a] & causes[b] for a, b in known)
    tied_beyond = fsum(step >= A_TIE for steps in beyond.values() for step in steps)
    counted = Counter(arcs.values())
    return TieFigures(
        people=len(people), said=len(said),
        density=_share(len(ties), len(arcs)), reciprocity=_share(mutual, len(named)),
        across=_share(apart, len(known)),
        known_once=_share(spoke[1], len(pairs)) or 0.0,
        known_twice=_share(spoke[2], len(pairs)) or 0.0,
        beyond=round(tied_beyond / len(said), 2) if said else None,
        steps=tuple(counted[step] for step in STEPS),
    )  # fmt: skip


def _arcs(people: Sequence[Node], said: Said) -> dict[tuple[Node, Node], int]:
    here = set(people)
    return {
        (one, other): step
        for one, named in said.items()
        for other, step in named.items()
        if one in here and other in here and one != other
    }


def _share(some: int, of: int) -> float | None:
    return round(some / of, 4) if of else None


@dataclass(frozen=True)
class Line:
    """A tie as it is drawn: between two points, as strong as those say who spoke of it."""

    x1: float
    y1: float
    x2: float
    y2: float
    step: int
    is_both: bool


@dataclass(frozen=True)
class Point:
    """Somebody in the picture: where, whether she spoke, and the end of her line outward.

    name_y: how high a name stands, clear of the point and of the line outward.
    """

    node: Node
    x: float
    y: float
    spoke: bool
    out_x: float
    out_y: float
    beyond: int
    name_y: float


@dataclass(frozen=True)
class Drawing:
    """A picture of ties: lines first, points upon them."""

    lines: tuple[Line, ...]
    points: tuple[Point, ...]


def places(order: Sequence[Node]) -> dict[Node, tuple[float, float]]:
    """Where each stands: on a circle, in this order, from the top; always the same."""
    turn = 2 * pi / max(1, len(order))
    return {
        node: (
            round(CENTRE + RADIUS * sin(turn * at), 1),
            round(CENTRE - RADIUS * cos(turn * at), 1),
        )
        for at, node in enumerate(order)
    }


def drawing_of(order: Sequence[Node], said: Said, beyond: Mapping[Any, Sequence[int]]) -> Drawing:
    """The picture of what `said` says about those in `order`: ties alone, each pair one line.

    Where both spoke and one of them names no tie, the line is as weak as the weaker says.
    """
    arcs, place = _arcs(order, said), places(order)
    lines = []
    for one, other in combinations(order, 2):
        steps = [arcs[arc] for arc in ((one, other), (other, one)) if arc in arcs]
        if steps and min(steps) >= A_TIE:
            lines.append(Line(*place[one], *place[other], min(steps), len(steps) == 2))
    return Drawing(tuple(lines), tuple(_point(node, place[node], said, beyond) for node in order))


def _point(
    node: Node, place: tuple[float, float], said: Said, beyond: Mapping[Any, Sequence[int]]
) -> Point:
    x, y = place
    many = sum(step >= A_TIE for step in beyond.get(node, ()))
    far = 1 + min(many, 6) * SPOKE / RADIUS
    outward = (round(CENTRE + (x - CENTRE) * far, 1), round(CENTRE + (y - CENTRE) * far, 1))
    name_y = round(outward[1] + (BELOW if y > CENTRE else -ABOVE), 1)
    return Point(node, x, y, node in said, *outward, many, name_y)
