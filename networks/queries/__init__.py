"""The reads of the directory and of a network's pages."""

from networks.queries.affiliating import MOST_BODIES, affiliates_of, bodies_of
from networks.queries.belonging import (
    MOST_HOLDERS,
    holders_seen,
    members_seen,
    networks_of,
    readers_of,
    share_a_network,
    shut_out_of,
    stewards_of,
)
from networks.queries.choosing import (
    MOST_OPEN,
    counted,
    is_carried,
    needed_for,
    open_proposals,
    past_proposals,
    stewards_in,
)
from networks.queries.finding import (
    MOST_COUNTED,
    MOST_WORDS,
    Card,
    affiliate_counts,
    asked_words,
    best_first,
    cards_of,
    count_up_to,
    find_networks,
    member_counts,
    open_networks,
)
from networks.queries.inviting import (
    HELD,
    Fate,
    fates_of,
    invitation_held,
    invitations_seen,
    refusals_of,
)
from networks.queries.joining import open_requests, requests_to_answer
from networks.queries.keeping import (
    last_measure,
    measures_about,
    measures_of,
)
from networks.queries.log import log_of
from networks.queries.reporting import (
    has_reported,
    reports_at_desk,
    reports_by,
    reports_in,
)

__all__ = [
    "HELD",
    "MOST_BODIES",
    "MOST_COUNTED",
    "MOST_HOLDERS",
    "MOST_OPEN",
    "MOST_WORDS",
    "Card",
    "Fate",
    "affiliate_counts",
    "affiliates_of",
    "asked_words",
    "best_first",
    "bodies_of",
    "cards_of",
    "count_up_to",
    "counted",
    "fates_of",
    "find_networks",
    "has_reported",
    "holders_seen",
    "invitation_held",
    "invitations_seen",
    "is_carried",
    "last_measure",
    "log_of",
    "measures_about",
    "measures_of",
    "member_counts",
    "members_seen",
    "needed_for",
    "networks_of",
    "open_networks",
    "open_proposals",
    "open_requests",
    "past_proposals",
    "readers_of",
    "refusals_of",
    "reports_at_desk",
    "reports_by",
    "reports_in",
    "requests_to_answer",
    "share_a_network",
    "shut_out_of",
    "stewards_in",
    "stewards_of",
]
