"""Who invites, and who comes in by an invitation."""

from datetime import datetime

from django.utils.translation import gettext as _

from networks.models import (
    Invitation,
    InvitationState,
    JoinPolicy,
    Kind,
    Network,
    NetworkState,
    State,
    Visibility,
)
from networks.rules.standing import Standing
from solidarity.people.models import Viewer


def why_not_invite(standing: Standing, network: Network) -> str:
    """Why the viewer may not invite; "" when she may.

    An invitation admits. So stewards invite, and members where the stewards let them, or where
    everybody can come in anyway.
    """
    if network.kind == Kind.COHORT:
        return _("Nobody is invited into a cohort: one applies, or is nominated in its programme.")
    if network.state != NetworkState.ACTIVE:
        return _("This network is looking for new stewards. Until then nobody can be let in.")
    if network.ended_at:
        return _("This has ended. Its pages stay to be read, and nobody comes in any more.")
    if standing.is_paused:
        return _("The stewards have paused you here. Until that is over you cannot invite.")
    if standing.is_steward or (standing.is_member and members_invite(network)):
        return ""
    return _("Only the stewards of this network invite.")


def members_invite(network: Network) -> bool:
    """Whether members invite as well as stewards: they are let, or anybody can come in anyway."""
    is_open = network.join_policy == JoinPolicy.OPEN and network.visibility == Visibility.PUBLIC
    return network.members_invite or is_open


def lets_in(inviter: Standing, network: Network) -> bool:
    """Whether what the inviter of this standing sent admits somebody now.

    Who has left or was sent away lets nobody in, nor who is paused, nor a member where stewards
    alone invite by now. While nobody looks after the network a word of its own says so.
    """
    if network.state != NetworkState.ACTIVE and network.kind != Kind.COHORT:
        return inviter.is_member and not inviter.is_paused
    return not why_not_invite(inviter, network)


def why_not_manage(standing: Standing, viewer: Viewer, invitation: Invitation) -> str:
    """Why the viewer may not take this invitation back; "" when she may."""
    if not standing.is_steward and invitation.invited_by_id != viewer.pk:
        return _("Only the stewards, and whoever invited, take an invitation back.")
    if invitation.state not in {InvitationState.SENT, InvitationState.EXPIRED}:
        return _("This invitation has been answered or taken back already.")
    return ""


def why_not_resend(viewer: Viewer, invitation: Invitation) -> str:
    """Why the viewer may not send this invitation once more; "" when she may."""
    if invitation.invited_by_id != viewer.pk:
        return _("Only whoever invited sends the invitation once more.")
    if not invitation.address:
        return _("We have forgotten the address. You can invite again from the start.")
    return ""


def why_not_accept(standing: Standing, network: Network) -> str:
    """Why the viewer of this standing may not come in by a good invitation; "" when she may."""
    if standing.state == State.ACTIVE:
        return _("You are a member already.")
    if standing.state == State.BANNED:
        return _(
            "The stewards have closed this network to you, and an invitation does not change"
            " that. We are sorry. There are others who may be looking for you."
        )
    if network.state != NetworkState.ACTIVE:
        return _("This network is looking for new stewards. Until then nobody can be let in.")
    return ""


def is_over(invitation: Invitation, *, at: datetime) -> bool:
    """Whether nobody comes in by this invitation now: its time, uses or inviter. One query.

    A pause ends, and a right comes back: then it is good again, within its time.
    """
    if invitation.shown_state(at) != InvitationState.SENT:
        return True
    network = invitation.network
    inviter = network.memberships.filter(person=invitation.invited_by_id).first()
    return not lets_in(Standing(inviter, at=at), network)
