"""Who writes the programme, moves the cohort on, and facilitates it."""

from collections.abc import Collection
from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from cohorts.models import Cohort, Gathering, Stage
from cohorts.rules.people import facilitates, was_cohort
from networks.models import Network, Role
from networks.rules import Standing

ORDER = list(Stage)
FIXED = {"by_lottery", "keeps_months", "open_to"}  # once people can apply


def is_there(standing: Standing, network: Network) -> bool:
    """Whether a body has a programme: whoever knows of a cohort reads it, also afterwards."""
    return was_cohort(network)


def next_stage(cohort: Cohort) -> Stage | None:
    """What comes after where it stands; None at the end."""
    after = ORDER.index(Stage(cohort.stage)) + 1
    return ORDER[after] if after < len(ORDER) else None


def why_not_write(standing: Standing) -> str:
    """Why the viewer may not write the programme, nor choose; "" when she may."""
    if not facilitates(standing):
        return _("Only those who facilitate this cohort do that.")
    if standing.is_paused:
        return _("You can read here, but not write.")
    return ""


def why_not_change(cohort: Cohort, changed: Collection[str], *, apply_by: datetime | None) -> str:
    """Why these parts of a programme cannot be changed any more; "" when they can."""
    if cohort.stage == Stage.ENDED:
        return _("This cohort has ended. What it was stays here to read.")
    if cohort.stage == Stage.PREPARING:
        return ""
    if FIXED.intersection(changed):
        return _(
            "People have applied, or could have: who may apply, how one is chosen and how long"
            " applications are kept stays as it was promised."
        )
    if "apply_by" in changed:
        if cohort.stage != Stage.OPEN or apply_by is None:
            return _("The call is closed: its last day stays as it is.")
        if cohort.apply_by and apply_by < cohort.apply_by:
            return _("People count on the last day. You can move it back, not forward.")
    return ""


def why_not_move(
    standing: Standing, cohort: Cohort, *, unanswered: int, people: int, at: datetime
) -> str:
    """Why the cohort cannot go on to its next stage now; "" when it can.

    unanswered: applications without an answer. people: those who take part.
    """
    if why := why_not_write(standing):
        return why
    if cohort.stage == Stage.ENDED:
        return _("This cohort has ended. What it was stays here to read.")
    if cohort.stage == Stage.PREPARING and (not cohort.apply_by or cohort.apply_by <= at):
        return _("First write in the programme by when people can apply: a day still to come.")
    if cohort.stage == Stage.OPEN and cohort.apply_by and cohort.apply_by > at:
        day = date_format(localtime(cohort.apply_by))
        return _(
            "People were told that they can apply until %(day)s, so the call stays open until then."
            " After that day you close it here, and the choosing begins."
        ) % {"day": day}
    if cohort.stage == Stage.CHOOSING and unanswered:
        return _("First answer everybody who applied: each of them waits for a letter.")
    if cohort.stage == Stage.CHOOSING and not people:
        return _("Nobody takes part yet.")
    return ""


def why_not_ask_to_facilitate(standing: Standing, role: str | None, *, is_asked: bool) -> str:
    """Why somebody cannot be asked to facilitate; role: hers in the cohort, if she has one."""
    if not standing.is_steward:
        return _("Only the stewards of this cohort name those who facilitate.")
    if standing.is_paused:
        return _("You can read here, but not write.")
    if is_asked:
        return _("This person has been asked already.")
    if role in {Role.FACILITATOR, Role.STEWARD}:
        return _("This person facilitates already.")
    return ""


def uses_lottery(gathering: Gathering | None) -> bool:
    """Whether a lottery proposes the group."""
    return bool(gathering and gathering.by_lottery)
