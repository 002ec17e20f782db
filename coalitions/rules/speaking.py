"""Who does what a network does in a body that it belongs to: its stewards, and who speaks there.

One rule for a side, a mark that is confirmed, a consent, a hardship and an answer to a call.
"""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.timezone import now
from django.utils.translation import gettext as _

from networks.models import Affiliation, AffiliationState, Membership, Network, Role, Spoke, State
from networks.queries.spokes import speaking
from solidarity.people.models import Person


def networks_spoken_for(
    person: Person, body: Network, *, at: datetime | None = None
) -> list[Network]:
    """The networks in `body` for which she acts there, by name. One query.

    Those that she looks after, and those whose spoke or alternate she is. Not while she is paused
    in her network or in the body, and not where she may not return to the body.
    """
    return list(_spoken_for(person, body, at or now()).order_by("name", "pk"))


def why_not_speak_for(
    person: Person, network: Network, body: Network, *, at: datetime | None = None
) -> str:
    """Why she may not act for `network` in `body`, worded for her; "" when she may. Two queries."""
    at = at or now()
    if _spoken_for(person, body, at).filter(pk=network.pk).exists():
        return ""
    places = Affiliation.objects.filter(member=network, body=body, state=AffiliationState.ACTIVE)
    if not places.exists():
        return _("This network does not belong here.")
    return _("Only the stewards of a network, and who speaks for it here, can do this in its name.")


def _spoken_for(person: Person, body: Network, at: datetime) -> QuerySet[Network]:
    places = Affiliation.objects.filter(
        body=body, member=OuterRef("pk"), state=AffiliationState.ACTIVE
    )
    hers = Membership.objects.filter(person=person, network=OuterRef("pk"), state=State.ACTIVE)
    awake = hers.filter(_awake(at))
    spoke: QuerySet[Spoke] = speaking().filter(
        person=person, affiliation__body=body, affiliation__member=OuterRef("pk")
    )
    kept_out = Membership.objects.filter(person=person, network=body).filter(_kept_out(at))
    return Network.objects.filter(
        Exists(places),
        Exists(awake),
        Exists(awake.filter(role=Role.STEWARD)) | Exists(spoke),
        ~Exists(kept_out),
    )


def _awake(at: datetime) -> Q:
    return Q(paused_until=None) | Q(paused_until__lte=at)


def _kept_out(at: datetime) -> Q:
    """Of a membership in the body: that she may not return, or only reads."""
    shut = Q(state=State.BANNED) & (Q(banned_until=None) | Q(banned_until__gt=at))
    return shut | Q(state=State.ACTIVE, paused_until__gt=at)
