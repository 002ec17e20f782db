"""Consent, what was answered, and the pools in which circles are put together."""

from values.models.cards import CardSort
from values.models.consent import Consent
from values.models.naming import CODES, OFF_MAP, NamedValue, OwnValue, placed
from values.models.pool import Pool
from values.models.sheet import About, Sheet

__all__ = [
    "CODES",
    "OFF_MAP",
    "About",
    "CardSort",
    "Consent",
    "NamedValue",
    "OwnValue",
    "Pool",
    "Sheet",
    "placed",
]
