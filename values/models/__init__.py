"""Consent, what was answered, and the pools in which circles are put together."""

from values.models.consent import Consent
from values.models.pool import Pool
from values.models.pooling import (
    MOST_POOLS,
    MOST_SEALINGS,
    Batch,
    Part,
    Publication,
    Share,
    Sort,
    Spending,
)
from values.models.sheet import About, Sheet

__all__ = [
    "MOST_POOLS",
    "MOST_SEALINGS",
    "About",
    "Batch",
    "Consent",
    "Part",
    "Pool",
    "Publication",
    "Share",
    "Sheet",
    "Sort",
    "Spending",
]
