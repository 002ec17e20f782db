"""Who says that something was not decided rightly, and who answers that."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from decisions.models import Challenge, ChallengeState, Decision, Round, Who
from networks.models import Membership, Role, State
from networks.rules import Standing
from solidarity.people.models import Person

DAYS = 14  # for so long one can say that a record is not what was decided


def why_not_challengeable(decision: Decision, round: Round | None, *, at: datetime) -> str:
    """Why nobody can challenge it (any more); "" while one can."""
    if round is None or round.voided_at:
        return _("There is nothing to challenge here.")
    if round.in_room:
        is_late = bool(round.counted_at and at >= round.counted_at + timedelta(days=DAYS))
        return _("It was recorded more than two weeks ago, and stands.") if is_late else ""
    if decision.who != Who.AFFECTED:
        return _("There is nothing to challenge here.")
    if round.counted_at or at >= round.closes_at:
        return _("It has closed. Until then one could say that somebody was left out.")
    return ""


def why_not_challenge(standing: Standing, mine: Challenge | None, *, reads: bool) -> str:
    """Why she may not challenge it; "" when she may. reads: it touches her, or she decides."""
    if not standing.belongs and not reads:
        return _("Those who belong here can challenge it.")
    if standing.is_paused:
        return _("You are paused here: you read, but challenge nothing for now.")
    if mine is not None:
        return _("You have said so already. Others will answer.")
    return ""


def why_not_answer_challenge(
    challenge: Challenge, decision: Decision, round: Round | None, by: Person, standing: Standing
) -> str:
    """Why `by` may not say what becomes of it; "" when she may.

    Never who challenged it, nor who recorded or proposed it: another steward, and where there is
    none, any other member.
    """
    if challenge.state != ChallengeState.OPEN:
        return _("This has been answered.")
    if not standing.is_member or standing.is_paused:
        return _("A steward answers it, or where there is no other, a member.")
    party = parties(challenge, decision, round)
    if by.pk in party:
        return _("Somebody answers it who neither challenged nor proposed nor recorded it.")
    if not standing.is_steward and other_stewards(decision, party):
        return _("A steward answers it, or where there is no other, a member.")
    return ""


def parties(challenge: Challenge, decision: Decision, round: Round | None) -> set[int | None]:
    """Whose own affair it is: of these nobody answers."""
    return {challenge.by_id, decision.by_id, round.opened_by_id if round else None} - {None}


def other_stewards(decision: Decision, party: set[int | None]) -> bool:
    """Whether there is a steward who has no part in it."""
    stewards = Membership.objects.filter(
        network=decision.network_id, role=Role.STEWARD, state=State.ACTIVE
    )
    return stewards.exclude(person__in=[pk for pk in party if pk]).exists()


def why_not_uphold(round: Round | None, effect_done: bool) -> str:
    """Why it cannot be begun anew; "" when it can."""
    if round is None or round.voided_at:
        return _("It has been begun anew already.")
    if effect_done:
        return _("What it set in motion is done and cannot be undone here. Decide it anew.")
    return ""
