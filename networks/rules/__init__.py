"""Who may do what in a network: the reason why not, worded for the person, or ""."""

from networks.rules.inviting import (
    is_over,
    why_not_accept,
    why_not_invite,
    why_not_manage,
    why_not_resend,
)
from networks.rules.joining import (
    why_not_agree,
    why_not_answer,
    why_not_change,
    why_not_join,
    why_not_leave,
    why_not_waitlist,
    why_not_withdraw,
)
from networks.rules.requesting import (
    MOST_TEXTS,
    SEEN_FOR,
    is_shown,
    voice_on,
    why_not_add_text,
    why_not_keep_texts,
)
from networks.rules.searching import MOST_SEARCHES, why_not_save
from networks.rules.standing import (
    Standing,
    answers_requests,
    sees_affiliations,
    sees_members,
    standing_of,
    voice_in,
    voice_of,
)
from networks.rules.ways import (
    is_behind,
    why_not_accept_ways,
    why_not_meet,
    why_not_object,
    why_not_write_ways,
)

__all__ = [
    "MOST_SEARCHES",
    "MOST_TEXTS",
    "SEEN_FOR",
    "Standing",
    "answers_requests",
    "is_behind",
    "is_over",
    "is_shown",
    "sees_affiliations",
    "sees_members",
    "standing_of",
    "voice_in",
    "voice_of",
    "voice_on",
    "why_not_accept",
    "why_not_accept_ways",
    "why_not_add_text",
    "why_not_agree",
    "why_not_answer",
    "why_not_change",
    "why_not_invite",
    "why_not_join",
    "why_not_keep_texts",
    "why_not_leave",
    "why_not_manage",
    "why_not_meet",
    "why_not_object",
    "why_not_resend",
    "why_not_save",
    "why_not_waitlist",
    "why_not_withdraw",
    "why_not_write_ways",
]
