"""What a coalition's networks hold together: their sealed sums added up, never a row of anybody."""

from dataclasses import dataclass

from networks.models import CircleSeen, Kind, Network, NetworkState, Visibility
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


def together_of(network: Network) -> Together | None:
    """What the networks in a coalition hold; None where fewer than two show it to everyone.

    Only what a network shows to everyone goes in, since its members wanted it seen; and only what
    was sealed and published: adding it up tells nothing new of anybody. Two queries.
    """
    if network.kind != Kind.COALITION or network.map_off:
        return None
    within = Network.objects.filter(
        paths_up__ancestor=network, visibility=Visibility.PUBLIC, state=NetworkState.ACTIVE,
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
