"""Who belongs to what."""

from django.db.models import OuterRef, Q, QuerySet
from django.db.models.functions import Now

from networks.models import (
    WAITING,
    AffiliationPath,
    Membership,
    Network,
    Role,
    State,
)
from networks.rules import Standing
from solidarity.base.kept import Kept
from solidarity.base.pages import Key, Page, page_beyond
from solidarity.people.models import Person, SeenBy, Viewer


def networks_of(person: Person) -> QuerySet[Membership]:
    """Her own memberships and open requests, networks beside them, by name."""
    return _networks_of(person=person.pk)


def her_networks(person: Person) -> list[Membership]:
    """The same, for her home. One query."""
    return HERS(person=person.pk)


def _networks_of(*, person: int) -> QuerySet[Membership]:
    held = Membership.objects.filter(person=person, state__in=[State.ACTIVE, *WAITING])
    fields = ("kind", "slug", "name", "admission", "ways_number")
    shown = [f"network__{field}" for field in fields]
    found = held.select_related("network").only("role", "state", "paused_until", *shown)
    return found.order_by("network__name", "pk")


HERS = Kept(_networks_of)


def members_seen(viewer: Viewer, network: Network, standing: Standing) -> QuerySet[Membership]:
    """The members that `viewer` sees by name: all for those who belong, for others the public ones.

    The newest first; people beside them.
    """
    return _members_seen(standing.belongs, network=network.pk)


def members_page_of(
    network: Network, standing: Standing, *, after: str, size: int
) -> Page[Membership]:
    """A stretch of the same. One query."""

    def beyond(key: Key | None, most: int) -> list[Membership]:
        last = {} if key is None else {"last": key[1]}
        return MEMBERS(standing.belongs, most, network=network.pk, **last)

    return page_beyond(beyond, after=after, size=size)


def _stretch(
    belongs: bool, most: int, *, network: int, last: int | None = None
) -> QuerySet[Membership]:
    found = _members_seen(belongs, network=network)
    return (found if last is None else found.filter(pk__lt=last))[:most]


MEMBERS = Kept(_stretch)


def _members_seen(belongs: bool, *, network: int) -> QuerySet[Membership]:
    members = Membership.objects.filter(
        network=network, state=State.ACTIVE, person__is_active=True, person__resting_since=None
    )
    if not belongs:
        members = members.filter(person__page_seen_by=SeenBy.EVERYONE)
    shown = ("role", "role_until", "answered_at", "person__handle", "person__display_name")
    return members.select_related("person").only(*shown).order_by("-pk")


MOST_HOLDERS = 30


def holders_seen(network: Network, standing: Standing) -> list[Membership]:
    """Those among `members_seen` who hold a role, by name; 30 at most. One query."""
    return HOLDERS(standing.belongs, network=network.pk)


def _holders(belongs: bool, *, network: int) -> QuerySet[Membership]:
    members = _members_seen(belongs, network=network)
    return members.exclude(role=Role.MEMBER).order_by("person__display_name", "pk")[:MOST_HOLDERS]


HOLDERS = Kept(_holders)


def stewards_of(network: Network) -> QuerySet[Person]:
    """The people who look after `network`."""
    return Person.objects.filter(
        memberships__network=network,
        memberships__state=State.ACTIVE,
        memberships__role=Role.STEWARD,
        is_active=True,
        resting_since=None,
    ).order_by("pk")


def shut_out_of(network: Network | OuterRef) -> QuerySet[Membership]:
    """Those who may not return to `network`, as of now."""
    shut = Membership.objects.filter(network=network, state=State.BANNED)
    return shut.filter(Q(banned_until=None) | Q(banned_until__gt=Now()))


def readers_of(network: Network) -> QuerySet[Person]:
    """All who belong to `network`, themselves or by a network of theirs that is in it."""
    below = AffiliationPath.objects.filter(ancestor=network).values("descendant")
    own = Q(network=network) | Q(network__in=below)
    belonging = Membership.objects.filter(own, state=State.ACTIVE).values("person")
    banned = shut_out_of(network).values("person")
    return Person.objects.here().filter(pk__in=belonging).exclude(pk__in=banned)


def share_a_network(viewer: Viewer, person: Person) -> bool:
    """Whether both are in a network, each herself or by a network of hers that is in it."""
    hers = Network.objects.of(person).values("pk")
    return Network.objects.of(viewer).filter(pk__in=hers).exists()
