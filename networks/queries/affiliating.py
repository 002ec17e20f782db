"""What a network belongs to, and what belongs to it."""

from django.db.models import QuerySet

from networks.models import (
    Affiliation,
    AffiliationState,
    Network,
)
from networks.models.network import key_of, seen_by_key
from solidarity.base.kept import Kept
from solidarity.base.pages import Key, Page, page_beyond
from solidarity.people.models import Viewer

MOST_BODIES = 30


def bodies_of(viewer: Viewer, network: Network, *, most: int = MOST_BODIES) -> list[Affiliation]:
    """What `network` belongs to, as far as the viewer may know, by name; 30 at most. One query."""
    return BODIES(most, network=network.pk, **key_of(viewer))


def affiliates_of(viewer: Viewer, network: Network) -> QuerySet[Affiliation]:
    """What belongs to `network`, as far as the viewer may know, the newest first."""
    return _affiliates_of(network=network.pk, **key_of(viewer))


def affiliates_page(
    viewer: Viewer, network: Network, *, after: str, size: int
) -> Page[Affiliation]:
    """The same, a stretch of it. One query."""

    def beyond(key: Key | None, most: int) -> list[Affiliation]:
        last = {} if key is None else {"last": key[1]}
        return AFFILIATES(most, network=network.pk, **last, **key_of(viewer))

    return page_beyond(beyond, after=after, size=size)


def _bodies(most: int, *, network: int, viewer: int | None = None) -> QuerySet[Affiliation]:
    return _affiliations(viewer, "body").filter(member=network).order_by("body__name", "pk")[:most]


def _affiliates_of(*, network: int, viewer: int | None = None) -> QuerySet[Affiliation]:
    return _affiliations(viewer, "member").filter(body=network).order_by("-pk")


def _affiliates(most: int, *, last: int | None = None, **ends: int) -> QuerySet[Affiliation]:
    found = _affiliates_of(**ends)
    return (found if last is None else found.filter(pk__lt=last))[:most]


def _affiliations(viewer: int | None, other: str) -> QuerySet[Affiliation]:
    """Affiliations with an `other` network that the viewer may know of, which comes with them."""
    seen = seen_by_key(viewer, other)
    active = Affiliation.objects.filter(seen, state=AffiliationState.ACTIVE)
    shown = [f"{other}__{field}" for field in ("kind", "slug", "name")]
    return active.select_related(other).only("since", *shown)


BODIES, AFFILIATES = Kept(_bodies), Kept(_affiliates)
