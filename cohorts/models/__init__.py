"""What cohorts hold: one module a noun."""

from cohorts.models.challenge import Challenge, ChallengeWord, Trusted, TrustVoice
from cohorts.models.cohort import Cohort, OpenTo, Stage
from cohorts.models.material import (
    Material,
    MaterialVersion,
    SharedProgramme,
    Sort,
    Taken,
    Theme,
)
from cohorts.models.session import Holding, Session, Share

__all__ = [
    "Challenge",
    "ChallengeWord",
    "Cohort",
    "Holding",
    "Material",
    "MaterialVersion",
    "OpenTo",
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
