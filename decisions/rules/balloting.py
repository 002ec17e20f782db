"""Which questions can be decided secretly, and who may cast a ballot."""

from datetime import datetime

from django.utils.translation import gettext as _

from decisions.models import Decision, Elector, ElectorState, Round, Who
from decisions.rules.taking import why_not_take

OF_NETWORKS = (Who.NETWORKS, Who.BOTH)


def why_not_secret(decision: Decision) -> str:
    """Why its settings do not go with a secret ballot; "" when they do, or when it is open."""
    if not decision.is_secret:
        return ""
    if decision.who in OF_NETWORKS:
        return _("A network speaks through its spoke, and must see what she says: not secretly.")
    if decision.allows_delegation:
        return _("In a secret ballot nobody can speak for another.")
    if decision.voices != "one_each":
        return _(
            "In a secret ballot everybody has one voice: others could be told apart by theirs."
        )
    if decision.in_room:
        return _("What was decided in a room is recorded as it was said there.")
    return ""


def why_not_ballot(round: Round, elector: Elector | None, *, at: datetime) -> str:
    """Why she may not cast or change a ballot now, or ""."""
    if not round.is_secret:
        return _("Positions are taken by name here.")
    if elector is not None and elector.state == ElectorState.WITHDRAWN:
        return _(
            "You left, and with that gave your voice back. If you had cast a ballot, it stays:"
            " nobody knows which one it is."
        )
    return why_not_take(round, elector, at=at)
