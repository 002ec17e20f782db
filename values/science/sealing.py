"""Sealed batches: what many hold together, so that nothing can be told of any one of them.

People who put their circles together wait until there are enough of them. Their sum is sealed with
noise that is drawn once and never again; what is published is made of sealed sums alone. Numbers
inside a seal are whole thousandths of a point, and the noise is exact: whole numbers and fractions,
from the system's secure source, so that no rounding of the machine tells anything.

With each circle one number more is summed: how far it lies from the middle, turned so that it is
the larger, the nearer it lies. A circle and that number are together no longer than a circle may be
alone, so that it costs nothing; from both sums follows how far people lie apart. Likewise with each
gap its side alone.

Sources: Canonne, Kamath and Steinke 2020 (exact discrete Gaussian); Bun and Steinke 2016 (rho).
"""

import secrets
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import isqrt

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Below = Callable[[int], int]  # a whole number from 0 up to what it is given, without that

CLIP = 4  # points: the longest profile that counts, and the farthest gap
RHO = 0.5  # what one sealing may tell, in zero-concentrated differential privacy
# Less for a gap: one number tells more of itself than each of ten, so that what all the others
# could guess of it is as little as of a circle, about a twentieth.
RHO_GAP = 0.2
THOUSAND = 1000
FIRST_BATCH = 10
LEAST_BATCH = 5
VALUES = 10  # columns of a circle; the one after them says how near the middle it lies
# How much of (16 - r²) stands in that column: at most 16 * NEAR = 3.2, and with the circle no more
# than four points. A little less than the 1/4 that would do, so that it tells no more of itself
# than each of the ten.
NEAR = 0.2
SIDES = 2  # of a gap vector, the gaps; as many columns after them say on which side of zero each is
SPREAD_APART = 4.0  # square points: between people, of the square of how far one lies from the mean
SPREAD = 0.89  # points: how far people lie from their mean in one value (US GSS 2012, PVQ-21)
STEP = 0.05  # points: what is published is rounded to this


def clip(profile: Floats) -> Floats:
    """Profiles with the sum of zero, none longer than four points (L2).

    profile: (…, ten) or any other number of columns, in points. Same shape comes back.
    """
    centred = profile - profile.mean(axis=-1, keepdims=True)
    return _shortened(centred)


def _shortened(vectors: Floats, most: float = CLIP) -> Floats:
    length = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors * (most / np.maximum(length, most)), dtype=np.float64)


def _in_thousandths(vectors: Floats) -> NDArray[np.int64]:
    """Whole thousandths, cut towards zero, so that no vector grows longer than it was."""
    return np.trunc(np.round(vectors * THOUSAND, 6)).astype(np.int64)


# The noise


def _is_chance(chance: Fraction, below: Below) -> bool:
    return below(chance.denominator) < chance.numerator


def _is_exp(gamma: Fraction, below: Below) -> bool:
    """Whether a chance of exp(-gamma) comes true; gamma: 0 or more."""
    whole = int(gamma)
    for _ in range(whole):
        if not _is_exp_of_part(Fraction(1), below):
            return False
    return _is_exp_of_part(gamma - whole, below)


def _is_exp_of_part(gamma: Fraction, below: Below) -> bool:
    """The same for gamma from 0 to 1."""
    tries = 1
    while _is_chance(gamma / tries, below):
        tries += 1
    return tries % 2 == 1


def _discrete_laplace(scale: int, below: Below) -> int:
    """A whole number, k with a chance in proportion to exp(-|k| / scale)."""
    while True:
        rest = below(scale)
        if not _is_exp(Fraction(rest, scale), below):
            continue
        turns = 0
        while _is_exp_of_part(Fraction(1), below):
            turns += 1
        size = rest + scale * turns
        is_negative = bool(below(2))
        if not (is_negative and size == 0):
            return -size if is_negative else size


def _one_gaussian(variance: Fraction, below: Below) -> int:
    """A whole number, k with a chance in proportion to exp(-k² / (2 variance))."""
    scale = isqrt(int(variance)) + 1
    while True:
        drawn = _discrete_laplace(scale, below)
        off = abs(drawn) - variance / scale
        if _is_exp(off * off / (2 * variance), below):
            return drawn


