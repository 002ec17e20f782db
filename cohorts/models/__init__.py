"""What cohorts hold: one module a noun."""

from cohorts.models.applying import (
    Answered,
    Application,
    ApplicationAnswer,
    Experience,
    Nominated,
    Nomination,
    NoNominations,
    Region,
)
from cohorts.models.challenge import Challenge, ChallengeWord, Trusted, TrustVoice
from cohorts.models.choosing import Departure, Draw, DrawState, Feature, Quota
from cohorts.models.cohort import Cohort, OpenTo, Stage
from cohorts.models.gathering import Gathering, OpenNetwork, ProgrammeQuestion, RoleOffer
from cohorts.models.material import Material, MaterialVersion, SharedProgramme, Sort, Taken, Theme
from cohorts.models.session import Holding, Session, Share

__all__ = [
    "Answered",
    "Application",
    "ApplicationAnswer",
    "Challenge",
    "ChallengeWord",
    "Cohort",
    "Departure",
    "Draw",
    "DrawState",
    "Experience",
    "Feature",
    "Gathering",
    "Holding",
    "Material",
    "MaterialVersion",
    "NoNominations",
    "Nominated",
    "Nomination",
    "OpenNetwork",
    "OpenTo",
    "ProgrammeQuestion",
    "Quota",
    "Region",
    "RoleOffer",
    "Session",
    "Share",
    "SharedProgramme",
    "Sort",
    "Stage",
    "Taken",
    "Theme",
    "TrustVoice",
    "Trusted",
]
