"""What a network holds: who shares, who sees it, who decides on showing it."""

from datetime import datetime

from django.utils.translation import gettext as _

from networks.models import CircleSeen, Kind, Network, Opening
from networks.rules.standing import Standing, sees_affiliations


def sees_circle(standing: Standing, network: Network) -> bool:
    """Whether the viewer sees what the members put together: once there is something."""
    if network.map_off:
        return False
    return standing.belongs or network.circle_seen == CircleSeen.EVERYONE


def sees_values(standing: Standing, network: Network) -> bool:
    """Whether the tab is there for the viewer."""
    return standing.belongs or sees_circle(standing, network)


def sees_together(standing: Standing, network: Network) -> bool:
    """Whether the viewer sees what the networks in a coalition hold together: that some are in it,
    and how many, is told to whoever sees its affiliations."""
    if network.kind != Kind.COALITION or network.map_off:
        return False
    return sees_affiliations(standing, network)


def why_not_share_here(standing: Standing, network: Network, *, is_admitted: bool) -> str:
    """Why the viewer may not put her circle together with the others' here; "" when she may.

    is_admitted: whether a person let her in. Through an open door one might come ten times over.
    """
    if not standing.is_member:
        return _("Only members of this network put their circles together.")
    if network.map_off:
        return _("This network does without the circle of values.")
    if not is_admitted:
        return _(
            "You came in through the open door. Where people put their circles together,"
            " a member must have let you in: ask a steward for an invitation."
        )
    return ""


def why_not_open(standing: Standing, network: Network, wants: str, *, has_circle: bool) -> str:
    """Why the viewer may not propose who sees the circle."""
    if not standing.is_member:
        return _("Only members of this network propose.")
    if standing.is_paused:
        return _("You can read here, but not write.")
    if network.map_off:
        return _("This network does without the circle of values.")
    if wants == CircleSeen.EVERYONE and not has_circle:
        return _("There is nothing to publish yet.")
    if network.circle_seen == wants:
        return _("That is how it is now.")
    return ""


def why_not_say(standing: Standing, opening: Opening, at: datetime) -> str:
    """Why the viewer may not confirm an opening, or object to it."""
    if not opening.is_open_at(at):
        return _("This proposal is over.")
    member = standing.membership
    if not standing.is_member or member is None:
        return _("Only members of this network confirm.")
    if member.answered_at and member.answered_at > opening.made_at:
        return _("Whoever was a member when it was proposed confirms. You came in later.")
    return ""


def why_not_shut(standing: Standing, network: Network) -> str:
    """Why the viewer may not take the circle back to the members at once."""
    if not standing.is_steward:
        return _("Only the stewards of this network take it back at once.")
    if network.circle_seen == CircleSeen.MEMBERS:
        return _("That is how it is now.")
    return ""


def why_not_switch_map(standing: Standing) -> str:
    """Why the viewer may not switch the map off, or on."""
    if standing.is_steward:
        return ""
    return _("Only the stewards of this network change its settings.")
