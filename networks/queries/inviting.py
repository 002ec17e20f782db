"""Invitations, and the answers to them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, Q, QuerySet
from django.db.models.functions import Now

from networks.models import (
    Invitation,
    InvitationState,
    Membership,
    Network,
    Refusal,
    State,
    Way,
)
from networks.rules import Standing, is_over, lets_in
from solidarity.people.models import Person

# Where a session keeps the digest of the token that its browser came with.
HELD = "invitation"


@dataclass(frozen=True)
class Fate:
    """Why an address is not invited: invited, refused, member or blocked."""

    code: str
    until: datetime | None = None


def invitations_seen(viewer: Person, network: Network, standing: Standing) -> QuerySet[Invitation]:
    """Invitations to `network`, the newest first: all for stewards, for others their own."""
    found = Invitation.objects.filter(network=network)
    if not standing.is_steward:
        found = found.filter(invited_by=viewer)
    return found.select_related("invited_by", "answered_by").order_by("-pk")


def invitation_held(token_digest: str, *, at: datetime) -> Invitation | None:
    """The good invitation of this token, its network and who invited beside it, or None."""
    if not token_digest:
        return None
    found = Invitation.objects.select_related("network", "invited_by")
    invitation = found.filter(token_digest=token_digest).first()
    return None if invitation is None or is_over(invitation, at=at) else invitation


def resting(network: Network, invitations: Iterable[Invitation], *, at: datetime) -> set[int]:
    """Keys of those that admit nobody now, though they are open: by their inviters. One query."""
    sent = [each for each in invitations if each.state == InvitationState.SENT]
    found = Membership.objects.filter(
        network=network, person__in={each.invited_by_id for each in sent if each.invited_by_id}
    )
    inviters = {each.person_id for each in found if lets_in(Standing(each, at=at), network)}
    return {each.pk for each in sent if each.invited_by_id not in inviters}


def fates_of(network: Network, addresses: Mapping[str, str], *, at: datetime) -> dict[str, Fate]:
    """Why some of `addresses` cannot be invited now, by address. Four queries.

    addresses: their keyed digests, by address in small letters. An invitation that rests keeps
    nobody from being invited by somebody else.
    """
    by_digest = {digest: address for address, digest in addresses.items()}
    fates: dict[str, Fate] = {}
    open_ones = Invitation.objects.filter(
        network=network, way=Way.MAIL, state=InvitationState.SENT, address_digest__in=by_digest
    )
    found = list(open_ones)
    rest = resting(network, found, at=at)
    for each in found:
        if each.pk not in rest and each.expires_at > at:
            fates[by_digest[each.address_digest]] = Fate("invited", until=each.expires_at)
    here = Q(network=network) | Q(network=None)
    refused = Refusal.objects.filter(here, address_digest__in=by_digest)
    for digest in refused.values_list("address_digest", flat=True):
        fates[by_digest[digest]] = Fate("refused")
    people = Membership.objects.filter(
        network=network, state__in=[State.ACTIVE, State.BANNED], person__email__in=addresses
    )
    open_again = Q(state=State.BANNED, banned_until__lte=Now())
    for address, state in people.exclude(open_again).values_list("person__email", "state"):
        fates[address] = Fate("member" if state == State.ACTIVE else "blocked")
    return fates


def refusals_of(person: Person, address_digest: str) -> QuerySet[Refusal]:
    """What the owner of this address has said no to, the newest first; networks beside them.

    A network that is hidden from her has no name there.
    """
    seen = Prefetch("network", queryset=Network.objects.visible_to(person).only("name", "slug"))
    return Refusal.objects.filter(address_digest=address_digest).prefetch_related(seen)
