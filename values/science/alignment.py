"""How alike two profiles are. Never a percentage, never an order among people.

Two strangers already correlate .3 to .5, since nearly all put care first: so likeness is counted
beyond a norm ("distinctive", Furr 2008), and the norm is always named.
"""

from enum import Enum

import numpy as np
from numpy.typing import NDArray

from values.science.circle import INTRINSIC, Floats, index
from values.science.norms import Norm
from values.science.sealing import Apart

SURE = 1.96  # standard errors on each side of an interval of 95 %
# Three statements a value instead of two take about a seventh out of the spread, with the
# reliability of the PVQ-21 (.53); two American samples, asked with 21 and with 40, differ by .05.
OTHER_WORDING = 0.15
SAME = 0.15  # agreement that is surely smaller than this is none


def zero_sum(profiles: Floats) -> Floats:
    """Profiles (…, 10), each minus its own mean: priorities alone, not how much one ticks."""
    zeroed: Floats = profiles - profiles.mean(axis=-1, keepdims=True)
    return zeroed


def beyond(profiles: Floats, norm: Norm) -> Floats:
    """What is left of profiles (…, 10) beyond what everybody shares; both made zero-sum."""
    return zero_sum(profiles) - zero_sum(norm.mean)


def profile_r(one: Floats, other: Floats) -> float:
    """Same shape? The correlation of two profiles (10,), -1 to 1; 0 where one is flat."""
    return float(_cosines(zero_sum(one), zero_sum(other)))


def distinctive(one: Floats, other: Floats, norm: Norm) -> float:
    """Same shape beyond the norm? Two profiles (10,); -1 to 1, about 0 for strangers (SD .4).

    0 as well where one of them is the norm itself: nothing can be said.
    """
    return float(_cosines(beyond(one, norm), beyond(other, norm)))


def distinctive_to_all(one: Floats, many: Floats, norm: Norm) -> Floats:
    """`distinctive` of a profile (10,) to each of many (n, 10); an array (n,)."""
    return _cosines(beyond(many, norm), beyond(one, norm))


def distance(one: Floats, other: Floats) -> float:
    """Euclid's distance of two profiles (10,), in points of the scale: shape and strength."""
    return float(np.linalg.norm(one - other))


def rms(one: Floats, other: Floats) -> float:
    """The same as a mean over the ten values: their typical difference, in points of the scale."""
    return distance(one, other) / float(np.sqrt(10))


def common_ground(
    one: Floats, other: Floats, norm: Norm, *, margin: float = 0.0
) -> tuple[str, ...]:
    """Which of universalism, benevolence and self-direction both stress; maybe none.

    Stressed is what one puts above one's own mean, and more than `margin` (points of the scale)
    above the norm. What the one who holds it less holds most comes first.
    """
    lesser = np.minimum(zero_sum(one), zero_sum(other))
    above = np.minimum(beyond(one, norm), beyond(other, norm))
    found = [v for v in INTRINSIC if lesser[index(v)] > 0 and above[index(v)] > margin]
    return tuple(sorted(found, key=lambda value: -above[index(value)]))


class Closeness(Enum):
    """How far people lie apart, held against a norm."""

    UNKNOWN = "unknown"
    CLOSER = "closer"
    ALIKE = "alike"  # about as far apart as people usually do
    FURTHER = "further"


def agreement(apart: Apart, norm: Norm) -> tuple[float, float]:
    """1 - s² of a group / s² of the norm, over all ten values together, and its standard error.

    1: all alike; 0: as varied as the norm's people; below 0: more varied. Against the norm's
    spread, since any random group "agrees" on benevolence. NaN where that spread is not known.
    """
    return 1 - apart.square / norm.apart, apart.se / norm.apart


def closeness(apart: Apart, norm: Norm) -> Closeness:
    """What may be said of it. A norm of other wording is no sure measure: more statements for a
    value make people look closer together, so what differs little from it is not told."""
    agreed, se = agreement(apart, norm)
    doubt = OTHER_WORDING if norm.is_provisional else 0.0
    low, high = agreed - SURE * se, agreed + SURE * se
    if low > doubt:
        return Closeness.CLOSER
    if high < -doubt:
        return Closeness.FURTHER
    return Closeness.ALIKE if max(-low, high) <= doubt + SAME else Closeness.UNKNOWN


def _cosines(many: Floats, one: Floats) -> NDArray[np.float64]:
    """Cosines (…,) of vectors (…, 10) with one (10,); 0 where either has no length."""
    lengths = np.linalg.norm(many, axis=-1) * np.linalg.norm(one)
    with np.errstate(invalid="ignore", divide="ignore"):
        cosines = np.where(lengths > 1e-12, many @ one / lengths, 0.0)
    return np.clip(cosines, -1.0, 1.0)
