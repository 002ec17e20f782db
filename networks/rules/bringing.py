"""Who brings directories in, and when."""

from django.utils.translation import gettext as _

from networks.models import Edition, EditionState
from solidarity.people.models import Person


def why_not_bring(person: Person) -> str:
    """Why `person` may not bring in directories; "" when she may."""
    return "" if person.is_active and person.is_admin else _("Only admins do this.")


def why_not_check(person: Person, edition: Edition) -> str:
    """Why this file cannot be read in another way, or thrown away; "" when it can."""
    if edition.state in {EditionState.CHECKING, EditionState.RUNNING}:
        return _("We are at it just now. Please wait a moment.")
    if edition.state == EditionState.DONE:
        return _("This file has been brought in already.")
    return why_not_bring(person)


def why_not_run(person: Person, edition: Edition) -> str:
    """Why this file cannot be brought in; "" when it can."""
    return why_not_check(person, edition) or (
        "" if edition.state == EditionState.CHECKED else _("Let the file be checked first.")
    )
