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
from networks.models.binding import Binding, KeptSetting
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
from networks.models.circle import PublishedCircle
from networks.models.holding import OPEN_FOR, Opening, OpeningState, OpeningWord
from networks.models.invitation import Invitation, InvitationState, Refusal, Way
from networks.models.lineage import Descent, Lineage
from networks.models.log import LogEntry, LogWords, Verb
from networks.models.measure import Measure, MeasureKind, MeasureState
from networks.models.membership import (
    WAITING,
    AnswerText,
    JoinAnswer,
    JoinQuestion,
    Membership,
    Role,
    State,
)
from networks.models.naming import OurValue, PlaceIdea, ReadBy, Wording
from networks.models.network import (
    Admission,
    Choosing,
    CircleSeen,
    JoinPolicy,
    Kind,
    Network,
    NetworksJoin,
    NetworkState,
    Visibility,
)
from networks.models.petition import OPEN, Petition, PetitionState, Wish
from networks.models.place import PlaceName
from networks.models.proposal import (
    HAND_OVERS,
    RECALLS,
    Confirmation,
    Proposal,
    ProposalKind,
    ProposalState,
)
from networks.models.report import Harm, Report, ReportState
from networks.models.searching import SavedFind, SavedSearch, Word
from networks.models.sharing import SharedThread
from networks.models.spoke import Spoke
from networks.models.tie import Tie, TieKind, TieState
from networks.models.ways import Objection, WaysVersion

__all__ = [
    "HAND_OVERS",
    "OPEN",
    "OPEN_FOR",
    "RECALLS",
    "WAITING",
    "Admission",
    "Affiliation",
    "AffiliationPath",
    "AffiliationQuestion",
    "AffiliationState",
    "AnswerText",
    "Approach",
    "ApproachAnswer",
    "ApproachState",
    "Binding",
    "Choosing",
    "CircleSeen",
    "Confirmation",
    "Descent",
    "Edition",
    "EditionState",
    "Harm",
    "Invitation",
    "InvitationState",
    "JoinAnswer",
    "JoinPolicy",
    "KeptSetting",
    "JoinQuestion",
    "Kind",
    "Likeness",
    "LikenessState",
    "Lineage",
    "Listing",
    "LogEntry",
    "LogWords",
    "Measure",
    "MeasureKind",
    "MeasureState",
    "Membership",
    "Network",
    "NetworkState",
    "NetworksJoin",
    "Objection",
    "Opening",
    "OpeningState",
    "OpeningWord",
    "OurValue",
    "Petition",
    "PetitionState",
    "PlaceIdea",
    "PlaceName",
    "Prerequisite",
    "Progress",
    "Proposal",
    "ProposalKind",
    "ProposalState",
    "PublishedCircle",
    "ReadBy",
    "Refusal",
    "Report",
    "ReportState",
    "Role",
    "SavedFind",
    "SavedSearch",
    "SharedThread",
    "Side",
    "Source",
    "Spoke",
    "State",
    "Tie",
    "TieKind",
    "TieState",
    "Unlisted",
    "Verb",
    "Visibility",
    "Way",
    "WaysVersion",
    "Wish",
    "Word",
    "Wording",
]
