"""The ways of working of a network: its versions, who agreed, what was objected."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from networks.models import Membership, Network, Objection, State, WaysVersion
from solidarity.people.models import Person, Viewer


def versions_of(network: Network) -> QuerySet[WaysVersion]:
    """All versions, the newest first, with who wrote each."""
    return WaysVersion.objects.filter(network=network).select_related("by").order_by("-number")


def ways_in_force(network: Network) -> WaysVersion | None:
    """The version that newcomers agree to; None where there is none."""
    if not network.ways_number:
        return None
    version = versions_of(network).get(number=network.ways_number)
    version.network = network
    return version


def ways_at(network: Network, at: datetime) -> WaysVersion | None:
    """The version that was in force at that moment; None where there was none."""
    return versions_of(network).filter(at__lte=at).defer("words", "words_html").first()


@dataclass(frozen=True)
class Shares:
    """How many stand how to a version; people, and nobody by name."""

    agreed: int
    members: int
    objecting: int


def shares_of(version: WaysVersion) -> Shares:
    """How many members agreed to `version`, and how many objections wait for an answer."""
    members = Membership.objects.filter(network=version.network_id, state=State.ACTIVE)
    waiting = _heard_of(version).filter(answered_at=None)
    return Shares(members.filter(accepted_ways=version).count(), members.count(), waiting.count())


def _heard_of(version: WaysVersion) -> QuerySet[Objection]:
    """Objections of those who are members still."""
    members = Membership.objects.filter(network=version.network_id, state=State.ACTIVE)
    return version.objections.filter(person__in=members.values("person"))


def objections_to(version: WaysVersion) -> QuerySet[Objection]:
    """What members object to `version`, the first one first, with who does and its conversation."""
    heard = _heard_of(version).select_related("person", "thread", "answered_by")
    return heard.order_by("pk")


def own_objection(viewer: Viewer, version: WaysVersion) -> Objection | None:
    """What the viewer objected to `version`, if anything."""
    if not isinstance(viewer, Person):
        return None
    return version.objections.select_related("thread").filter(person=viewer).first()


def readers_of_ways(version: WaysVersion) -> QuerySet[Person]:
    """The members whom a new version is put to: all but those who agreed to it already."""
    members = Membership.objects.filter(network=version.network_id, state=State.ACTIVE)
    asked = members.exclude(accepted_ways=version, accepted_ways__isnull=False)
    return Person.objects.here().filter(pk__in=asked.values("person")).order_by("pk")
