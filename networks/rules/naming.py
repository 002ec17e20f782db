"""Who names values in a network: members propose, stewards keep."""

from django.utils.translation import gettext as _

from networks.models import Network, NetworkState, OurValue, ReadBy, Wording
from networks.rules.standing import Standing

MOST_VALUES = 24


def reads_value(standing: Standing, value: OurValue) -> bool:
    """Whether the viewer, who may know of the network, reads this value."""
    return standing.belongs or value.read_by == ReadBy.ALL


def why_not_name(standing: Standing, network: Network) -> str:
    """Why the viewer may not propose a value, or other words for one; "" when she may."""
    if not standing.is_member:
        return _("The members of this network name its values.")
    if standing.is_paused:
        return _("You can write here again when your pause is over.")
    if network.state not in {NetworkState.ACTIVE, NetworkState.SEEKING}:
        return _("Nobody looks after this network yet.")
    return ""


def why_not_keep_words(standing: Standing, network: Network) -> str:
    """Why the viewer may not decide what is kept; "" when she may."""
    if not standing.is_steward:
        return _("The stewards of this network keep its words.")
    return why_not_name(standing, network)


def why_not_one_more(held: int) -> str:
    """Why the network cannot keep one more value; "" when it can."""
    if held >= MOST_VALUES:
        return _("You have named %(most)s values. Let go of one first, or change it.") % {
            "most": MOST_VALUES
        }
    return ""


def why_not_take_words_back(standing: Standing, wording: Wording) -> str:
    """Why the viewer may not take back what was proposed; "" when she may."""
    own = standing.membership.person_id if standing.membership else None
    if wording.number is not None or own is None or wording.by_id != own:
        return _("Only who proposed it takes it back, while it waits.")
    return ""


def why_not_place(standing: Standing, network: Network, value: OurValue) -> str:
    """Why the viewer may not say where a value stands; "" when she may: stewards, its author."""
    if reason := why_not_name(standing, network):
        return reason
    is_author = standing.membership is not None and value.by_id == standing.membership.person_id
    if not standing.is_steward and not is_author:
        return _("The stewards, and who named it, say where it stands. You can suggest a place.")
    return ""
