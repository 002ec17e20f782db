"""A network, who belongs to it, who is invited, what it belongs to, what was done in it."""

from networks.models.affiliation import Affiliation, AffiliationPath, AffiliationState
from networks.models.invitation import Invitation, InvitationState, Refusal, Way
from networks.models.log import LogEntry, LogWords, Verb
from networks.models.membership import JoinAnswer, JoinQuestion, Membership, Role, State
from networks.models.network import JoinPolicy, Kind, Network, NetworkState, Visibility
from networks.models.place import PlaceName
from networks.models.searching import SavedFind, SavedSearch, Word

__all__ = [
    "Affiliation",
    "AffiliationPath",
    "AffiliationState",
    "Invitation",
    "InvitationState",
    "JoinAnswer",
    "JoinPolicy",
    "JoinQuestion",
    "Kind",
    "LogEntry",
    "LogWords",
    "Membership",
    "Network",
    "NetworkState",
    "PlaceName",
    "Refusal",
    "Role",
    "SavedFind",
    "SavedSearch",
    "State",
    "Verb",
    "Visibility",
    "Way",
    "Word",
]
