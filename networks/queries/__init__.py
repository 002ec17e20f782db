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
from networks.queries.joining import answerers_of, requests_to_answer
from networks.queries.log import log_of
from networks.queries.requesting import (
    Sought,
    Waiting,
    conversation_of,
    requests_sought,
    texts_of,
    waiting_in,
)
from networks.queries.ways import (
    Shares,
    objections_to,
    own_objection,
    readers_of_ways,
    shares_of,
    versions_of,
    ways_in_force,
    ways_to_answer,
)

__all__ = [
    "HELD",
    "MOST_BODIES",
    "MOST_COUNTED",
    "MOST_HOLDERS",
    "MOST_WORDS",
    "Card",
    "Fate",
    "Shares",
    "Sought",
    "Waiting",
    "affiliates_of",
    "answerers_of",
    "asked_words",
    "bodies_of",
    "cards_of",
    "conversation_of",
    "fates_of",
    "few_words",
    "find_networks",
    "holders_seen",
    "invitation_held",
    "invitations_seen",
    "log_of",
    "members_seen",
    "networks_of",
    "objections_to",
    "open_networks",
    "own_objection",
    "readers_of",
    "readers_of_ways",
    "refusals_of",
    "requests_sought",
    "requests_to_answer",
    "share_a_network",
    "shares_of",
    "stewards_of",
    "texts_of",
    "versions_of",
    "waiting_in",
    "ways_in_force",
    "ways_to_answer",
]
