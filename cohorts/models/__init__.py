"""What cohorts hold: one module a noun."""

from cohorts.models.cohort import Cohort, OpenTo, Stage

__all__ = ["Cohort", "OpenTo", "Stage"]