def discrete_gaussian(
    sigma: Fraction | float, size: int, *, below: Below = secrets.randbelow
) -> NDArray[np.int64]:
    """`size` whole numbers of exact discrete Gaussian noise around zero.

    sigma: above 0. below: where chance comes from; anything but the default is for tests.
    """
    return _gaussians(Fraction(sigma) ** 2, size, below)


def _gaussians(variance: Fraction, size: int, below: Below) -> NDArray[np.int64]:
    return np.array([_one_gaussian(variance, below) for _ in range(size)], dtype=np.int64)


# Sealing


@dataclass(frozen=True)
class Sealed:
    """The sum of one batch with its noise: all that is kept of it.

    n: people in it. sums: thousandths of a point. rho: what the seal may tell.
    """

    n: int
    sums: tuple[int, ...]
    rho: float = RHO

    @property
    def variance(self) -> float:
        """Of the noise in each sum, in square points."""
        return float(_variance(self.rho)) / THOUSAND**2


def _variance(rho: float) -> Fraction:
    return Fraction((CLIP * THOUSAND) ** 2) / (2 * Fraction(rho).limit_denominator(THOUSAND))


def seal(profiles: Floats, *, rho: float = RHO, below: Below = secrets.randbelow) -> Sealed:
    """The sum of profiles (people, ten), clipped, with noise that is drawn here and only here.

    Its eleventh number says how near the middle they lie, from which follows how far apart.
    """
    return _sealed(_in_thousandths(with_nearness(clip(profiles))), rho, below)


def with_nearness(clipped: Floats) -> Floats:
    """Clipped profiles (…, ten) with a column more; no row is longer than four points.

    With t the square of a profile's length, a row's is t + (NEAR * (16 - t))²: convex in t, so that
    it is largest at an end of 0 to 16, and there 10.24 and 16.
    """
    squares = (clipped**2).sum(axis=-1, keepdims=True)
    return np.concatenate([clipped, NEAR * (CLIP**2 - squares)], axis=-1)


def seal_gaps(gaps: Floats, *, rho: float = RHO_GAP, below: Below = secrets.randbelow) -> Sealed:
    """The sum of gaps (people, one for each kind of others), clipped to ±4, with noise.

    A gap is one number: what somebody believes of others less what she says of herself, in points
    of care above status. Who answers for two kinds of others has two. After them stand their sides:
    -1 below zero, 1 above. All of them together are no longer than 4.
    """
    return _sealed(_in_thousandths(with_sides(gaps)), rho, below)


def with_sides(gaps: Floats) -> Floats:
    """Gaps (…, k), shortened, with their k sides: no row is longer than four points."""
    room = float(np.sqrt(CLIP**2 - gaps.shape[-1]))
    return np.concatenate([_shortened(gaps, room), np.sign(gaps)], axis=-1)


def _sealed(vectors: NDArray[np.int64], rho: float, below: Below) -> Sealed:
    people, columns = vectors.shape
    noise = _gaussians(_variance(rho), columns, below)
    sums = vectors.sum(axis=0) + noise
    return Sealed(people, tuple(int(each) for each in sums), rho)


# Batches


