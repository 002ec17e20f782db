"""Reads: what somebody agreed to, and what she answered, which is read here alone."""

from values.queries.answering import (
    answers_in,
    count_sheets,
    open_sheet,
    own_sheets,
    profile_in,
    profile_of,
    ratings_in,
    result_of,
    scores_in,
)
from values.queries.consenting import consent_of, consents_of
from values.queries.portraying import Pair, Portrait, pair_of, portrait_of

__all__ = [
    "Pair",
    "Portrait",
    "answers_in",
    "consent_of",
    "consents_of",
    "count_sheets",
    "open_sheet",
    "own_sheets",
    "pair_of",
    "portrait_of",
    "profile_in",
    "profile_of",
    "ratings_in",
    "result_of",
    "scores_in",
]
