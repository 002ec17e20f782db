"""Writes: agreeing, answering, taking back."""

from values.actions.answering import OWN, begin, finish, go_on, keep_screen, throw_away
from values.actions.consenting import consent, hold_consent, withdraw

__all__ = [
    "OWN",
    "begin",
    "consent",
    "finish",
    "go_on",
    "hold_consent",
    "keep_screen",
    "throw_away",
    "withdraw",
]
