"""Who may do what in a network: the reason why not, worded for the person, or ""."""

from networks.rules.approaching import (
    TAKES_NETWORKS,
    missing_for,
    sides_of,
    why_not_answer_approach,
    why_not_approach,
    why_not_ask_again,
    why_not_belong,
    why_not_enter,
    why_not_part,
    why_not_recall,
    why_not_speak,
)
from networks.rules.inviting import (
    is_over,
    why_not_accept,
    why_not_invite,
    why_not_manage,
    why_not_resend,
)
from networks.rules.joining import (
    why_not_answer,
    why_not_change,
    why_not_join,
    why_not_leave,
    why_not_withdraw,
)
from networks.rules.searching import MOST_SEARCHES, why_not_save
from networks.rules.standing import (
    Standing,
    sees_affiliations,
    sees_members,
    standing_of,
    voice_in,
    voice_of,
)
from networks.rules.talking import why_not_take_off
from networks.rules.tying import (
    ends_of,
    why_not_confirm,
    why_not_propose,
    why_not_tie,
    why_not_untie,
)

__all__ = [
    "MOST_SEARCHES",
    "TAKES_NETWORKS",
    "Standing",
    "ends_of",
    "is_over",
    "missing_for",
    "sees_affiliations",
    "sees_members",
    "sides_of",
    "standing_of",
    "voice_in",
    "voice_of",
    "why_not_accept",
    "why_not_answer",
    "why_not_answer_approach",
    "why_not_approach",
    "why_not_ask_again",
    "why_not_belong",
    "why_not_change",
    "why_not_confirm",
    "why_not_enter",
    "why_not_invite",
    "why_not_join",
    "why_not_leave",
    "why_not_manage",
    "why_not_part",
    "why_not_propose",
    "why_not_recall",
    "why_not_resend",
    "why_not_save",
    "why_not_speak",
    "why_not_take_off",
    "why_not_tie",
    "why_not_untie",
    "why_not_withdraw",
]
