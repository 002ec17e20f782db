"""Walking through an agreement before one comes in: who walks, who answers, when it is done."""

from datetime import datetime

from django.utils.translation import gettext as _

from coalitions.models import AgreementVersion, Walk
from networks.models import Approach, ApproachState, Network
from networks.rules import Standing, standing_of
from solidarity.people.models import Person


def is_open(approach: Approach | None, *, at: datetime) -> bool:
    """Whether this approach still waits for an answer."""
    return approach is not None and approach.shown_state(at) == ApproachState.OPEN


def why_not_begin(
    person: Person, network: Network, approach: Approach | None, version: AgreementVersion | None,
    *, at: datetime,
) -> str:  # fmt: skip
    """Why she may not begin to walk for `network`; "" when she may."""
    if version is None:
        return _("There is no agreement in force here yet.")
    if not standing_of(person, network).is_steward:
        return _("The stewards of a network begin its walk.")
    if not is_open(approach, at=at):
        return _("A network walks once it has asked to come in, or is invited.")
    return ""


def why_not_read(standing: Standing, walk: Walk) -> str:
    """Why the viewer may not say that a clause was read; "" when she may.

    standing: how she stands to the network that walks.
    """
    if walk.ended_at:
        return _("This walk is over.")
    if not standing.is_member or standing.is_paused:
        return _("The members of the network that walks say what they have read.")
    return ""


def why_not_host(standing: Standing, spoken: list[Network], walk: Walk) -> str:
    """Why the viewer may not say who is the host; "" when she may.

    standing: how she stands to the coalition; spoken: for which of its networks she acts.
    """
    if walk.ended_at:
        return _("This walk is over.")
    if standing.is_steward or spoken:
        return ""
    return _("The stewards here choose a host, or a network offers itself.")


def why_not_end(walk: Walk, unread: int, newest: AgreementVersion | None) -> str:
    """Why the walk cannot end with a yes yet; "" when it can."""
    if walk.ended_at:
        return _("This walk is over: the network has consented.")
    if newest is None or newest.pk != walk.version_id:
        return _("A newer version is in force. Go on with that one: what is the same stays read.")
    if unread:
        return _("Read all clauses first. Still to be read: %(count)s") % {"count": unread}
    return ""


def why_not_end_by_hand(person: Person, walk: Walk) -> str:
    """Why she may not consent for the network by herself; "" when she may: its stewards."""
    if standing_of(person, walk.network).is_steward:
        return ""
    return _("The stewards of the network consent, or its own decision does.")
