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
from cohorts.models.choosing import Departure, Draw, DrawState, Feature, Quota
from cohorts.models.cohort import Cohort, OpenTo, Stage
from cohorts.models.gathering import Gathering, OpenNetwork, ProgrammeQuestion, RoleOffer

__all__ = [
    "Answered",
    "Application",
    "ApplicationAnswer",
    "Cohort",
    "Departure",
    "Draw",
    "DrawState",
    "Experience",
    "Feature",
    "Gathering",
    "NoNominations",
    "Nominated",
    "Nomination",
    "OpenNetwork",
    "OpenTo",
    "ProgrammeQuestion",
    "Quota",
    "Region",
    "RoleOffer",
    "Stage",
]
