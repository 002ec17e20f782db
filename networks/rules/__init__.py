"""Who may do what in a network: the reason why not, worded for the person, or ""."""

from networks.rules.choosing import (
    how_chosen,
    why_not_agree,
    why_not_change_way,
    why_not_confirm,
    why_not_drop,
    why_not_hand_over,
    why_not_object,
    why_not_propose,
    why_not_step_down,
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
from networks.rules.keeping import (
    why_not_lift,
    why_not_pause,
    why_not_remove,
    why_not_reopen,
    why_not_reply,
    why_not_uphold,
)
from networks.rules.reporting import (
    why_not_ask_stewards,
    why_not_close,
    why_not_list,
    why_not_report,
    why_not_take,
    why_not_unlist,
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

__all__ = [
    "MOST_SEARCHES",
    "Standing",
    "how_chosen",
    "is_over",
    "sees_affiliations",
    "sees_members",
    "standing_of",
    "voice_in",
    "voice_of",
    "why_not_accept",
    "why_not_agree",
    "why_not_answer",
    "why_not_ask_stewards",
    "why_not_change",
    "why_not_change_way",
    "why_not_close",
    "why_not_confirm",
    "why_not_drop",
    "why_not_hand_over",
    "why_not_invite",
    "why_not_join",
    "why_not_leave",
    "why_not_lift",
    "why_not_list",
    "why_not_manage",
    "why_not_object",
    "why_not_pause",
    "why_not_propose",
    "why_not_remove",
    "why_not_reopen",
    "why_not_reply",
    "why_not_report",
    "why_not_resend",
    "why_not_save",
    "why_not_step_down",
    "why_not_take",
    "why_not_unlist",
    "why_not_uphold",
    "why_not_withdraw",
]
