"""Where a coalition can go from where it stands, and who says what goes on afterwards."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from coalitions.models import Coalition, Phase
from coalitions.moves import NAMES_OTHERS, Move
from coalitions.rules.speaking import why_not_speak_for
from networks.models import (
    Affiliation,
    AffiliationState,
    Kind,
    Membership,
    Network,
    NetworkState,
    Role,
    State,
)
from solidarity.people.models import Person

MOST_OTHERS = 12


def why_not_move(coalition: Coalition, move: str) -> str:
    """Why a coalition that stands where it does cannot take this step; "" when it can."""
    is_over = coalition.phase == Phase.ENDED
    if move not in Move.values:
        return _("There is no such step.")
    if is_over and move != Move.REOPEN:
        return _("This coalition has ended. It can only be opened again.")
    if move == Move.REOPEN and not is_over:
        return _("This coalition has not ended.")
    if move == Move.REST and coalition.phase != Phase.ACTIVE:
        return _("Only an active coalition rests: an agreement must be in force.")
    if move == Move.WAKE and coalition.phase != Phase.RESTING:
        return _("This coalition is not resting.")
    return ""


def why_not_with(network: Network, move: str, others: Sequence[Network]) -> str:
    """Why these are not the coalitions that a step can name; "" when they are."""
    if move not in NAMES_OTHERS:
        return ""
    if not others:
        return _("Name the coalitions that it is about.")
    if len(others) > MOST_OTHERS:
        return _("At most twelve coalitions at once.")
    for each in others:
        if each.pk == network.pk:
            return _("A coalition does not grow out of itself.")
        if each.kind != Kind.COALITION or each.state != NetworkState.ACTIVE or each.ended_at:
            return _("%(name)s is no coalition that goes on here.") % {"name": each.name}
    return ""


def phase_awake(coalition: Coalition) -> str:
    """Where it stands when it goes on: as far as it had come."""
    if coalition.version_number:
        return Phase.ACTIVE
    return Phase.FORMING if coalition.common_number else Phase.EXPLORING


def why_not_carry_on(
    person: Person, network: Network, body: Network, *, at: datetime | None = None
) -> str:
    """Why she may not say what `network` goes on with by itself; "" when she may.

    Once the coalition has ended: whoever acts for the network. Once the network has left: its
    stewards, since nobody speaks for it there any more.
    """
    place = Affiliation.objects.filter(member=network, body=body).first()
    if place is None:
        return _("This network does not belong here.")
    if place.state == AffiliationState.ENDED:
        looked_after = Membership.objects.filter(
            network=network, person=person, role=Role.STEWARD, state=State.ACTIVE
        )
        return "" if looked_after.exists() else _("Only the stewards of the network say this.")
    if not body.ended_at:
        return _("This is for when the coalition has ended, or a network has left.")
    return why_not_speak_for(person, network, body, at=at)
