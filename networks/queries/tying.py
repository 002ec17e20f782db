"""Ties, as far as the viewer may know of both networks."""

from django.db.models import Q, QuerySet

from networks.models import Network, Tie, TieState
from networks.models.network import is_seen_by
from networks.rules import Standing
from solidarity.people.models import Viewer

MOST_TIES = 200


def ties_seen(viewer: Viewer, network: Network, standing: Standing) -> QuerySet[Tie]:
    """The confirmed ties of `network` with networks that `viewer` may know of, by age.

    Its stewards see every one of them: they confirmed it, and can end it.
    """
    ties = _ties(network).filter(state=TieState.ACTIVE)
    if not standing.is_steward:
        ties = _known(viewer, network, ties)
    return ties.order_by("kind", "pk")


def ties_proposed(network: Network) -> list[Tie]:
    """Ties that were proposed by or to `network` and wait: for its stewards. One query."""
    return list(_ties(network).filter(state=TieState.PROPOSED).order_by("pk")[:MOST_TIES])


def tie_of(network: Network, pk: int) -> Tie | None:
    """A tie of `network`, for its stewards."""
    return _ties(network).filter(pk=pk).first()


def _ties(network: Network) -> QuerySet[Tie]:
    ends = Q(one=network) | Q(other=network)
    return Tie.objects.filter(ends).select_related("one", "other")


def _known(viewer: Viewer, network: Network, ties: QuerySet[Tie]) -> QuerySet[Tie]:
    from_here = Q(one=network) & is_seen_by(viewer, "other")
    to_here = Q(other=network) & is_seen_by(viewer, "one")
    return ties.filter(from_here | to_here)
