"""Consent, what was answered, and the pools in which circles are put together."""

from values.models.cards import CardSort
from values.models.consent import Consent
from values.models.naming import CODES, OFF_MAP, NamedValue, OwnValue, placed
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
    "CODES",
    "MOST_POOLS",
    "MOST_SEALINGS",
    "OFF_MAP",
    "About",
    "Batch",
    "CardSort",
    "Consent",
    "NamedValue",
    "OwnValue",
    "Part",
    "Pool",
    "Publication",
    "Share",
    "Sheet",
    "Sort",
    "Spending",
    "placed",
]
