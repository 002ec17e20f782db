"""Who makes sessions, says what they are about, and holds them."""

from django.utils.translation import gettext as _

from cohorts.models import Holding, Stage
from cohorts.rules.people import facilitates
from networks.rules import Standing
from solidarity.people.models import Person

MOST_SESSIONS = 60
MOST_AT_ONCE = 12


def why_not_run(standing: Standing) -> str:
    """Why the viewer may not make sessions; "" when she may."""
    if not facilitates(standing):
        return _("Those who facilitate make the sessions.")
    return _("You can read here, but not write.") if standing.is_paused else ""


def why_not_add_sessions(standing: Standing, stage: str, held: int) -> str:
    """Why she may not add sessions to the `held` ones; "" when she may."""
    if stage == Stage.ENDED:
        return _("This cohort has ended. What was here stays to read.")
    if held >= MOST_SESSIONS:
        return _("There are %(most)s sessions already.") % {"most": MOST_SESSIONS}
    return why_not_run(standing)


def why_not_plan(standing: Standing, *, holds: bool) -> str:
    """Why she may not say what a session is about; "" when she may: also who holds it."""
    if not facilitates(standing) and not (holds and standing.is_member):
        return _("Those who facilitate say this, and whoever holds the session.")
    return _("You can read here, but not write.") if standing.is_paused else ""


def why_not_offer(standing: Standing, *, to_herself: bool) -> str:
    """Why she may not offer a share of a session; "" when she may. All ask for themselves."""
    if not standing.is_member:
        return _("Only those who are in this cohort hold its sessions.")
    if standing.is_paused:
        return _("You can read here, but not write.")
    if not to_herself and not facilitates(standing):
        return _("Those who facilitate offer it to others. You can ask for it yourself.")
    return ""


def why_not_agree(standing: Standing, holding: Holding, viewer: Person) -> str:
    """Why her yes is not the one that is missing; "" when it is.

    To what was offered the person says yes; to what she asked for, one who facilitates.
    """
    if holding.ended_at or holding.agreed_at:
        return _("This was answered already.")
    was_asked_for = holding.by_id == holding.person_id
    if was_asked_for and facilitates(standing):
        return ""
    if not was_asked_for and viewer.pk == holding.person_id and standing.is_member:
        return ""
    return _("Somebody else answers this.")


def why_not_end(standing: Standing, holding: Holding, viewer: Person) -> str:
    """Why she may not decline it, take it back or lay it down; "" when she may.

    What somebody holds nobody else takes away.
    """
    if holding.ended_at:
        return _("This was answered already.")
    if viewer.pk == holding.person_id:
        return ""
    if holding.agreed_at is None and facilitates(standing):
        return ""
    return _("Whoever holds it lays it down herself.")
