"""What a coalition's networks hold together: their sealed sums added up, never a row of anybody."""

from dataclasses import dataclass
from typing import Any

from django.db import connection

from networks.models import (
    AffiliationState,
    CircleSeen,
    Kind,
    Network,
    NetworkState,
    Visibility,
)
from networks.queries.held import Held, held_of
from values.models import Batch, Publication, Sort
from values.science.sealing import combine, publish

FEWEST = 2  # networks: of one, its own page tells
MOST = 2000  # networks whose sums are added


@dataclass(frozen=True)
class Together:
    """The picture, and of how many networks it is made."""

    held: Held
    networks: int


# As far as the tree of affiliations is anybody's to know: beyond the first step only from networks
# that all can find, and that let all see who belongs to them.
BELOW = """
    WITH RECURSIVE below(id) AS (
        SELECT member_id FROM networks_affiliation WHERE body_id = %(start)s AND state = %(active)s
        UNION
        SELECT edge.member_id FROM below
        JOIN networks_network near ON near.id = below.id
            AND near.visibility = %(public)s AND near.shows_affiliations
        JOIN networks_affiliation edge ON edge.body_id = near.id AND edge.state = %(active)s
    ) SELECT id FROM below
"""


def _below(network: Network) -> list[int]:
    sought: dict[str, Any] = {
        "start": network.pk, "active": AffiliationState.ACTIVE.value,
        "public": Visibility.PUBLIC.value,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(BELOW, sought)
        return [key for (key,) in cursor.fetchall()]


def together_of(network: Network) -> Together | None:
    """What the networks in a coalition hold; None where fewer than two show it to everyone.

    Only what a network shows to everyone goes in, since its members wanted it seen; and only what
    was sealed and published: adding it up tells nothing new of anybody. What lies behind a network
    that keeps its affiliations to itself is left out. Three queries.
    """
    if network.kind != Kind.COALITION or network.map_off:
        return None
    within = Network.objects.filter(
        pk__in=_below(network), visibility=Visibility.PUBLIC, state=NetworkState.ACTIVE,
        circle_seen=CircleSeen.EVERYONE, map_off=False, pool__publications__sort=Sort.CIRCLE,
    )  # fmt: skip
    pools = sorted(set(within.order_by("pk").values_list("pool", flat=True)[:MOST]))
    batches = Batch.objects.live().filter(pool__in=pools, sort=Sort.CIRCLE) if pools else []
    by_pool: dict[int, list[Batch]] = {}
    for batch in batches:
        by_pool.setdefault(batch.pool_id, []).append(batch)
    if len(by_pool) < FEWEST:
        return None
    sealed = combine([[batch.sealed for batch in some] for some in by_pool.values()])
    sums = publish(sealed)
    latest = max(batch.sealed_at for some in by_pool.values() for batch in some)
    shown = Publication(sort=Sort.CIRCLE, at=latest)
    shown.take(sums)
    return Together(held_of(shown, None), len(by_pool))
