"""The tree of affiliations, up and down, as far as a viewer may know of it.

An edge is followed where both networks are hers to know of and the one whose affiliations they
are lets her see them. So what lies behind a hidden network is not there, nor is a gap.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from django.db.models import F, Q
from django.db.models.expressions import RawSQL

from networks.models import Affiliation, AffiliationState, Network
from networks.models.network import OneOf, belongs_to, is_seen_by
from solidarity.people.models import Viewer

Direction = Literal["up", "down"]
DEEPEST = 6
MOST_DRAWN = 400
FOLDED_FROM = 8


@dataclass
class Branch:
    """A network in the tree, and what is above or below it."""

    network: Network
    since: datetime
    affiliation: int
    branches: list["Branch"] = field(default_factory=list)
    is_elsewhere: bool = False  # what follows stands further up on the page

    @property
    def is_folded(self) -> bool:
        """Whether so much follows that it is folded away until somebody asks."""
        return len(self.branches) >= FOLDED_FROM


def grown(viewer: Viewer, first: Sequence[Affiliation], direction: Direction) -> list[Branch]:
    """The branches that begin with the affiliations `first`, in their order. One query."""
    near, far = ("member", "body") if direction == "up" else ("body", "member")
    edges = _edges_beyond(viewer, [getattr(each, f"{far}_id") for each in first], near, far)
    drawn: set[int] = set()
    branches = [_branch(each, far) for each in first]
    layer = branches
    for _depth in range(DEEPEST - 1):
        layer = list(_next_layer(layer, edges, far, drawn))
    return branches


def _branch(affiliation: Affiliation, far: str) -> Branch:
    return Branch(getattr(affiliation, far), affiliation.since, affiliation.pk)


def _next_layer(
    layer: Iterable[Branch], edges: dict[int, list[Affiliation]], far: str, drawn: set[int]
) -> Iterable[Branch]:
    """What follows on `layer`; of a network that stands in the tree twice it is drawn once."""
    for branch in layer:
        if branch.network.pk in drawn:
            branch.is_elsewhere = bool(edges.get(branch.network.pk))
            continue
        drawn.add(branch.network.pk)
        branch.branches = [_branch(each, far) for each in edges.get(branch.network.pk, [])]
        yield from branch.branches


def _reached(starts: list[int], end: str) -> RawSQL:
    """The keys of `starts`, and of all at the `end` of a path from one of them, as an array."""
    begin = "ancestor" if end == "descendant" else "descendant"
    beyond = f"SELECT {end}_id FROM networks_affiliationpath WHERE {begin}_id = ANY(%s)"  # noqa: S608 names of columns
    return RawSQL(f"ARRAY({beyond}) || %s::bigint[]", [starts, starts])  # noqa: S611 keys


def _edges_beyond(
    viewer: Viewer, starts: list[int], near: str, far: str
) -> dict[int, list[Affiliation]]:
    """Affiliations further along, by the network that they start from."""
    if not starts:
        return {}
    opened = Q(**{f"{near}__shows_affiliations": True})
    shown = opened & is_seen_by(viewer, near) | belongs_to(viewer, near)
    found = Affiliation.objects.filter(
        OneOf(F(near), _reached(starts, "descendant" if near == "body" else "ancestor")),
        shown,
        is_seen_by(viewer, far),
        state=AffiliationState.ACTIVE,
    )
    fields = [f"{far}__{name}" for name in ("kind", "slug", "name")]
    found = found.select_related(far).only("since", "member_id", "body_id", *fields)
    edges = defaultdict(list)
    for edge in found.order_by(f"{far}__name", "pk")[:MOST_DRAWN]:
        edges[getattr(edge, f"{near}_id")].append(edge)
    return edges
