"""Writes: agreeing, answering, taking back."""

from values.actions.answering import begin, finish, go_on, keep_screen
from values.actions.consenting import consent, hold_consent, withdraw

__all__ = ["begin", "consent", "finish", "go_on", "hold_consent", "keep_screen", "withdraw"]
