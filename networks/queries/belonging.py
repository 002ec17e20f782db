"""Who belongs to what."""

from django.db.models import Q, QuerySet
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
from solidarity.people.models import Person, SeenBy, Viewer


def networks_of(person: Person) -> QuerySet[Membership]:
    """Her own memberships and open requests, networks beside them, by name."""
    held = Membership.objects.filter(person=person, state__in=[State.ACTIVE, *WAITING])
    fields = ("kind", "slug", "name", "admission", "ways_number")
    shown = [f"network__{field}" for field in fields]
    found = held.select_related("network").only("role", "state", "paused_until", *shown)
    return found.order_by("network__name", "pk")


def members_seen(viewer: Viewer, network: Network, standing: Standing) -> QuerySet[Membership]:
    """The members that `viewer` sees by name: all for those who belong, for others the public ones.

    The newest first; people beside them.
    """
    members = Membership.objects.filter(
        network=network, state=State.ACTIVE, person__is_active=True, person__resting_since=None
    )
    if not standing.belongs:
        members = members.filter(person__page_seen_by=SeenBy.EVERYONE)
    shown = ("role", "role_until", "answered_at", "person__handle", "person__display_name")
    return members.select_related("person").only(*shown).order_by("-pk")


MOST_HOLDERS = 30


def holders_seen(members: QuerySet[Membership]) -> QuerySet[Membership]:
    """Those among `members_seen` who hold a role, by name; 30 at most."""
    return members.exclude(role=Role.MEMBER).order_by("person__display_name", "pk")[:MOST_HOLDERS]


def stewards_of(network: Network) -> QuerySet[Person]:
    """The people who look after `network`."""
    return Person.objects.filter(
        memberships__network=network,
        memberships__state=State.ACTIVE,
        memberships__role=Role.STEWARD,
        is_active=True,
        resting_since=None,
    ).order_by("pk")


def shut_out_of(network: Network) -> QuerySet[Membership]:
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
