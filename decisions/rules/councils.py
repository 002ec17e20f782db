"""Who writes what a network carries, who stands behind a departure, who answers concerns."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from decisions.models import Became, Concern, Decision, Freedom, Mandate, Position, Round
from decisions.rules.opening import runs_it
from decisions.rules.taking import why_not_now
from networks.rules import Standing
from solidarity.people.models import Person


def why_not_carry(mandate: Mandate, *, departs: bool, reason: str, at: datetime) -> str:
    """Why a spoke may not say this for her network now; "" when she may."""
    if mandate.freedom == Freedom.FREE:
        return ""
    if is_deciding(mandate, at=at):
        return _("Your network still decides what you carry. Wait until it has.")
    if not departs or reason.strip():
        return ""
    if mandate.choice is not None:
        return _("This is not what your network told you to carry. Write why you depart from it.")
    if mandate.freedom == Freedom.BOUND:
        return _("Your network gave you nothing to carry. Write why you say this.")
    return ""


def is_deciding(mandate: Mandate, *, at: datetime) -> bool:
    """Whether the network's own round is open still, or waits to be counted."""
    if mandate.settled_at or mandate.inner is None:
        return False
    return mandate.inner.rounds.filter(counted_at=None, voided_at=None).exists()


def why_not_write_mandate(
    standing: Standing, mandate: Mandate, *, speaks: bool, at: datetime
) -> str:
    """Why the viewer may not write what the network carries; "" when she may. speaks: a spoke."""
    if not standing.is_member or not (standing.is_steward or speaks):
        return _("The stewards and the spokes of this network write this down.")
    if standing.is_paused:
        return _("You can read here, but not write.")
    if not is_deciding(mandate, at=at):
        return _("Your people have decided: it stays as it is.")
    return ""


def why_not_back(position: Position, round: Round, *, may: bool, at: datetime) -> str:
    """Why she may not stand behind her spoke's departure; "" when she may.

    may: whether she is one of those who are asked.
    """
    if not may:
        return _("Those who decided what the spoke carries are asked for this.")
    if not position.is_current or not position.departs:
        return _("There is nothing to confirm: the spoke has said something else since.")
    if position.confirmed_at:
        return _("Enough of you stand behind it already.")
    return why_not_now(round, at=at)


def why_not_answer_concern(standing: Standing, concern: Concern, by: Person) -> str:
    """Why `by` may not say what became of a concern; "" when she may."""
    if not runs_it(standing, concern.decision, by):
        return _("Whoever proposed it, or a steward, says what became of it.")
    if concern.became == Became.WITHDRAWN:
        return _("This was taken back.")
    return ""


def why_not_withdraw_concern(concern: Concern, *, is_hers: bool) -> str:
    """Why she may not take a concern back; "" when she may."""
    if not is_hers:
        return _("Only whoever raised it takes it back.")
    if concern.became == Became.WITHDRAWN:
        return _("This was taken back.")
    return ""


def why_not_again(decision: Decision) -> str:
    """Why no further round can open yet; "" when one can: each concern was answered."""
    unanswered = decision.concerns.filter(became=Became.OPEN).count()
    if not unanswered:
        return ""
    return ngettext(
        "%(count)s concern of the round before has no answer yet. Say first what became of it.",
        "%(count)s concerns of the round before have no answer yet. Say first what became of them.",
        unanswered,
    ) % {"count": unanswered}


def why_not_past_council(decision: Decision, until: datetime) -> str:
    """Why a network's own round may not last until then; "" when it may."""
    mandate = Mandate.objects.filter(inner=decision).select_related("elector__round").first()
    if mandate is None or until < mandate.elector.round.closes_at:
        return ""
    return _("The council that waits for it closes before that.")
