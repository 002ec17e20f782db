"""From answers to ten scores. Sources: values manual of the SVS (2009), PVQ instructions (2021)."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from values.science.circle import (
    CARE,
    EXTRINSIC,
    HIGHER_ORDER,
    INTRINSIC,
    STATUS,
    VALUES,
    Floats,
    index,
    must_be_ten,
)
from values.science.instruments import Instrument

CHUNK = 1 << 15  # rows at a time, so that a million people need no memory for copies


@dataclass(frozen=True)
class Scores:
    """What answers say, one row a person.

    raw (people, 10): mean of a value's answered items, after turning round where the scale runs
    down; NaN where fewer than half are answered. mean_rating (people,): mean of all answered items,
    keyed or not. centred (people, 10): raw minus mean_rating; all NaN where excluded, never
    divided by anybody's spread. excluded: a code for each person: "" (scored), "missing",
    "identical" or "highest" (too many of the answer that one should give rarely).
    """

    centred: Floats
    raw: Floats
    mean_rating: Floats
    excluded: list[str]

    @property
    def is_scored(self) -> NDArray[np.bool_]:
        """(people,): who was not excluded."""
        return np.array([not reason for reason in self.excluded], dtype=np.bool_)


def score(
    instrument: Instrument, ratings: Floats, *, asked: NDArray[np.bool_] | None = None
) -> Scores:
    """Score answers (people, items), items in the order of `instrument.items`, NaN where missing.

    asked (items,): which items were put at all (default: all); others count as no gap.
    Raises ValueError for another shape, an answer that is not on the scale, and cards: what is in
    which pile was never meant as a rating.
    """
    if instrument.kind != "ratings":
        raise ValueError(f"{instrument.id} is not answered by ratings")
    count = len(instrument.items)
    if ratings.ndim != 2 or ratings.shape[1] != count:
        raise ValueError(f"{count} items a person, not {ratings.shape}")
    asked = np.ones(count, dtype=np.bool_) if asked is None else asked
    raw, mean = np.empty((len(ratings), 10)), np.empty(len(ratings))
    excluded: list[str] = []
    for start in range(0, len(ratings), CHUNK):
        rows = slice(start, start + CHUNK)
        excluded += _excluded(instrument, ratings[rows], asked)
        raw[rows], mean[rows] = _means(instrument, ratings[rows])
    centred = raw - mean[:, np.newaxis]
    centred[np.array([bool(reason) for reason in excluded], dtype=np.bool_)] = np.nan
    return Scores(centred, raw, mean, excluded)


def higher_order(profiles: Floats) -> Floats:
    """The four higher-order values (…, 4) of profiles (…, 10), in the order of `HIGHER_ORDER`.

    Each is the mean of its values' scores; NaN where one of those is.
    """
    must_be_ten(profiles)
    return np.stack([mean_of(profiles, group) for group in HIGHER_ORDER.values()], axis=-1)


def mean_of(profiles: Floats, values: tuple[str, ...]) -> Floats:
    """The mean (…,) of the scores of `values` in profiles (…, 10)."""
    picked: Floats = profiles[..., [index(value) for value in values]].mean(axis=-1)
    return picked


def intrinsic(profiles: Floats) -> Floats:
    """The mean (…,) of universalism, benevolence and self-direction."""
    return mean_of(profiles, INTRINSIC)


def extrinsic(profiles: Floats) -> Floats:
    """The mean (…,) of power and achievement."""
    return mean_of(profiles, EXTRINSIC)


def care_above_status(profiles: Floats) -> Floats:
    """D (…,): universalism and benevolence minus power and achievement; above 0: care first.

    Comparable only between answers to the same items.
    """
    return mean_of(profiles, CARE) - mean_of(profiles, STATUS)


def _means(instrument: Instrument, ratings: Floats) -> tuple[Floats, Floats]:
    """Raw scores and the mean of all answers; products of matrices instead of loops."""
    if instrument.direction == "down":
        ratings = instrument.low + instrument.high - ratings
    answered = ~np.isnan(ratings)
    given = np.where(answered, ratings, 0.0)
    key = np.array([[item.value == value for value in VALUES] for item in instrument.items], float)
    counts = answered.astype(np.float64) @ key
    with np.errstate(invalid="ignore", divide="ignore"):
        raw = np.where(2 * counts >= key.sum(axis=0), given @ key / counts, np.nan)
        mean = given.sum(axis=1) / answered.sum(axis=1)
    return raw, mean


def _excluded(instrument: Instrument, ratings: Floats, asked: NDArray[np.bool_]) -> list[str]:
    """A reason code for each person, "" where her answers can be scored."""
    rule = instrument.exclusion
    gaps = np.isnan(ratings[:, asked]).sum(axis=1)
    answers = asked.sum() - gaps
    same = np.stack([(ratings == code).sum(axis=1) for code in instrument.codes], axis=1)
    if (same.sum(axis=1) != (~np.isnan(ratings)).sum(axis=1)).any():
        raise ValueError(f"answers are whole numbers from {instrument.low} to {instrument.high}")
    is_highest = np.zeros(len(ratings), dtype=np.bool_)
    for code, limit in rule.of_code.items():
        is_highest |= same[:, code - instrument.low] >= limit
        if limit:
            same[:, code - instrument.low] = 0
    is_missing = answers == 0
    if rule.missing:
        is_missing |= gaps >= rule.missing
    is_identical = np.zeros(len(ratings), dtype=np.bool_)
    if rule.identical:
        is_identical |= same.max(axis=1) >= rule.identical
    if rule.all_the_same:
        is_identical |= same.max(axis=1) == answers
    reasons = np.select(
        [is_missing, is_identical, is_highest], ["missing", "identical", "highest"], ""
    )
    return [str(reason) for reason in reasons]
