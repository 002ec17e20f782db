"""Who may take a position, and what a position must say."""

from datetime import datetime

from django.utils.translation import gettext as _

from decisions.models import Elector, ElectorState, Round

NEEDS_REASON = ("block", "objection")  # what stops a proposal says why


def why_not_now(round: Round, *, at: datetime) -> str:
    """Why no position can be taken in this round at this moment; "" when one can."""
    if round.voided_at:
        return _("This round was called off.")
    if at < round.opens_at:
        return _("This round is not open yet.")
    if round.counted_at or at >= round.closes_at:
        return _("This round is closed: it was too late for that.")
    return ""


def is_open(round: Round, *, at: datetime) -> bool:
    """Whether positions can be taken at this moment."""
    return not why_not_now(round, at=at)


def why_not_take(round: Round, elector: Elector | None, *, at: datetime) -> str:
    """Why whoever has this voice may not take a position now; "" when she may."""
    if elector is None:
        return _("You have no voice here: who decides was settled when it was opened.")
    if elector.state == ElectorState.WITHDRAWN:
        return _("You left, and with that gave your voice back.")
    return why_not_now(round, at=at)


def why_not_openly(round: Round) -> str:
    """Why a position by name is not taken here; "" when it is."""
    return _("This is decided by secret ballot.") if round.is_secret else ""


def why_not_say(stance: str, *, reason: str, rests_on: str) -> str:
    """Why this stance cannot be taken with these words; "" when it can."""
    if stance == "block" and not (reason.strip() and rests_on.strip()):
        return _(
            "A block says why, and names the purpose or the clause of ours that it rests on. The"
            " others want to find a way through with you."
        )
    if stance == "objection" and not reason.strip():
        return _("An objection says why: the others want to work it into the proposal.")
    return ""
