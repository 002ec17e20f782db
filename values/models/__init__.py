"""Consent, what was answered, and the pools in which circles are put together."""

from values.models.consent import Consent
from values.models.pool import Pool
from values.models.sheet import About, Sheet

__all__ = ["About", "Consent", "Pool", "Sheet"]
