"""Networks that ask for one another."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from networks.models import (
    AffiliationPath,
    Approach,
    ApproachState,
    Membership,
    Network,
    NetworkState,
    Prerequisite,
    Role,
    Side,
    State,
    Visibility,
)
from networks.queries.finding import best_first, find_networks, has_words
from solidarity.base.kept import Kept
from solidarity.people.models import Person, Viewer

MOST_OFFERED = 10
MOST_WAITING = 50


def approaches_of(network: Network, *, at: datetime) -> QuerySet[Approach]:
    """What passed between `network` and others but for what waits for it, the newest first."""
    sides = Q(member=network) | Q(body=network)
    waiting = waiting_approaches(network, at=at).order_by().values("pk")
    found = Approach.objects.filter(sides).exclude(pk__in=waiting)
    return found.select_related("member", "body").order_by("-pk")


def approach_for(person: Person, pk: int) -> Approach | None:
    """An approach, if `person` is a steward on either side of it; None otherwise."""
    speaks = Membership.objects.filter(person=person, role=Role.STEWARD, state=State.ACTIVE)
    mine = speaks.values("network")
    found = Approach.objects.filter(Q(member__in=mine) | Q(body__in=mine), pk=pk)
    people = ("begun_by", "answered_by")
    return found.select_related("member", "body", *people).prefetch_related("answers").first()


def waiting_approaches(network: Network, *, at: datetime) -> QuerySet[Approach]:
    """Approaches that wait for the answer of `network`; the longest waiting first."""
    theirs = Q(body=network, side=Side.MEMBER) | Q(member=network, side=Side.BODY)
    still = Q(expires_at=None) | Q(expires_at__gt=at)
    found = Approach.objects.filter(theirs, still, state=ApproachState.OPEN)
    return found.select_related("member", "body").order_by("pk")


@dataclass(frozen=True)
class Needed:
    """A network that one must belong to first, and whether one does."""

    network: Network
    is_met: bool


def needs_of(body: Network, member: Network | None = None) -> list[Needed]:
    """Where a network must belong before it comes to `body`, and whether `member` does."""
    wanted = Prerequisite.objects.filter(body=body, needed__visibility=Visibility.PUBLIC)
    rows = wanted.select_related("needed").order_by("needed__name", "pk")
    above: set[int] = set()
    if member is not None:
        ancestors = AffiliationPath.objects.filter(descendant=member).values("ancestor")
        above = set(wanted.filter(needed__in=ancestors).values_list("needed", flat=True))
    return [Needed(row.needed, row.needed_id in above) for row in rows]


def networks_named(viewer: Viewer, words: str) -> list[Network]:
    """Networks that `viewer` may know of, by name or by address; ten at most, the best first."""
    found = Network.objects.visible_to(viewer).exclude(state=NetworkState.UNCLAIMED)
    slug = words.strip().rstrip("/").rpartition("/")[2]
    if slug and (exact := found.filter(slug=slug.lower()).first()):
        return [exact]
    if not has_words(words):
        return []
    named = find_networks(viewer, words).exclude(state=NetworkState.UNCLAIMED)
    return list(best_first(named, words)[:MOST_OFFERED])


def stewarded_by(person: Person) -> QuerySet[Network]:
    """Active networks that she looks after, by name."""
    return _stewarded(person=person.pk)


def few_stewarded_by(person: Person, *, most: int) -> list[Network]:
    """The first of the same. One query."""
    return FEW_STEWARDED(most, person=person.pk)


def _stewarded(*, person: int) -> QuerySet[Network]:
    held = Membership.objects.filter(person=person, role=Role.STEWARD, state=State.ACTIVE)
    mine = Network.objects.filter(pk__in=held.values("network"), state=NetworkState.ACTIVE)
    return mine.only("name", "slug", "kind", "state").order_by("name", "pk")


FEW_STEWARDED = Kept(lambda most, **whose: _stewarded(**whose)[:most])
