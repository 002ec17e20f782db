"""Who is told what about networks, in which words (templates/networks/notices and mails)."""

from networks.notices.approaching import accepted_in, approached, parted, recalled, turned_down
from networks.notices.inviting import accepted
from networks.notices.joining import MOST_TOLD, declined, someone_asked, welcome
from networks.notices.searching import finds
from networks.notices.stewarding import seeks_stewards
from networks.notices.talking import taken_off
from networks.notices.tying import tie_ended, tie_made, tie_proposed

__all__ = [
    "MOST_TOLD",
    "accepted",
    "accepted_in",
    "approached",
    "declined",
    "finds",
    "parted",
    "recalled",
    "seeks_stewards",
    "someone_asked",
    "taken_off",
    "tie_ended",
    "tie_made",
    "tie_proposed",
    "turned_down",
    "welcome",
]
