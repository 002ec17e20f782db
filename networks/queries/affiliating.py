"""What a network belongs to, and what belongs to it."""

from django.db.models import QuerySet

from networks.models import (
    Affiliation,
    AffiliationState,
    Network,
)
from networks.models.network import is_seen_by
from solidarity.people.models import Viewer

MOST_BODIES = 30


def bodies_of(viewer: Viewer, network: Network, *, most: int = MOST_BODIES) -> list[Affiliation]:
    """What `network` belongs to, as far as the viewer may know, by name; 30 at most. One query."""
    bodies = _affiliations(viewer, "body").filter(member=network)
    return list(bodies.order_by("body__name", "pk")[:most])


def affiliates_of(viewer: Viewer, network: Network) -> QuerySet[Affiliation]:
    """What belongs to `network`, as far as the viewer may know, the newest first."""
    return _affiliations(viewer, "member").filter(body=network).order_by("-pk")


def _affiliations(viewer: Viewer, other: str) -> QuerySet[Affiliation]:
    """Affiliations with an `other` network that the viewer may know of, which comes with them."""
    active = Affiliation.objects.filter(is_seen_by(viewer, other), state=AffiliationState.ACTIVE)
    shown = [f"{other}__{field}" for field in ("kind", "slug", "name")]
    return active.select_related(other).only("since", *shown)
