"""Who may do what with answers about values: the reason why not, worded for her, or ""."""

from values.rules.answering import (
    why_not_answer,
    why_not_finish,
    why_not_go_on,
    why_not_keep,
)

__all__ = ["why_not_answer", "why_not_finish", "why_not_go_on", "why_not_keep"]
