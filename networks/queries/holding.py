"""What a network holds: who may share, what is published, who wants it shown to whom."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from networks.models import (
    LogEntry,
    Membership,
    Network,
    Opening,
    OpeningState,
    OpeningWord,
    Role,
    State,
    Verb,
)
from networks.models.network import is_seen_by
from networks.quorum import is_enough_while_sought
from solidarity.people.models import Person, Viewer
from values.models import Sort
from values.owners import PoolName
from values.queries.pooling import Standing, published

BEGAN = (Verb.FOUNDED, Verb.CLAIMED)


def admitted(network: Network) -> QuerySet[Membership]:
    """Members whom a person let in: by an answer or an invitation, and those who began it.

    Not those who came through an open door: one might come through it ten times.
    """
    began = LogEntry.objects.filter(network=network, verb__in=BEGAN, by=OuterRef("person"))
    let_in = Q(answered_by__isnull=False) | Q(answered_at__gt=F("asked_at"))
    return Membership.objects.filter(
        let_in | ~Q(role=Role.MEMBER) | Exists(began), network=network, state=State.ACTIVE
    )


def is_admitted(person: Person, network: Network) -> bool:
    """Whether she is one of those. One query."""
    return admitted(network).filter(person=person).exists()


def circle_of(network: Network, sort: str = Sort.CIRCLE) -> Standing:
    """What is published of its members' circles, or gaps; and what was before. One query."""
    return published(network.pool, sort) if network.pool else Standing(None, None)


def pool_names(viewer: Viewer, pools: Collection[int]) -> dict[int, PoolName]:
    """The names of networks by their pools, where the viewer may know of them."""
    found = Network.objects.filter(is_seen_by(viewer), pool__in=pools)
    return {
        each.pool_id: PoolName(each.name, f"{each.get_absolute_url()}values/")
        for each in found.only("name", "slug", "pool_id")
        if each.pool_id
    }


# Who sees it


@dataclass(frozen=True)
class Count:
    """Of people: who may say a word on an opening, who confirms it, who objects."""

    electors: int
    confirmed: int
    objected: int


def open_opening(network: Network, *, at: datetime) -> Opening | None:
    """What is proposed now, if anything is."""
    found = network.openings.filter(state=OpeningState.OPEN).select_related("by").first()
    return found if found and found.is_open_at(at) else None


def words_on_opening(opening: Opening) -> list[OpeningWord]:
    """Words of those who are members still, by name, the first first."""
    member = Membership.objects.filter(
        network=opening.network_id, person=OuterRef("person"), state=State.ACTIVE
    )
    found = opening.said.filter(Exists(member)).select_related("person")
    return list(found.order_by("pk"))


def count_of(opening: Opening) -> Count:
    """How many have said what. Two queries."""
    members = Membership.objects.filter(network=opening.network_id, state=State.ACTIVE)
    before = members.filter(Q(answered_at=None) | Q(answered_at__lte=opening.made_at))
    said = words_on_opening(opening)
    no = sum(word.objects_to for word in said)
    return Count(before.count(), len(said) - no, no)


def is_opening_carried(opening: Opening, *, at: datetime) -> bool:
    """Whether it takes effect: after a week's notice three confirm, and more than object."""
    count = count_of(opening)
    waited = at - opening.made_at
    return is_enough_while_sought(count.confirmed, count.objected, count.electors, waited)
