"""Who is told what about networks, in which words (templates/networks/notices and mails)."""

from networks.notices.inviting import accepted
from networks.notices.joining import (
    MOST_TOLD,
    declined,
    someone_asked,
    waitlisted,
    welcome,
    wrote_on_request,
)
from networks.notices.searching import finds
from networks.notices.stewarding import seeks_stewards
from networks.notices.ways import new_ways, objected, objection_met

__all__ = [
    "MOST_TOLD",
    "accepted",
    "declined",
    "finds",
    "new_ways",
    "objected",
    "objection_met",
    "seeks_stewards",
    "someone_asked",
    "waitlisted",
    "welcome",
    "wrote_on_request",
]
