"""The call, applications, nominations, conversations, choosing."""

from cohorts.models import Cohort
from solidarity.people.data_rights import spare


def register() -> None:
    """What is held here about a person, and what becomes of it when she goes."""
    spare({Cohort: "a cohort's programme: nothing about a person"})
