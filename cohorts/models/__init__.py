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
from cohorts.models.connection import Connections
from cohorts.models.gathering import Gathering, OpenNetwork, ProgrammeQuestion, RoleOffer
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

__all__ = [
    "Answered",
    "Application",
    "ApplicationAnswer",
    "Coding",
    "Cohort",
    "Connections",
    "Departure",
    "Dimension",
    "Draw",
    "DrawState",
    "Edition",
    "Experience",
    "Feature",
    "Gathering",
    "Moment",
    "NoNominations",
    "Nominated",
    "Nomination",
    "OpenNetwork",
    "OpenTo",
    "ProgrammeQuestion",
    "Question",
    "QuestionVersion",
    "Quota",
    "Quoting",
    "Reflection",
    "Region",
    "RoleOffer",
    "Round",
    "Shared",
    "Stage",
    "Strand",
]
