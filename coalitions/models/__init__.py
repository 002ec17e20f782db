"""What coalitions hold: one module a noun."""

from coalitions.models.agreement import (
    AgreementTemplate,
    AgreementVersion,
    Clause,
    ClauseText,
    Consent,
    Group,
    Suggestion,
    VersionClause,
)
from coalitions.models.call import Call, CallAnswer, CallTo, Reply, Wanted
from coalitions.models.governing import ClauseOrigin, Review
from coalitions.models.ground import CommonText, Mark, Point, Relation, Topic
from coalitions.models.handbook import About, Account, Page, PageVersion, ReadBy
from coalitions.models.hardship import AskedPerson, Asking, Away, Hard, Hardship, KeptAway
from coalitions.models.joining import (
    Fate,
    LeaveRequest,
    LeavingPath,
    PresentAnswer,
    Requested,
    Step,
    Walk,
)
from coalitions.models.life import Carries, Closeness, Coalition, Phase

__all__ = [
    "About",
    "Account",
    "AgreementTemplate",
    "AgreementVersion",
    "AskedPerson",
    "Asking",
    "Away",
    "Call",
    "CallAnswer",
    "CallTo",
    "Carries",
    "Clause",
    "ClauseOrigin",
    "ClauseText",
    "Closeness",
    "Coalition",
    "CommonText",
    "Consent",
    "Fate",
    "Group",
    "Hard",
    "Hardship",
    "KeptAway",
    "LeaveRequest",
    "LeavingPath",
    "Mark",
    "Page",
    "PageVersion",
    "Phase",
    "Point",
    "PresentAnswer",
    "ReadBy",
    "Relation",
    "Reply",
    "Requested",
    "Review",
    "Step",
    "Suggestion",
    "Topic",
    "VersionClause",
    "Walk",
    "Wanted",
]
