"""Who writes the ways of working, agrees to them, and objects."""

from django.utils.translation import gettext as _

from networks.models import Kind, Network, Objection
from networks.rules.standing import Standing


def why_not_write_ways(standing: Standing, network: Network) -> str:
    """Why the viewer may not write the ways of working anew; "" when she may."""
    if not standing.is_steward:
        return _("Only the stewards of this network write its ways of working.")
    if network.ways_decided:
        return _("In this network a decision changes the ways of working. Propose one.")
    return ""


def is_decided_here(network: Network) -> bool:
    """Whether a decision of the network can bring new ways of working in force.

    In a cohort always: it writes its agreement together.
    """
    return network.ways_decided or network.kind == Kind.COHORT


def why_not_decide_ways(network: Network, number: int) -> str:
    """Why no decision can bring ways of working in force after version `number`; "" if one can."""
    if not is_decided_here(network):
        return _("In this network the stewards write the ways of working.")
    if network.ways_number != number:
        return _("There is a newer version of the ways of working by now. Look at it first.")
    return ""


def is_behind(standing: Standing, network: Network) -> bool:
    """Whether the viewer is a member who has not agreed to the version in force."""
    if not standing.is_member or standing.membership is None or not network.ways_number:
        return False
    accepted = standing.membership.accepted_ways
    return accepted is None or accepted.number < network.ways_number


def why_not_accept_ways(standing: Standing, network: Network, number: int) -> str:
    """Why the viewer may not agree to the version of this number; "" when she may."""
    if not standing.is_member:
        return _("You are not a member of this network.")
    if number != network.ways_number:
        return _("There is a newer version by now. Read it first: this answer was for the old one.")
    if not is_behind(standing, network):
        return _("You have agreed to this version already.")
    return ""


def why_not_object(standing: Standing, network: Network, number: int, own: Objection | None) -> str:
    """Why the viewer may not object to the version of this number; "" when she may.

    own: what she has held against it before, if anything.
    """
    if reason := why_not_accept_ways(standing, network, number):
        return reason
    if own is not None:
        return _("You have objected to this version already. The conversation about it is open.")
    return ""


def why_not_meet(standing: Standing, objection: Objection) -> str:
    """Why the viewer may not answer this objection; "" when she may."""
    if not standing.is_steward:
        return _("Only the stewards of this network answer objections.")
    if objection.answered_at:
        return _("Another steward has answered this objection already.")
    return ""
