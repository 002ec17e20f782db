"""A network, who belongs to it, who is invited, what it belongs to, what was done in it."""

from networks.models.affiliation import Affiliation, AffiliationPath, AffiliationState
from networks.models.invitation import Invitation, InvitationState, Refusal, Way
from networks.models.log import LogEntry, LogWords, Verb
from networks.models.membership import (
    WAITING,
    AnswerText,
    JoinAnswer,
    JoinQuestion,
    Membership,
    Role,
    State,
)
from networks.models.network import Admission, JoinPolicy, Kind, Network, NetworkState, Visibility
from networks.models.place import PlaceName
from networks.models.searching import SavedFind, SavedSearch, Word
from networks.models.ways import Objection, WaysVersion

__all__ = [
    "WAITING",
    "Admission",
    "Affiliation",
    "AffiliationPath",
    "AffiliationState",
    "AnswerText",
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
    "Objection",
    "PlaceName",
    "Refusal",
    "Role",
    "SavedFind",
    "SavedSearch",
    "State",
    "Verb",
    "Visibility",
    "Way",
    "WaysVersion",
    "Word",
]
