"""The circle of ten basic values: their order, what belongs together, the shape of a profile.

Order: Schwartz 1992; all three samples that the golden tests name give exactly this one. Arrays of
ten are always in the order of `VALUES`.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

VALUES: tuple[str, ...] = ("SD", "ST", "HE", "AC", "PO", "SE", "CO", "TR", "BE", "UN")
HIGHER_ORDER: dict[str, tuple[str, ...]] = {
    "openness": ("SD", "ST", "HE"),
    "self_enhancement": ("AC", "PO"),
    "conservation": ("SE", "CO", "TR"),
    "self_transcendence": ("BE", "UN"),
}
INTRINSIC: tuple[str, ...] = ("UN", "BE", "SD")
EXTRINSIC: tuple[str, ...] = ("PO", "AC")
CARE: tuple[str, ...] = ("UN", "BE")
STATUS: tuple[str, ...] = ("PO", "AC")

STEP = 36  # degrees from one value to the next
# The fit that 95 % of ten random scores stay below: 1 - .05 ** (2 / 7), since R2 of two
# cosine terms and ten points is Beta(1, 3.5).
CHANCE_FIT = float(1 - 0.05 ** (1 / 3.5))

_ANGLES = np.radians(STEP * np.arange(len(VALUES)))
_COSINES, _SINES = np.cos(_ANGLES), np.sin(_ANGLES)


def index(value: str) -> int:
    """Where `value` stands in arrays of ten, 0 to 9; ValueError for another code."""
    return VALUES.index(value)


def angle(value: str) -> int:
    """Degrees of `value` on the circle, 0 (SD) to 324 (UN)."""
    return STEP * index(value)


def opposite(value: str) -> str:
    """The value straight across the circle, which tends to lose weight as `value` gains it."""
    return VALUES[(index(value) + 5) % 10]


def neighbours(value: str) -> tuple[str, str]:
    """The values on either side of `value`, which tend to be held together with it."""
    at = index(value)
    return VALUES[at - 1], VALUES[(at + 1) % 10]


@dataclass(frozen=True)
class Structure:
    """How far one profile is one arrow on the circle.

    elevation: mean of the ten scores. amplitude: length of the arrow, in points of the scale, ≥ 0.
    displacement: where it points, degrees from SD, 0 to below 360. fit: R2 of the cosine, 0 to 1;
    0 where all ten are alike. is_above_chance: whether `fit` reaches what 5 % of random scores do.
    Draw an arrow only then: for most people one arrow says something false.
    """

    elevation: float
    amplitude: float
    displacement: float
    fit: float
    is_above_chance: bool


def structure(profile: Floats) -> Structure:
    """The structural summary of one profile (10,) without gaps.

    Source: Gurtman & Balakrishnan 1998; with ten equal angles this is ordinary least squares.
    """
    must_be_ten(profile)
    elevation = float(profile.mean())
    along, across = float(profile @ _COSINES) / 5, float(profile @ _SINES) / 5
    amplitude = float(np.hypot(along, across))
    spread = float(((profile - elevation) ** 2).sum())
    fit = min(1.0, 5 * amplitude**2 / spread) if spread > 1e-12 else 0.0
    displacement = float(np.degrees(np.arctan2(across, along))) % 360 % 360
    return Structure(elevation, amplitude, displacement, fit, fit >= CHANCE_FIT)


def must_be_ten(profiles: Floats) -> None:
    """ValueError unless the last axis of `profiles` is of ten scores."""
    if profiles.shape[-1:] != (10,):
        raise ValueError(f"ten scores a profile, not {profiles.shape}")
