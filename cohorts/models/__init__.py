"""What cohorts hold: one module a noun."""

from cohorts.models.applying import (
    Answered,
    Application,
    ApplicationAnswer,
    ApplicationNote,
    Experience,
    Nominated,
    Nomination,
    NoNominations,
    Region,
)
from cohorts.models.buddies import Buddy, BuddyGroup, BuddyWish, Place
from cohorts.models.care import Carried, Helps, Load, LoadShared, Rest
from cohorts.models.challenge import Challenge, ChallengeWord, Trusted, TrustVoice
from cohorts.models.choosing import Departure, Draw, DrawState, Feature, Quota
from cohorts.models.cohort import Cohort, OpenTo, Stage
from cohorts.models.commitment import Commitment
from cohorts.models.connection import Connections
from cohorts.models.gathering import Gathering, OpenNetwork, ProgrammeQuestion, RoleOffer
from cohorts.models.journal import Entry, SealedDraft, SharedWith
from cohorts.models.material import Material, MaterialVersion, SharedProgramme, Sort, Taken, Theme
from cohorts.models.reflection import (
    Dimension,
    Moment,
    Question,
    QuestionVersion,
    Quoting,
    Reflection,
    Round,
    Shared,
)
from cohorts.models.report import Coding, Edition, Strand
from cohorts.models.session import Holding, Session, Share

__all__ = [
    "Answered",
    "Application",
    "ApplicationAnswer",
    "ApplicationNote",
    "Buddy",
    "BuddyGroup",
    "BuddyWish",
    "Carried",
    "Challenge",
    "ChallengeWord",
    "Coding",
    "Cohort",
    "Commitment",
    "Connections",
    "Departure",
    "Dimension",
    "Draw",
    "DrawState",
    "Edition",
    "Entry",
    "Experience",
    "Feature",
    "Gathering",
    "Helps",
    "Holding",
    "Load",
    "LoadShared",
    "Material",
    "MaterialVersion",
    "Moment",
    "NoNominations",
    "Nominated",
    "Nomination",
    "OpenNetwork",
    "OpenTo",
    "Place",
    "ProgrammeQuestion",
    "Question",
    "QuestionVersion",
    "Quota",
    "Quoting",
    "Reflection",
    "Region",
    "Rest",
    "RoleOffer",
    "Round",
    "SealedDraft",
    "Session",
    "Share",
    "Shared",
    "SharedProgramme",
    "SharedWith",
    "Sort",
    "Stage",
    "Strand",
    "Taken",
    "Theme",
    "TrustVoice",
    "Trusted",
]
