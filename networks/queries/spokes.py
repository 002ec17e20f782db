"""Who speaks for networks in the bodies that they belong to."""

from collections import defaultdict
from collections.abc import Sequence

from django.db.models import Exists, OuterRef, QuerySet

from networks.models import Affiliation, AffiliationState, Membership, Network, Spoke, State
from solidarity.base.kept import Kept, one_of
from solidarity.people.models import Person, Viewer

MOST_SPOKES = 20


def speaking() -> QuerySet[Spoke]:
    """All who speak for a network now, or stand in: members of it, while it belongs there."""
    member = Membership.objects.filter(
        network=OuterRef("affiliation__member"), person=OuterRef("person"), state=State.ACTIVE
    )
    now_there = Spoke.objects.filter(ended_at=None, affiliation__state=AffiliationState.ACTIVE)
    return now_there.filter(Exists(member))


def spokes_of(affiliation: Affiliation) -> list[Spoke]:
    """Who speaks there, the spoke before those who stand in; people beside them. One query."""
    held = speaking().filter(affiliation=affiliation).select_related("person")
    return list(held.order_by("is_alternate", "since", "pk")[:MOST_SPOKES])


def past_spokes(affiliation: Affiliation) -> QuerySet[Spoke]:
    """Who spoke there before, the newest first."""
    past = affiliation.spokes.filter(ended_at__isnull=False)
    return past.select_related("person").order_by("-pk")


def _among(*, affiliations: list[int]) -> QuerySet[Spoke]:
    held = speaking().filter(one_of("affiliation", affiliations)).select_related("person")
    shown = ("affiliation_id", "is_alternate", "since", "person__handle", "person__display_name")
    return held.only(*shown).order_by("is_alternate", "since", "pk")


AMONG = Kept(_among)


def spokes_among(affiliations: Sequence[int]) -> dict[int, list[Spoke]]:
    """Who speaks, for each of these affiliations (keys). One query."""
    found: dict[int, list[Spoke]] = defaultdict(list)
    for each in AMONG(affiliations=list(affiliations)) if affiliations else ():
        found[each.affiliation_id].append(each)
    return found


def spokes_for(network: Network, body: Network) -> list[Spoke]:
    """Who speaks for `network` in `body`, the spoke first. One query."""
    held = speaking().filter(affiliation__member=network, affiliation__body=body)
    return list(held.select_related("person").order_by("is_alternate", "since", "pk"))


def speaks_for(person: Person, network: Network, body: Network) -> bool:
    """Whether she may take positions for `network` in `body`: its spoke, or one who stands in."""
    held = speaking().filter(affiliation__member=network, affiliation__body=body)
    return held.filter(person=person).exists()


def voices_of(person: Person, body: Network) -> list[Network]:
    """The networks for which she speaks in `body`, by name."""
    held = speaking().filter(person=person, affiliation__body=body)
    return list(
        Network.objects.filter(pk__in=held.values("affiliation__member")).order_by("name", "pk")
    )


def affiliation_between(viewer: Viewer, network: Network, slug: str) -> Affiliation | None:
    """The affiliation of `network` with the body at `slug`, if the viewer may know of that."""
    seen = Network.objects.visible_to(viewer).filter(slug=slug.replace("\0", ""))
    found = Affiliation.objects.filter(
        member=network, body__in=seen, state=AffiliationState.ACTIVE
    ).select_related("body")
    affiliation = found.first()
    if affiliation is not None:
        affiliation.member = network
    return affiliation
