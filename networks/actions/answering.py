"""Answering an invitation: coming in by it, saying no, taking the no back."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from networks import notices
from networks.actions.inviting import ENDED, hidden_address
from networks.actions.log import log
from networks.models import (
    WAITING,
    Invitation,
    InvitationState,
    Membership,
    Network,
    Refusal,
    Role,
    State,
    Verb,
    Way,
)
from networks.queries import ways_in_force
from networks.rules import is_over, standing_of, why_not_accept, why_not_agree
from solidarity.base.refused import Refused, refuse_if
from solidarity.people.models import Person


class Over(Refused):
    """Nobody comes in by this invitation any more; pages answer 410."""

    def __init__(self) -> None:
        super().__init__(_("This invitation is no longer good."))


def _locked(token_digest: str, *, at: datetime) -> Invitation:
    """The invitation of this token, with its network locked first; raises Over."""
    network = Network.objects.filter(invitations__token_digest=token_digest).locked().first()
    found = Invitation.objects.select_for_update(of=("self",)).select_related("invited_by")
    invitation = found.filter(network=network, token_digest=token_digest).first()
    if network is None or invitation is None:
        raise Over
    invitation.network = network
    if is_over(invitation, at=at):
        raise Over
    return invitation


@transaction.atomic
def accept(token_digest: str, *, by: Person, at: datetime, ways: int = 0) -> Membership:
    """Make `by` a member by the invitation that she holds; raises Refused, and Over.

    The invitation is the admission: no steward is asked again. It is hers by possession, with
    whatever address she signed up. ways: number of the ways of working that she agrees to.
    """
    invitation = _locked(token_digest, at=at)
    network = invitation.network
    standing = standing_of(by, network, at=at)
    refuse_if(why_not_accept(standing, network) or why_not_agree(network, ways))
    membership = standing.membership or Membership(network=network, person=by, asked_at=at)
    membership.state, membership.role, membership.role_until = State.ACTIVE, Role.MEMBER, None
    membership.asked_at = membership.asked_at if standing.state in WAITING else at
    membership.answered_at, membership.answered_by = at, invitation.invited_by
    membership.banned_until = None
    membership.answer, membership.accepted_ways = "", ways_in_force(network)
    membership.save()
    _use_up(invitation, by=by, at=at)
    log(network, Verb.ACCEPTED, by=by, whom=invitation.invited_by, at=at)
    notices.welcome(membership, at=at)
    notices.accepted(invitation, by, at=at)
    return membership


def _use_up(invitation: Invitation, *, by: Person, at: datetime) -> None:
    """Count one use; after the last one whom it was for is forgotten."""
    invitation.uses += 1
    if invitation.uses >= invitation.most_uses:
        _end(invitation, InvitationState.ACCEPTED, at=at)
    if invitation.way == Way.MAIL:
        invitation.answered_by = by
    invitation.save()


def _end(invitation: Invitation, state: InvitationState, *, at: datetime) -> None:
    invitation.state, invitation.ended_at = state, at
    for name, empty in ENDED.items():
        setattr(invitation, name, empty)


@transaction.atomic
def say_no(token_digest: str, *, by: Person | None, forever: bool, at: datetime) -> None:
    """Decline an invitation; the address is not asked again by this network, or by any.

    by: whoever is signed in, if anybody. The no of a mailed invitation is that of the address it
    was sent to; that of a link is hers who is signed in, and the link stays good for others.
    """
    invitation = _locked(token_digest, at=at)
    hidden = invitation.address_digest
    if invitation.way == Way.LINK and by is not None:
        hidden = hidden_address(by.email)
    if hidden:
        network = None if forever else invitation.network
        Refusal.objects.get_or_create(address_digest=hidden, network=network, defaults={"at": at})
    if invitation.way == Way.MAIL:
        _end(invitation, InvitationState.DECLINED, at=at)
        invitation.save()


def take_back_no(refusal_id: int, *, by: Person) -> None:
    """Let oneself be invited again; for the owner of the address alone."""
    Refusal.objects.filter(pk=refusal_id, address_digest=hidden_address(by.email)).delete()
