"""Ties, as far as the viewer may know of both networks."""

from django.db.models import Q, QuerySet

from networks.models import Network, Tie, TieState
from networks.models.network import key_of, seen_by_key
from networks.rules import Standing
from solidarity.base.kept import Kept
from solidarity.people.models import Viewer

MOST_TIES = 200


def ties_seen(viewer: Viewer, network: Network, standing: Standing) -> QuerySet[Tie]:
    """The confirmed ties of `network` with networks that `viewer` may know of, by age.

    Its stewards see every one of them: they confirmed it, and can end it.
    """
    return _seen(all_of_them=standing.is_steward, network=network.pk, **key_of(viewer))


def few_ties_seen(viewer: Viewer, network: Network, standing: Standing, *, most: int) -> list[Tie]:
    """The first of the same, with what a line shows of both. One query."""
    return FEW_TIES(standing.is_steward, most, network=network.pk, **(
        {} if standing.is_steward else key_of(viewer)
    ))  # fmt: skip


def _few_ties(all_of_them: bool, most: int, **whose: int) -> QuerySet[Tie]:
    shown = [f"{end}__{field}" for end in ("one", "other") for field in ("kind", "slug", "name")]
    found = _seen(all_of_them=all_of_them, **whose)
    return found.only("kind", "by_one", "state", "one", "other", *shown)[:most]


FEW_TIES = Kept(_few_ties)


def _seen(*, all_of_them: bool, network: int, viewer: int | None = None) -> QuerySet[Tie]:
    ties = _ties(network).filter(state=TieState.ACTIVE)
    if not all_of_them:
        from_here = Q(one=network) & seen_by_key(viewer, "other")
        to_here = Q(other=network) & seen_by_key(viewer, "one")
        ties = ties.filter(from_here | to_here)
    return ties.order_by("kind", "pk")


def ties_proposed(network: Network) -> list[Tie]:
    """Ties that were proposed by or to `network` and wait: for its stewards. One query."""
    return list(_ties(network).filter(state=TieState.PROPOSED).order_by("pk")[:MOST_TIES])


def tie_of(network: Network, pk: int) -> Tie | None:
    """A tie of `network`, for its stewards."""
    return _ties(network).filter(pk=pk).first()


def _ties(network: Network | int) -> QuerySet[Tie]:
    ends = Q(one=network) | Q(other=network)
    return Tie.objects.filter(ends).select_related("one", "other")
