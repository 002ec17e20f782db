"""Networks that parted as friends, and can tie themselves as such."""

from dataclasses import dataclass

from django.db.models import Q

from coalitions.models import Coalition
from coalitions.queries.leaving import stewarded_in
from networks.models import Affiliation, AffiliationState, Network, Tie, TieKind, TieState
from solidarity.people.models import Person

MOST = 50


@dataclass(frozen=True)
class Friend:
    """A network that parted from one of hers; is_asked: the tie waits for one of the two."""

    near: Network
    far: Network
    is_asked: bool


def friends_to_tie(person: Person, coalition: Coalition) -> list[Friend]:
    """With whom her networks could tie themselves, where all parted as friends. Three queries."""
    body = coalition.network
    mine = stewarded_in(person, body)[:MOST] if coalition.parted_as_friends else []
    if not mine:
        return []
    inside = Affiliation.objects.filter(body=body, state=AffiliationState.ACTIVE)
    seen = Network.objects.visible_to(person).filter(pk__in=inside.values("member"))
    others = list(seen.order_by("name", "pk")[:MOST])
    ties = _ties([each.pk for each in mine])
    return [
        Friend(near, far, ties.get(frozenset((near.pk, far.pk))) == TieState.PROPOSED)
        for near in mine
        for far in others
        if far != near and ties.get(frozenset((near.pk, far.pk))) != TieState.ACTIVE
    ][:MOST]


def _ties(networks: list[int]) -> dict[frozenset[int], str]:
    """Where ties of this kind of these networks stand, by both their ends. One query."""
    found = Tie.objects.filter(Q(one__in=networks) | Q(other__in=networks), kind=TieKind.PARTED)
    rows = found.exclude(state=TieState.ENDED).values_list("one", "other", "state")
    return {frozenset((one, other)): state for one, other, state in rows}
