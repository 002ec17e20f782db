"""What cohorts hold: one module a noun."""

from cohorts.models.cohort import Cohort, OpenTo, Stage
from cohorts.models.connection import Connections
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
    "Coding", "Cohort", "Connections", "Dimension", "Edition", "Moment", "OpenTo", "Question",
    "QuestionVersion", "Quoting", "Reflection", "Round", "Shared", "Stage", "Strand",
]  # fmt: skip
