"""The reads of the directory and of a network's pages."""

from networks.queries.affiliating import MOST_BODIES, affiliates_of, bodies_of
from networks.queries.belonging import (
    MOST_HOLDERS,
    holders_seen,
    members_seen,
    networks_of,
    readers_of,
    share_a_network,
    stewards_of,
)
from networks.queries.finding import (
    MOST_COUNTED,
    MOST_WORDS,
    Card,
    asked_words,
    cards_of,
    few_words,
    find_networks,
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
from networks.queries.log import log_of

__all__ = [
    "HELD",
    "MOST_BODIES",
    "MOST_COUNTED",
    "MOST_HOLDERS",
    "MOST_WORDS",
    "Card",
    "Fate",
    "affiliates_of",
    "asked_words",
    "bodies_of",
    "cards_of",
    "fates_of",
    "few_words",
    "find_networks",
    "holders_seen",
    "invitation_held",
    "invitations_seen",
    "log_of",
    "members_seen",
    "networks_of",
    "open_networks",
    "open_requests",
    "readers_of",
    "refusals_of",
    "requests_to_answer",
    "share_a_network",
    "stewards_of",
]