def next_size(published: int) -> int:
    """How many must wait before the next batch: ten at first, then a quarter, five at least."""
    if published == 0:
        return FIRST_BATCH
    return max(LEAST_BATCH, -(-published // 4))


def batch_size(published: int, waiting: int) -> int:
    """How many people the next batch takes; 0: there is nothing to seal yet.

    published: people in the batches that count. waiting: those who may be sealed.
    """
    size = next_size(published)
    return size if waiting >= size else 0


def batch_sizes(published: int, waiting: int) -> list[int]:
    """All the batches that one sealing makes of those who wait; the rest wait on."""
    sizes = []
    while size := batch_size(published, waiting):
        sizes.append(size)
        published, waiting = published + size, waiting - size
    return sizes


@dataclass(frozen=True)
class Live:
    """A batch that counts: how many it was sealed of, and who of them are still in it."""

    n: int
    people: frozenset[int]


@dataclass(frozen=True)
class Plan:
    """What one sealing does: batches to drop, and people of batches to seal."""

    dropped: tuple[int, ...]
    batches: tuple[tuple[int, ...], ...]


def plan(live: Mapping[int, Live], *, here: Collection[int], waiting: Sequence[int]) -> Plan:
    """What to do with a pool now.

    live: its batches by key. here: those who share still. waiting: those of them who may be sealed
    once more, in an order that tells nothing (shuffled); who is in a batch that stays is passed by.
    A batch that somebody has left is dropped whole; what it held goes with it.
    """
    here = frozenset(here)
    stays = {key: b for key, b in live.items() if len(b.people & here) == b.n}
    counted = frozenset().union(*(batch.people for batch in stays.values()))
    free = [each for each in waiting if each in here and each not in counted]
    batches, taken = [], 0
    for size in batch_sizes(len(counted), len(free)):
        batches.append(tuple(free[taken : taken + size]))
        taken += size
    return Plan(tuple(sorted(live.keys() - stays.keys())), tuple(batches))


# Publishing


@dataclass(frozen=True)
class Apart:
    """How far people lie apart: the mean square of how far each lies from their mean, over all ten
    values together, in square points; and its standard error, of noise and of so few people."""

    square: float
    se: float


@dataclass(frozen=True)
class Published:
    """What sealed sums say: a mean in points, and how far off it may be.

    noise_sd: of the noise, for each value. sampling_se: how far the mean of so few people lies
    from that of all who are like them, at the spread that is usual. Both in points. apart: None
    where it is not known. below: of each kind of others, the share of people who believe less of
    them than they say of themselves; nought to one but for the noise.
    """

    n: int
    mean: Floats
    noise_sd: float
    sampling_se: float
    apart: Apart | None = None
    below: tuple[float, ...] = ()

    @property
    def se(self) -> float:
        """Both together."""
        return float(np.hypot(self.noise_sd, self.sampling_se))


def combine(pools: Sequence[Sequence[Sealed]]) -> list[Sealed]:
    """The sealed sums of many pools as those of one: nothing new is told by adding them."""
    return [sealed for pool in pools for sealed in pool]


def publish(sealed: Sequence[Sealed], *, spread: float = SPREAD) -> Published:
    """The circle of all who are in sealed batches: with the sum of zero, rounded to .05.

    spread: how far people lie from their mean in one value, in points, by a norm: of these people
    only the ten together are known, and roughly.
    """
    total = _added(sealed)
    ten = total.mean[:VALUES]
    centred = ten - ten.mean()
    noise = total.noise_sd * ((VALUES - 1) / VALUES) ** 0.5
    return Published(
        total.n, _rounded(centred), noise, spread / total.n**0.5, apart=_apart(total, centred)
    )


def _apart(total: Published, centred: Floats) -> Apart | None:
    """How far apart the people of these sums lie; None where a sum does not say it.

    What noise adds to the square of the mean is taken out again, as far as it is known.
    """
    if total.mean.size <= VALUES or total.n < 2:
        return None
    n, noise = total.n, total.noise_sd**2
    free = VALUES - 1
    mean_square = float((centred**2).sum()) - free * noise
    square = (CLIP**2 - float(total.mean[VALUES]) / NEAR - mean_square) * n / (n - 1)
    off = noise / NEAR**2 + 4 * max(0.0, mean_square) * noise + 2 * free * noise**2
    return Apart(_step(max(0.0, square)), float(np.hypot(off**0.5, SPREAD_APART / n**0.5)))


def publish_gaps(sealed: Sequence[Sealed], *, spread: float) -> Published:
    """The mean gap of all who are in sealed batches, rounded to .05; spread: of one gap."""
    total = _added(sealed)
    gaps, sides = total.mean[:SIDES], total.mean[SIDES:]
    return Published(
        total.n, _rounded(np.clip(gaps, -CLIP, CLIP)), total.noise_sd, spread / total.n**0.5,
        below=tuple(_step(float(share)) for share in (1 - sides) / 2),
    )  # fmt: skip


def _added(sealed: Sequence[Sealed]) -> Published:
    """The plain mean with its noise; raises ValueError where nothing is sealed: a caller's bug.

    Of sums that say more and sums that say less, only what all of them say is added.
    """
    n = sum(each.n for each in sealed)
    if n == 0:
        raise ValueError("nothing is sealed")
    columns = min(len(each.sums) for each in sealed)
    sums = np.array([each.sums[:columns] for each in sealed], dtype=np.int64).sum(axis=0)
    noise = sum(each.variance for each in sealed) ** 0.5
    return Published(n, sums / (n * THOUSAND), noise / n, 0.0)


def _rounded(means: Floats) -> Floats:
    return np.round(np.round(means / STEP) * STEP, 2) + 0.0


def _step(number: float) -> float:
    return round(round(number / STEP) * STEP, 2) + 0.0
