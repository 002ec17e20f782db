"""A network, who belongs to it, who is invited, what it belongs to, what was done in it."""

from networks.models.affiliation import Affiliation, AffiliationPath, AffiliationState
from networks.models.bringing import (
    Edition,
    EditionState,
    Likeness,
    LikenessState,
    Listing,
    Progress,
    Source,
    Unlisted,
)
from networks.models.invitation import Invitation, InvitationState, Refusal, Way
from networks.models.log import LogEntry, LogWords, Verb
from networks.models.membership import JoinAnswer, JoinQuestion, Membership, Role, State
from networks.models.network import JoinPolicy, Kind, Network, NetworkState, Visibility
from networks.models.petition import OPEN, Petition, PetitionState, Wish
from networks.models.searching import SavedFind, SavedSearch, Word

__all__ = [
    "OPEN",
    "Affiliation",
    "AffiliationPath",
    "AffiliationState",
    "Edition",
    "EditionState",
    "Invitation",
    "InvitationState",
    "JoinAnswer",
    "JoinPolicy",
    "JoinQuestion",
    "Kind",
    "Likeness",
    "LikenessState",
    "Listing",
    "LogEntry",
    "LogWords",
    "Membership",
    "Network",
    "NetworkState",
    "Petition",
    "PetitionState",
    "Progress",
    "Refusal",
    "Role",
    "SavedFind",
    "SavedSearch",
    "Source",
    "State",
    "Unlisted",
    "Verb",
    "Visibility",
    "Way",
    "Wish",
    "Word",
]
