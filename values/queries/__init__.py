"""Reads: what somebody agreed to, and what she answered, which is read here alone."""

from values.queries.answering import (
    answers_in,
    open_sheet,
    own_sheets,
    profile_in,
    profile_of,
    ratings_in,
)
from values.queries.consenting import consent_of, consents_of

__all__ = [
    "answers_in",
    "consent_of",
    "consents_of",
    "open_sheet",
    "own_sheets",
    "profile_in",
    "profile_of",
    "ratings_in",
]
