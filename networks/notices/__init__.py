"""Who is told what about networks, in which words (templates/networks/notices and mails)."""

from networks.notices.approaching import accepted_in, approached, parted, taken_back, turned_down
from networks.notices.choosing import (
    chosen,
    found_stewards,
    handed_over,
    proposed,
    put_proposal,
    recalled,
    term_ended,
    terms_end,
)
from networks.notices.forgetting import threads_go
from networks.notices.holding import opening, shown
from networks.notices.inviting import accepted
from networks.notices.joining import (
    MOST_TOLD,
    declined,
    put_request,
    someone_asked,
    waitlisted,
    welcome,
    wrote_on_request,
)
from networks.notices.keeping import answered, paused, removed, settled
from networks.notices.naming import words_declined, words_kept, words_proposed
from networks.notices.petitions import petition_granted, petition_refused, petition_waits, rival
from networks.notices.reporting import (
    admins_ask,
    listing_changed,
    report_closed,
    report_taken,
    reported,
)
from networks.notices.searching import finds
from networks.notices.spokes import (
    speaks,
    spoke_recalled,
    spoke_replaced,
    spoke_sought,
    spoke_terms_end,
    voice_handed_over,
)
from networks.notices.stewarding import seeks_stewards
from networks.notices.talking import begun, taken_off
from networks.notices.tying import tie_ended, tie_made, tie_proposed
from networks.notices.ways import new_ways, objected, objection_met

__all__ = [
    "MOST_TOLD",
    "accepted",
    "accepted_in",
    "admins_ask",
    "answered",
    "approached",
    "begun",
    "chosen",
    "declined",
    "finds",
    "found_stewards",
    "handed_over",
    "listing_changed",
    "new_ways",
    "objected",
    "objection_met",
    "opening",
    "parted",
    "paused",
    "petition_granted",
    "petition_refused",
    "petition_waits",
    "proposed",
    "put_proposal",
    "put_request",
    "recalled",
    "removed",
    "report_closed",
    "report_taken",
    "reported",
    "rival",
    "seeks_stewards",
    "settled",
    "shown",
    "someone_asked",
    "speaks",
    "spoke_recalled",
    "spoke_replaced",
    "spoke_sought",
    "spoke_terms_end",
    "taken_back",
    "taken_off",
    "term_ended",
    "terms_end",
    "threads_go",
    "tie_ended",
    "tie_made",
    "tie_proposed",
    "turned_down",
    "voice_handed_over",
    "waitlisted",
    "welcome",
    "words_declined",
    "words_kept",
    "words_proposed",
    "wrote_on_request",
]
