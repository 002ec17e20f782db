"""The tree of affiliations, up and down, as far as a viewer may know of it.

An edge is followed where both networks are hers to know of and the one whose affiliations they
are lets her see them. So what lies behind a hidden network is not there, nor is a gap.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal

from django.db import connection

from networks.models import Affiliation, AffiliationState, Network, Spoke, Visibility
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
    spokes: list[Spoke] | None = None  # who speaks there, where the viewer may know
    spokes_url: str = ""  # where her network chooses them

    @property
    def is_folded(self) -> bool:
        """Whether so much follows that it is folded away until somebody asks."""
        return len(self.branches) >= FOLDED_FROM


def grown(viewer: Viewer, first: Sequence[Affiliation], direction: Direction) -> list[Branch]:
    """The branches that begin with the affiliations `first`, in their order. One query."""
    near, far = ("member", "body") if direction == "up" else ("body", "member")
    edges = _edges_beyond(viewer, [getattr(each, f"{far}_id") for each in first], near)
    drawn: set[int] = set()
    branches = [Branch(getattr(each, far), each.since, each.pk) for each in first]
    layer = branches
    for _depth in range(DEEPEST - 1):
        layer = list(_next_layer(layer, edges, drawn))
    return branches


def _next_layer(
    layer: Iterable[Branch], edges: dict[int, list[Branch]], drawn: set[int]
) -> Iterable[Branch]:
    """What follows on `layer`; of a network that stands in the tree twice it is drawn once."""
    for branch in layer:
        if branch.network.pk in drawn:
            branch.is_elsewhere = bool(edges.get(branch.network.pk))
            continue
        drawn.add(branch.network.pk)
        branch.branches = [replace(each) for each in edges.get(branch.network.pk, [])]
        yield from branch.branches


FAR = ("id", "kind", "slug", "name")
# What lies beyond `starts`, by name. The networks that the viewer belongs to are asked for once.
EDGES = """
    WITH hers AS MATERIALIZED (SELECT (SELECT networks_belonging(%(viewer)s))::bigint[] AS keys)
    SELECT edge.{near}_id, edge.id, edge.since, far.id, far.kind, far.slug, far.name
    FROM hers, networks_affiliation edge
    JOIN networks_network near ON near.id = edge.{near}_id
    JOIN networks_network far ON far.id = edge.{far}_id
    WHERE edge.state = %(active)s
    AND edge.{near}_id = ANY(
        %(starts)s::bigint[]
        || ARRAY(SELECT {end}_id FROM networks_affiliationpath WHERE {begin}_id = ANY(%(starts)s))
    )
    AND (near.shows_affiliations AND near.visibility = %(public)s OR near.id = ANY(hers.keys))
    AND (far.visibility = %(public)s OR far.id = ANY(hers.keys))
    ORDER BY far.name, edge.id LIMIT %(most)s
"""
SQL = {
    "body": EDGES.format(near="body", far="member", begin="ancestor", end="descendant"),
    "member": EDGES.format(near="member", far="body", begin="descendant", end="ancestor"),
}


def _edges_beyond(viewer: Viewer, starts: list[int], near: str) -> dict[int, list[Branch]]:
    """The branches further along, by the network that they start from."""
    edges: dict[int, list[Branch]] = defaultdict(list)
    if not starts:
        return edges
    sought = {
        "viewer": viewer.pk, "starts": starts, "active": AffiliationState.ACTIVE.value,
        "public": Visibility.PUBLIC.value, "most": MOST_DRAWN,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(SQL[near], sought)
        for start, affiliation, since, *far in cursor.fetchall():
            network = Network.from_db(connection.alias, FAR, far)
            edges[start].append(Branch(network, since, affiliation))
    return edges
