"""Who comes in, goes, and changes the settings."""

from django.utils.translation import gettext as _

from networks.models import (
    JoinPolicy,
    Membership,
    Network,
    NetworkState,
    State,
)
from networks.rules.standing import Standing


def why_not_join(standing: Standing, network: Network) -> str:
    """Why the viewer of this standing may not join or ask to; "" when she may."""
    if standing.state == State.ACTIVE:
        return _("You are a member already.")
    if standing.state == State.ASKED:
        return _("You have asked already. The stewards will answer you here and by mail.")
    if standing.state == State.BANNED:
        return _("The stewards have closed this network to you.")
    if network.state == NetworkState.UNCLAIMED:
        return _("Nobody looks after this network here yet, so one cannot join it for now.")
    if network.state == NetworkState.SEEKING:
        return _("This network is looking for new stewards. Until then nobody can be let in.")
    if network.join_policy == JoinPolicy.INVITATION:
        return _("One joins here by invitation. You can ask a member for one.")
    return ""


def why_not_answer(standing: Standing, request: Membership) -> str:
    """Why the viewer may not answer this request to join; "" when she may."""
    if not standing.is_steward:
        return _("Only the stewards of this network answer requests.")
    if request.state == State.ACTIVE:
        return _("Another steward has let this person in already.")
    if request.state == State.DECLINED:
        return _("Another steward has declined this request already.")
    if request.state != State.ASKED:
        return _("This request has been withdrawn.")
    return ""


def why_not_withdraw(standing: Standing) -> str:
    """Why the viewer may not take back her request; "" when she may."""
    if standing.state != State.ASKED:
        return _("There is no open request of yours here.")
    return ""


def why_not_leave(standing: Standing) -> str:
    """Why the viewer may not leave; "" when she may."""
    if not standing.is_member:
        return _("You are not a member of this network.")
    return ""


def why_not_change(standing: Standing) -> str:
    """Why the viewer may not change the settings; "" when she may."""
    if not standing.is_steward:
        return _("Only the stewards of this network change its settings.")
    return ""
