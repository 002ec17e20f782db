"""What people hold, and what they believe that others hold: the perception gap.

Both are measured in points of "care above status": the mean of universalism and benevolence less
the mean of power and achievement, each centred on the answers it was given with. A gap below zero
says that others are believed to care less than they do.

Sources: pluralistic ignorance as in Miller 2023 and Sargent and Newman 2021; the two shares as
Perceptions Matter (Common Cause Foundation 2016) counts them.
"""

from dataclasses import dataclass
from enum import Enum
from math import sqrt

import numpy as np

from values.science.sealing import Floats, Published

SPREAD_OWN = 1.12  # points: of care above status between people (US GSS 2012)
SPREAD_GAP = 1.5  # points: of one person's gap, own and believed answers being about independent
FEW = 20  # people: below that only the direction is said
SURE = 1.96  # standard errors on each side of an interval of 95 %
ABOUT_HALF = 0.2  # a share that is surely no further from a half is about one
CLOSE = 0.1  # standard error of a share up to which it is told in tenths
SMALL = 0.25  # points: a gap that is surely smaller than this is none


class Finding(Enum):
    """What may be said of a gap."""

    UNKNOWN = "unknown"  # the interval holds zero, and more than a small gap
    NONE = "none"  # the interval lies within a small gap on either side of zero
    BELOW = "below"  # others are believed to care less than they do
    ABOVE = "above"  # others are believed to care more than they do


@dataclass(frozen=True)
class Gap:
    """A mean gap in points, how far off it may be, and how many people it is of."""

    n: int
    mean: float
    se: float

    @property
    def low(self) -> float:
        """The lower end of the 95 % interval."""
        return self.mean - SURE * self.se

    @property
    def high(self) -> float:
        """Its upper end."""
        return self.mean + SURE * self.se

    @property
    def finding(self) -> Finding:
        """What may be said of it."""
        if self.low >= -SMALL and self.high <= SMALL:
            return Finding.NONE
        if self.high < 0:
            return Finding.BELOW
        return Finding.ABOVE if self.low > 0 else Finding.UNKNOWN

    @property
    def gives_size(self) -> bool:
        """Whether its size may be said, or only its direction."""
        return self.n >= FEW


def from_sealed(published: Published, column: int = 0) -> Gap:
    """The mean gap of sealed batches; column: which others are meant."""
    return Gap(published.n, float(published.mean[column]), published.se)


class Tilt(Enum):
    """What may be said of how many believe less of the others than they say of themselves."""

    UNKNOWN = "unknown"
    MOST = "most"  # surely more than half
    FEW = "few"  # surely fewer than half
    HALF = "half"  # about a half, which is what no bias gives


@dataclass(frozen=True)
class ShareBelow:
    """The share of people who believe less of the others than they say of themselves; its standard
    error, of noise and of so few people, if it were a half."""

    below: float
    se: float

    @property
    def finding(self) -> Tilt:
        """What may be said of it: held against the half that comes of no bias."""
        if abs(self.below - 0.5) > SURE * self.se:
            return Tilt.MOST if self.below > 0.5 else Tilt.FEW
        near = abs(self.below - 0.5) + SURE * self.se
        return Tilt.HALF if near <= ABOUT_HALF else Tilt.UNKNOWN

    @property
    def tenths(self) -> int | None:
        """How many of ten people that are, 1 to 9; None where nobody can say so closely, and for
        next to nobody and nearly all: of these, less is said."""
        number = round(10 * self.below)
        return number if self.se <= CLOSE and 1 <= number <= 9 else None


def share_from_sealed(published: Published, column: int = 0) -> ShareBelow:
    """The share that sealed gaps tell; column: which others are meant."""
    return ShareBelow(published.below[column], share_se(published.n, published.noise_sd))


def share_se(n: int, noise_sd: float) -> float:
    """Of a share: half the noise of a sum of sides, each -1 or 1, and the chance of so few."""
    return float(np.hypot(noise_sd / 2, sqrt(0.25 / n)))


@dataclass(frozen=True)
class Compared:
    """What rows say, for those who hold them.

    gap: the mean. standardised: in spreads of the people's own answers. below: share who believe
    less of the others than is so; 0.5 is what no bias gives. below_se: its standard error at 0.5.
    caring: share whose own care is above status. A share of nobody is NaN.
    """

    gap: Gap
    standardised: float
    below: float
    below_se: float
    caring: float

    @property
    def differs_from_chance(self) -> bool:
        """Whether the share who believe less is surely not a half."""
        return abs(self.below - 0.5) > SURE * self.below_se


def from_rows(own: Floats, believed: Floats) -> Compared:
    """Compare people's own care above status with what they believe of the others.

    own, believed: (people,) in points; NaN where somebody did not answer. Each one's belief is held
    against the mean of all the others. Raises ValueError with fewer than two whole rows.
    """
    whole = ~(np.isnan(own) | np.isnan(believed))
    own, believed = own[whole], believed[whole]
    n = own.size
    if n < 2:
        raise ValueError("a gap takes two people at least")
    others = (own.sum() - own) / (n - 1)
    gaps = believed - others
    spread = float(own.std(ddof=1))
    mean = float(gaps.mean())
    ties = gaps == 0
    return Compared(
        gap=Gap(n, mean, _se(own, believed)),
        standardised=mean / spread if spread else float("nan"),
        below=float((gaps < 0).sum() + ties.sum() / 2) / n,
        below_se=sqrt(0.25 / n),
        caring=float((own > 0).mean()),
    )


def _se(own: Floats, believed: Floats) -> float:
    """Of the mean gap: the mean of beliefs less the mean of the same people's own."""
    differences = believed - own
    return float(differences.std(ddof=1)) / sqrt(differences.size)
