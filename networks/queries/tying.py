"""Ties, as far as the viewer may know of both networks."""

from django.db.models import Q, QuerySet

from networks.models import Membership, Network, Role, State, Tie, TieState
from networks.rules import Standing
from solidarity.people.models import Person, Viewer

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


def ties_to_confirm(person: Person) -> QuerySet[Tie]:
    """Ties proposed to networks that she looks after, the longest waiting first."""
    held = Membership.objects.filter(person=person, role=Role.STEWARD, state=State.ACTIVE)
    mine = held.values("network")
    theirs = Q(other__in=mine, by_one=True) | Q(one__in=mine, by_one=False)
    found = Tie.objects.filter(theirs, state=TieState.PROPOSED)
    return found.select_related("one", "other").order_by("pk")


def tie_of(network: Network, pk: int) -> Tie | None:
    """A tie of `network`, for its stewards."""
    return _ties(network).filter(pk=pk).first()


def _ties(network: Network) -> QuerySet[Tie]:
    ends = Q(one=network) | Q(other=network)
    return Tie.objects.filter(ends).select_related("one", "other")


def _known(viewer: Viewer, network: Network, ties: QuerySet[Tie]) -> QuerySet[Tie]:
    seen = Network.objects.visible_to(viewer).values("pk")
    return ties.filter(Q(one=network, other__in=seen) | Q(other=network, one__in=seen))
