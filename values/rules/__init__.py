"""Who may do what with answers about values: the reason why not, worded for her, or ""."""

from values.rules.answering import (
    why_not_answer,
    why_not_finish,
    why_not_go_on,
    why_not_keep,
)
from values.rules.carding import why_not_choose, why_not_these, why_not_write

__all__ = [
    "why_not_answer",
    "why_not_choose",
    "why_not_finish",
    "why_not_go_on",
    "why_not_keep",
    "why_not_these",
    "why_not_write",
]
