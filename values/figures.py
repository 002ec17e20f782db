"""The circle as numbers: where its bars begin and end. The words beside it say the same.

Nothing is mirrored for those who read from the right: the order on the circle is the same for all.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 760, 470
MIDDLE = (WIDTH / 2, HEIGHT / 2)
INNER, OUTER = 36.0, 188.0  # where a bar begins, and where the longest ends
RING = (INNER + OUTER) / 2  # her own middle: a score of nought
FAR = 2.2  # scores beyond are drawn as this
DOT = 7.0  # degrees from the middle of a sector to a dot in it
NAMES_AT, NUMBERS_AT = 206.0, 204.0
STEP, GAP = 36.0, 3.0  # degrees from bar to bar, and left free between two

# Each family: which places on the circle it spans, counted clockwise from the top.
SPANS = {
    "openness": (0, 3),
    "self_enhancement": (3, 5),
    "conservation": (5, 8),
    "self_transcendence": (8, 10),
}


@dataclass(frozen=True)
class Whisker:
    """How far a bar might reach: a line along it, and a cap at either end."""

    line: str
    caps: str


@dataclass(frozen=True)
class Bar:
    """One of the ten: a piece of a ring, and where its name and number stand."""

    number: int
    name: str
    family: str
    path: str  # "" where there is nothing to draw
    second: str  # the end of the other profile's bar, as an arc; "" where there is none
    whisker: Whisker | None
    name_x: float
    name_y: float
    anchor: str
    number_x: float
    number_y: float


@dataclass(frozen=True)
class Span:
    """One of the four: an arc over its values, at the height of their mean."""

    family: str
    path: str


@dataclass(frozen=True)
class Wheel:
    """The whole drawing."""

    bars: tuple[Bar, ...]
    spans: tuple[Span, ...]
    arrow: str  # "" where the ten do not point one way
    width: int = WIDTH
    height: int = HEIGHT
    x: float = MIDDLE[0]
    y: float = MIDDLE[1]
    ring: float = RING
    outer: float = OUTER
    inner: float = INNER


def wheel(
    scores: Sequence[float],
    *,
    names: Sequence[str] = ("",) * 10,
    whiskers: Sequence[float] | None = None,
    second: Sequence[float] | None = None,
    families: dict[str, float] | None = None,
    direction: float | None = None,
) -> Wheel:
    """Ten bars round a circle, clockwise from the top in the order of the circle.

    scores: ten centred scores; NaN draws no bar. Beyond ±2.2 a bar is as long as there.
    names: what stands at the bars, as values.names.value_names() has them.
    whiskers: ten widths, each drawn to both sides of its score, in the same unit.
    second: ten scores of another profile, drawn as the ends of its bars.
    families: means of the four families, drawn as arcs; those missing or NaN are not.
    direction: degrees clockwise from the top in which an arrow points; None draws none.
    Raises ValueError when there are not ten: a bug in the caller, never shown to people.
    """
    for ten in (scores, names, whiskers, second):
        if ten is not None and len(ten) != 10:
            raise ValueError(f"{len(ten)} bars on a circle of ten")
    return Wheel(
        bars=tuple(
            _bar(
                at,
                names[at],
                scores[at],
                None if whiskers is None else whiskers[at],
                None if second is None else second[at],
            )
            for at in range(10)
        ),
        spans=tuple(
            Span(name, _span(name, mean))
            for name, mean in (families or {}).items()
            if not math.isnan(mean)
        ),
        arrow="" if direction is None else _arrow(direction),
    )


@dataclass(frozen=True)
class Dot:
    """A card on the map: where it lies, and of which family the value is beside it."""

    family: str
    x: float
    y: float


def dots(counts: Mapping[int, tuple[str, int]]) -> tuple[Dot, ...]:
    """So many dots in the middle of the sector of each value, two beside each other.

    counts: by the value's place on the circle, 0 to 9: its family, and how many dots.
    """
    return tuple(
        Dot(family, *_point(at * STEP + (-DOT if nth % 2 == 0 else DOT), _far(nth)))
        for at, (family, count) in counts.items()
        for nth in range(count)
    )


def _far(nth: int) -> float:
    return OUTER - 22 - (nth // 2) * 26.0


def radius(score: float) -> float:
    """How far from the middle a score lies."""
    return RING + max(-FAR, min(FAR, score)) / FAR * (OUTER - RING)


def _bar(at: int, name: str, score: float, whisker: float | None, second: float | None) -> Bar:
    angle = at * STEP
    name_x, name_y = _point(angle, NAMES_AT)
    number_x, number_y = _point(angle, NUMBERS_AT)
    is_drawn = not math.isnan(score)
    return Bar(
        number=at + 1,
        name=name,
        family=next(name for name, (start, end) in SPANS.items() if start <= at < end),
        path=_sector(angle, radius(score)) if is_drawn else "",
        second="" if second is None or math.isnan(second) else _end(angle, radius(second)),
        whisker=_whisker(angle, score, whisker) if is_drawn and whisker else None,
        name_x=name_x,
        name_y=name_y,
        anchor=_anchor(angle),
        number_x=number_x,
        number_y=number_y,
    )


def _point(angle: float, distance: float) -> tuple[float, float]:
    """Where that is, in the drawing: degrees clockwise from the top."""
    turn = math.radians(angle)
    return (
        round(MIDDLE[0] + distance * math.sin(turn), 1),
        round(MIDDLE[1] - distance * math.cos(turn), 1),
    )


def _at(angle: float, distance: float) -> str:
    x, y = _point(angle, distance)
    return f"{x:g} {y:g}"


def _arc(start: float, end: float, distance: float, *, back: bool = False) -> str:
    """An arc from where the pen is to the angle `end`; shorter than half a circle or not."""
    large = int(abs(end - start) > 180)
    return f"A{distance:.1f} {distance:.1f} 0 {large} {int(not back)} {_at(end, distance)}"


def _sector(angle: float, end: float) -> str:
    start, stop = angle - STEP / 2 + GAP / 2, angle + STEP / 2 - GAP / 2
    return (
        f"M{_at(start, INNER)}L{_at(start, end)}{_arc(start, stop, end)}"
        f"L{_at(stop, INNER)}{_arc(stop, start, INNER, back=True)}Z"
    )


def _end(angle: float, distance: float) -> str:
    start, stop = angle - STEP / 2 + GAP / 2, angle + STEP / 2 - GAP / 2
    return f"M{_at(start, distance)}{_arc(start, stop, distance)}"


def _span(family: str, mean: float) -> str:
    first, end = SPANS[family]
    start, stop = (first - 0.5) * STEP + GAP / 2, (end - 0.5) * STEP - GAP / 2
    return f"M{_at(start, radius(mean))}{_arc(start, stop, radius(mean))}"


def _whisker(angle: float, score: float, width: float) -> Whisker:
    low, high = radius(score - width), radius(score + width)
    caps = "".join(f"M{_at(angle - 4, end)}L{_at(angle + 4, end)}" for end in (low, high))
    return Whisker(f"M{_at(angle, low)}L{_at(angle, high)}", caps)


def _arrow(direction: float) -> str:
    tip = _at(direction, OUTER)
    sides = [_at(direction + turn, OUTER - 14) for turn in (-4, 4)]
    return f"M{_at(direction, 0)}L{tip}M{sides[0]}L{tip}L{sides[1]}"


def _anchor(angle: float) -> str:
    """On which side of its point a name stands."""
    side = round(math.sin(math.radians(angle)), 3)
    return "middle" if abs(side) < 0.1 else "start" if side > 0 else "end"
