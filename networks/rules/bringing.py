"""Who brings directories in, and when."""

from django.utils.translation import gettext as _

from networks.models import Edition, EditionState
from solidarity.outbox.models import Job
from solidarity.outbox.models import State as JobState
from solidarity.people.models import Person

AT_WORK = {EditionState.CHECKING, EditionState.RUNNING}


def why_not_bring(person: Person) -> str:
    """Why `person` may not bring in directories; "" when she may."""
    return "" if person.is_active and person.is_admin else _("Only admins do this.")


def is_stuck(edition: Edition, job: Job | None) -> bool:
    """Whether nobody is at this file, though its state says so.

    Its job was given up, or failed and waits to be tried once more. job: its newest one.
    """
    is_alive = job is not None and job.state == JobState.WAITING and not job.last_error
    return edition.state in AT_WORK and not is_alive


def why_not_check(person: Person, edition: Edition, job: Job | None) -> str:
    """Why this file cannot be read in another way, or thrown away; "" when it can."""
    if edition.state in AT_WORK and not is_stuck(edition, job):
        return _("We are at it just now. Please wait a moment.")
    if edition.state == EditionState.DONE:
        return _("This file has been brought in already.")
    return why_not_bring(person)


def why_not_run(person: Person, edition: Edition, job: Job | None) -> str:
    """Why this file cannot be brought in; "" when it can: checked, or begun once in vain."""
    is_checked = edition.state in {EditionState.CHECKED, EditionState.RUNNING}
    return why_not_check(person, edition, job) or (
        "" if is_checked else _("Let the file be checked first.")
    )
