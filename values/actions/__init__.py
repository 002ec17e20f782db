"""Writes: agreeing, answering, taking back."""

from values.actions.answering import OWN, begin, finish, go_on, keep_screen, throw_away
from values.actions.carding import (
    begin_cards,
    choose_few,
    keep_meanings,
    keep_piles,
    throw_cards_away,
)
from values.actions.consenting import consent, hold_consent, withdraw

__all__ = [
    "OWN",
    "begin",
    "begin_cards",
    "choose_few",
    "consent",
    "finish",
    "go_on",
    "hold_consent",
    "keep_meanings",
    "keep_piles",
    "keep_screen",
    "throw_away",
    "throw_cards_away",
    "withdraw",
]
