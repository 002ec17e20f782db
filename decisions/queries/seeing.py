"""Which decisions a viewer reads: what she may not know of is not there for her."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from decisions.models import (
    CircleMember,
    Decision,
    Elector,
    ElectorState,
    Seen,
    Stage,
    Touched,
    TouchedState,
)
from networks.models import Network, Visibility
from networks.models.network import belongs_to
from networks.rules import Standing
from solidarity.people.models import Person, Viewer


def decisions_seen(viewer: Viewer, network: Network, standing: Standing) -> QuerySet[Decision]:
    """The decisions of `network` that `viewer` reads; the page of the network is hers to see.

    Those who belong read all; a draft is its author's alone. Others read what is open to
    everyone in a public network, and what they decide, or what touches them.
    """
    hers = Decision.objects.filter(network=network).filter(_is_out(viewer))
    if standing.belongs:
        return hers
    return hers.filter(_is_open_to_all(network) | _is_concerned(viewer))


def decision_for(
    viewer: Viewer, network: Network, standing: Standing, number: int
) -> Decision | None:
    """The decision of this number; None when it is not hers to know of. One query."""
    found = decisions_seen(viewer, network, standing).filter(number=number)
    decision = found.select_related("by", "circle").first()
    if decision is not None:
        decision.network = network
    return decision


def network_with_voice(viewer: Viewer, slug: str, number: int) -> Network | None:
    """The network of this slug, if `viewer` has a voice of her own in its decision of this number.

    Hidden from her or not; who left by herself has none any more.
    """
    if not isinstance(viewer, Person):
        return None
    voice = Elector.objects.filter(
        person=viewer, state=ElectorState.ENTITLED, round__decision__number=number,
        round__decision__network=OuterRef("pk"),
    )  # fmt: skip
    return Network.objects.filter(Exists(voice), slug=slug.replace("\0", "")).first()


def _is_out(viewer: Viewer) -> Q:
    """That it is no draft, or her own."""
    is_out = ~Q(stage=Stage.DRAFT)
    return is_out | Q(by=viewer.pk) if isinstance(viewer, Person) else is_out


def _is_open_to_all(network: Network) -> Q:
    if network.visibility != Visibility.PUBLIC:
        return Q(pk__in=[])
    return Q(seen=Seen.EVERYONE)


def _is_concerned(viewer: Viewer) -> Q:
    """That she has a voice in it, is in the circle that decides, or is touched by it."""
    if not isinstance(viewer, Person):
        return Q(pk__in=[])
    electors = Elector.objects.filter(person=viewer, round__decision=OuterRef("pk"))
    circles = CircleMember.objects.filter(person=viewer, circle=OuterRef("circle"))
    touched = Touched.objects.filter(person=viewer, decision=OuterRef("pk"))
    heard = touched.exclude(state=TouchedState.LEFT_OUT)
    return Q(Exists(electors)) | Q(Exists(circles)) | Q(Exists(heard)) | Q(by=viewer.pk)


def decisions_around(person: Person) -> QuerySet[Decision]:
    """All that she reads in the networks that she belongs to, and what concerns her elsewhere."""
    hers = belongs_to(person, "network") | _is_concerned(person)
    return Decision.objects.filter(_is_out(person)).filter(hers)
