"""Who may do what in a network: the reason why not, worded for the person, or ""."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from networks.models import (
    AffiliationPath,
    Invitation,
    InvitationState,
    JoinPolicy,
    Membership,
    Network,
    NetworkState,
    Role,
    State,
    Visibility,
)
from solidarity.people.models import Person, Viewer
from solidarity.threads.owners import Voice


@dataclass(frozen=True)
class Standing:
    """How a viewer stands to a network; asked once a request."""

    membership: Membership | None = None
    through_affiliate: bool = False

    @property
    def state(self) -> str:
        """The state of the viewer's own membership; "" when there is none."""
        return self.membership.state if self.membership else ""

    @property
    def belongs(self) -> bool:
        """A member, herself or by a network of hers that is in this one."""
        return self.state == State.ACTIVE or self.through_affiliate

    @property
    def is_member(self) -> bool:
        """A member herself."""
        return self.state == State.ACTIVE

    @property
    def is_steward(self) -> bool:
        """Looks after the network."""
        return (
            self.is_member
            and self.membership is not None
            and self.membership.role == (Role.STEWARD)
        )


def standing_of(viewer: Viewer, network: Network) -> Standing:
    """How `viewer` stands to `network`. One query, two for those who are no members themselves."""
    if not isinstance(viewer, Person):
        return Standing()
    membership = Membership.objects.filter(network=network, person=viewer).first()
    if membership is not None and membership.state == State.ACTIVE:
        return Standing(membership)
    own = Membership.objects.filter(person=viewer, state=State.ACTIVE).values("network")
    above = AffiliationPath.objects.filter(ancestor=network, descendant__in=own)
    return Standing(membership, through_affiliate=above.exists())


def sees_members(standing: Standing, network: Network) -> bool:
    """Whether the list of members is there for the viewer."""
    return standing.belongs or network.shows_members


def sees_affiliations(standing: Standing, network: Network) -> bool:
    """Whether the tree of affiliations is there for the viewer."""
    return standing.belongs or network.shows_affiliations


def voice_in(standing: Standing) -> Voice:
    """What the viewer may do in the network's talk: those who belong talk, stewards keep order."""
    belongs = standing.belongs and standing.state != State.BANNED
    return Voice(reads=belongs, writes=belongs, keeps_order=standing.is_steward)


def voice_of(network: Network, person: Person) -> Voice:
    """What `person` may do in the talk of `network`."""
    return voice_in(standing_of(person, network))


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


def why_not_invite(standing: Standing, network: Network) -> str:
    """Why the viewer may not invite; "" when she may.

    An invitation admits. So stewards invite, and members where the stewards let them, or where
    everybody can come in anyway.
    """
    if network.state != NetworkState.ACTIVE:
        return _("This network is looking for new stewards. Until then nobody can be let in.")
    is_open = network.join_policy == JoinPolicy.OPEN and network.visibility == Visibility.PUBLIC
    if standing.is_steward or (standing.is_member and (network.members_invite or is_open)):
        return ""
    return _("Only the stewards of this network invite.")


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
    """Whether nobody comes in by this invitation any more: its time, its uses, or its inviter.

    Whoever has left or was sent away lets nobody in.
    """
    return (
        invitation.shown_state(at) != InvitationState.SENT
        or not invitation.network.memberships.filter(
            person=invitation.invited_by_id, state=State.ACTIVE
        ).exists()
    )


MOST_SEARCHES = 20


def why_not_save(is_anything: bool, kept: int) -> str:
    """Why a search cannot be kept by somebody who keeps so many already; "" when it can."""
    if not is_anything:
        return _("Look for something first: a word, a cause, a country.")
    if kept >= MOST_SEARCHES:
        return _("You keep %(most)s searches. Delete one, then there is room for another.") % {
            "most": MOST_SEARCHES
        }
    return ""
