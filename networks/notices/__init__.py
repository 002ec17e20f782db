"""Who is told what about networks, in which words (templates/networks/notices and mails)."""

from networks.notices.inviting import accepted
from networks.notices.joining import MOST_TOLD, declined, someone_asked, welcome
from networks.notices.petitions import petition_granted, petition_refused, petition_waits, rival
from networks.notices.searching import finds
from networks.notices.stewarding import seeks_stewards

__all__ = [
    "MOST_TOLD",
    "accepted",
    "declined",
    "finds",
    "petition_granted",
    "petition_refused",
    "petition_waits",
    "rival",
    "seeks_stewards",
    "someone_asked",
    "welcome",
]
