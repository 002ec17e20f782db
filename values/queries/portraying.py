"""A profile as people read it: the picture, and words that say the same.

Four families are said with confidence; the ten values, behind each of which are three statements,
as a first sketch. Nothing is compared with anybody else, and nothing is good or bad.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from values.figures import Wheel, wheel
from values.names import FAMILIES, FAMILY_MEANINGS, MEANINGS, NAMES, listed, value_names
from values.queries.answering import Floats
from values.science.circle import HIGHER_ORDER, VALUES, neighbours, opposite, structure
from values.science.scoring import higher_order

# From where on something lies apart from her own middle, in points of the scale.
NEAR, FAR = 0.3, 1.0
# What differs less between two sheets may be chance: 1.96 * SD * sqrt(2 * (1 - alpha)), with the
# spread and the alpha seen elsewhere (families .6 and .84; the ten .9 and .55, PVQ-21).
MOVED_FAMILY, MOVED_VALUE = 0.7, 1.7
MOST_NAMED = 3


@dataclass(frozen=True)
class Line:
    """One value or family: what it is called, what it is about, where it lies."""

    number: int
    family: str
    name: str
    meaning: str
    words: str
    score: float


@dataclass(frozen=True)
class Portrait:
    """One profile: the picture, its lines, and what to say of it."""

    wheel: Wheel
    families: tuple[Line, ...]
    values: tuple[Line, ...]
    sure: tuple[str, ...]  # sentences about the four
    sketch: tuple[str, ...]  # sentences about the ten
    leaning: str


def portrait_of(profile: Floats) -> Portrait:
    """What ten centred scores (10,) show; NaN where a value has too few answers."""
    four = [float(mean) for mean in higher_order(profile)]
    families = tuple(
        _line(at, key, FAMILIES[key], FAMILY_MEANINGS[key], four[at])
        for at, key in enumerate(HIGHER_ORDER)
    )
    values = tuple(
        _line(at, family_of(code), NAMES[code], MEANINGS[code], float(profile[at]))
        for at, code in enumerate(VALUES)
    )
    direction = direction_of(profile)
    drawn = wheel(
        [float(score) for score in profile],
        names=value_names(),
        families=dict(zip(HIGHER_ORDER, four, strict=True)),
        direction=direction,
    )
    return Portrait(
        drawn, families, values, tuple(_sure(families)), tuple(_sketch(values)), _leaning(direction)
    )


def family_of(code: str) -> str:
    """The family that a value belongs to."""
    return next(key for key, codes in HIGHER_ORDER.items() if code in codes)


def direction_of(profile: Floats) -> float | None:
    """Where the ten point, in degrees; None where they do not point one way more than by chance."""
    if any(math.isnan(score) for score in profile):
        return None
    shape = structure(profile)
    return shape.displacement if shape.is_above_chance else None


def _line(at: int, family: str, name: object, meaning: object, score: float) -> Line:
    return Line(at + 1, family, str(name), str(meaning), where(score), score)


def where(score: float) -> str:
    """Where a score lies, in words."""
    if math.isnan(score):
        return _("too few answers to say")
    if abs(score) < NEAR:
        return _("about in your middle")
    if score > 0:
        return _("far above your middle") if score >= FAR else _("above your middle")
    return _("far below your middle") if score <= -FAR else _("below your middle")


def _sure(families: Sequence[Line]) -> list[str]:
    known = [line for line in families if not math.isnan(line.score)]
    above = [line.name for line in sorted(known, key=_from_top) if line.score >= NEAR]
    below = [line.name for line in sorted(known, key=_from_top) if line.score <= -NEAR]
    found = []
    if above:
        found.append(_("You hold this dearer than the rest: %(names)s.") % {"names": listed(above)})
    if below:
        said = _("This stands further back: %(names)s. It can matter to you all the same.")
        found.append(said % {"names": listed(below)})
    if not found and known:
        found.append(_("The four lie close together: none of them stands out."))
    return found


def _sketch(values: Sequence[Line]) -> list[str]:
    known = sorted((line for line in values if not math.isnan(line.score)), key=_from_top)
    top = [line for line in known if line.score >= NEAR][:MOST_NAMED]
    if not top:
        return [_("None of the ten stands out.")] if known else []
    said = _("Among the ten, this stands out: %(names)s.")
    return [
        said % {"names": listed([line.name for line in top])},
        *_around(top[0], {line.number: line for line in known}),
    ]


def _around(one: Line, known: dict[int, Line]) -> list[str]:
    """What lies beside a value and across from it: tendencies among many people."""
    code = VALUES[one.number - 1]
    beside = listed([str(NAMES[each]) for each in neighbours(code)])
    across = opposite(code)
    names = {"name": one.name, "beside": beside, "across": str(NAMES[across])}
    found = [
        _(
            "Neighbours on the circle strengthen each other: among many people, those who hold"
            " %(name)s dear often hold %(beside)s dear as well."
        )
        % names,
        _(
            "What lies across is like the other end of a see-saw: among many people, where"
            " %(name)s goes up, %(across)s tends to go down."
        )
        % names,
    ]
    other = known.get(VALUES.index(across) + 1)
    if other and other.score >= NEAR:
        found.append(_("You hold both ends dear. Many people do: it is a tendency, no rule."))
    return found


def _leaning(direction: float | None) -> str:
    if direction is None:
        return _("There is no arrow, since your ten do not point one way. Most people’s do not.")
    name = NAMES[VALUES[round(direction / 36) % 10]]
    return _("The arrow shows where your ten point, taken together: towards %(name)s.") % {
        "name": name
    }


def _from_top(line: Line) -> float:
    return -line.score


@dataclass(frozen=True)
class Move:
    """A value or family at two times."""

    number: int
    family: str
    name: str
    before: str
    after: str
    words: str


@dataclass(frozen=True)
class Pair:
    """Two of her sheets side by side."""

    wheel: Wheel
    families: tuple[Move, ...]
    values: tuple[Move, ...]
    sentence: str


def pair_of(before: Floats, after: Floats) -> Pair:
    """What differs between two of her profiles, and what may be chance."""
    old, new = portrait_of(before), portrait_of(after)
    families = tuple(map(_moved_family, old.families, new.families))
    drawn = wheel(
        [float(score) for score in after],
        names=value_names(),
        second=[float(score) for score in before],
    )
    values = tuple(map(_moved_value, old.values, new.values))
    return Pair(drawn, families, values, _told(old.families, new.families))


def _moved_family(old: Line, new: Line) -> Move:
    return _move(old, new, MOVED_FAMILY)


def _moved_value(old: Line, new: Line) -> Move:
    return _move(old, new, MOVED_VALUE)


def _move(old: Line, new: Line, least: float) -> Move:
    return Move(new.number, new.family, new.name, old.words, new.words, moved(old, new, least))


def moved(old: Line, new: Line, least: float) -> str:
    """How it moved, in words; less than `least` is as good as nothing."""
    difference = new.score - old.score
    if math.isnan(difference):
        return _("cannot be compared")
    if abs(difference) < least:
        return _("much as before")
    return _("came forward") if difference > 0 else _("stepped back")


def _told(old: Sequence[Line], new: Sequence[Line]) -> str:
    differences = [(b.name, b.score - a.score) for a, b in zip(old, new, strict=True)]
    forward = [name for name, by in differences if by >= MOVED_FAMILY]
    back = [name for name, by in differences if by <= -MOVED_FAMILY]
    if forward and back:
        said = _("Came forward: %(forward)s. Stepped back: %(back)s.")
        return said % {"forward": listed(forward), "back": listed(back)}
    if forward:
        return _("Came forward: %(forward)s.") % {"forward": listed(forward)}
    if back:
        return _("Stepped back: %(back)s.") % {"back": listed(back)}
    return _("The four are much as they were. What differs could be chance.")
