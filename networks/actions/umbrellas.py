"""Many affiliations at once, of networks that nobody looks after: as a directory says."""

from collections import Counter, defaultdict
from collections.abc import Set
from datetime import datetime

from django.db import connection

from networks.actions.affiliating import REDRAW, _lock_graph, part
from networks.models import (
    Affiliation,
    AffiliationPath,
    AffiliationState,
    LogEntry,
    Network,
    NetworkState,
    Verb,
)

Pair = tuple[int, int]


def draw_umbrellas(
    pairs: Set[Pair], *, gone: Set[Pair], at: datetime
) -> tuple[Counter[str], dict[int, str]]:
    """Let each (member, body) belong together, and end those `gone`.

    Returns how many were drawn and ended, and why others were not, by the member's id.
    A network with stewards decides for itself what it belongs to and what belongs to it: such
    pairs are left alone. A pair that would close a circle is left out.
    """
    counts: Counter[str] = Counter()
    left: dict[int, str] = {}
    if not pairs and not gone:
        return counts, left
    _lock_graph()
    free = _unclaimed({pk for pair in pairs | gone for pk in pair})
    edges = set(Affiliation.objects.filter(state=AffiliationState.ACTIVE)
                .values_list("member", "body"))  # fmt: skip
    for member, body in sorted(gone & edges):
        if member in free and body in free:
            part(Network(pk=member), Network(pk=body), by=None, at=at)
            edges.discard((member, body))
            counts["parted"] += 1
    new = _without_circles(pairs - edges, free, edges, left)
    _write(new, at=at)
    counts["affiliated"] += len(new)
    return counts, left


def _unclaimed(ids: Set[int]) -> set[int]:
    found = Network.objects.filter(pk__in=ids, state=NetworkState.UNCLAIMED)
    return set(found.values_list("pk", flat=True))


def _without_circles(
    wanted: Set[Pair], free: Set[int], edges: Set[Pair], left: dict[int, str]
) -> list[Pair]:
    up: dict[int, set[int]] = defaultdict(set)
    for member, body in edges:
        up[member].add(body)
    kept = []
    for member, body in sorted(wanted):
        if member == body:
            continue
        if member not in free or body not in free:
            left[member] = "umbrella"
        elif member in _above(body, up):
            left[member] = "circle"
        else:
            up[member].add(body)
            kept.append((member, body))
    return kept


def _above(network: int, up: dict[int, set[int]]) -> set[int]:
    found: set[int] = set()
    waiting = [network]
    while waiting:
        for body in up.get(waiting.pop(), ()):
            if body not in found:
                found.add(body)
                waiting.append(body)
    return found


def _write(pairs: list[Pair], *, at: datetime) -> None:
    """The affiliations, their log rows, and the paths that follow from them."""
    if not pairs:
        return
    Affiliation.objects.bulk_create(
        [Affiliation(member_id=member, body_id=body, state=AffiliationState.ACTIVE, since=at)
         for member, body in pairs],
        update_conflicts=True, unique_fields=["member", "body"], update_fields=["state", "since"],
    )  # fmt: skip
    LogEntry.objects.bulk_create(
        LogEntry(network_id=body, verb=Verb.AFFILIATED, other_id=member, at=at)
        for member, body in pairs
    )
    members = [member for member, _body in pairs]
    below = AffiliationPath.objects.filter(ancestor__in=members)
    touched = list({*members, *below.values_list("descendant", flat=True)})
    AffiliationPath.objects.filter(descendant__in=touched).delete()
    with connection.cursor() as cursor:
        cursor.execute(REDRAW, {"below": touched})
