"""A network, who belongs to it, what it belongs to, and what was done in it."""

from networks.models.affiliation import Affiliation, AffiliationPath, AffiliationState
from networks.models.log import LogEntry, LogWords, Verb
from networks.models.membership import JoinAnswer, JoinQuestion, Membership, Role, State
from networks.models.network import JoinPolicy, Kind, Network, NetworkState, Visibility
from networks.models.searching import SavedFind, SavedSearch, Word

__all__ = [
    "Affiliation", "AffiliationPath", "AffiliationState", "JoinAnswer", "JoinPolicy",
    "JoinQuestion", "Kind", "LogEntry", "LogWords", "Membership", "Network", "NetworkState",
    "Role", "SavedFind", "SavedSearch", "State", "Verb", "Visibility", "Word",
]  # fmt: skip
