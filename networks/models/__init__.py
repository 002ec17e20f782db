"""A network, who belongs to it, who is invited, what it belongs to, what was done in it."""

from networks.models.affiliation import Affiliation, AffiliationPath, AffiliationState
from networks.models.approach import (
    AffiliationQuestion,
    Approach,
    ApproachAnswer,
    ApproachState,
    Prerequisite,
    Side,
)
from networks.models.invitation import Invitation, InvitationState, Refusal, Way
from networks.models.log import LogEntry, LogWords, Verb
from networks.models.membership import JoinAnswer, JoinQuestion, Membership, Role, State
from networks.models.network import JoinPolicy, Kind, Network, NetworkState, Visibility
from networks.models.searching import SavedFind, SavedSearch, Word
from networks.models.sharing import SharedThread
from networks.models.tie import Tie, TieKind, TieState

__all__ = [
    "Affiliation",
    "AffiliationPath",
    "AffiliationQuestion",
    "AffiliationState",
    "Approach",
    "ApproachAnswer",
    "ApproachState",
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
    "Prerequisite",
    "Refusal",
    "Role",
    "SavedFind",
    "SavedSearch",
    "SharedThread",
    "Side",
    "State",
    "Tie",
    "TieKind",
    "TieState",
    "Verb",
    "Visibility",
    "Way",
    "Word",
]
