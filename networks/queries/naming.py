"""The values that networks named: a network's own, what waits, what has no place on the map."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from networks.models import Network, OurValue, PlaceIdea, Wording
from networks.rules import Standing, reads_value
from solidarity.people.models import Viewer
from values.models import CODES, OFF_MAP
from values.names import NAMES, listed


def values_of(network: Network, standing: Standing) -> list[OurValue]:
    """What the network named, as far as the viewer reads it, in the order of naming. One query."""
    found = OurValue.objects.filter(network=network).defer("stems").order_by("pk")
    return [_within(each, network) for each in found if reads_value(standing, each)]


def value_of(network: Network, standing: Standing, pk: int) -> OurValue | None:
    """One value of the network; None for any other, and for those that she may not read."""
    found = OurValue.objects.filter(network=network, pk=pk).select_related("by").first()
    return _within(found, network) if found and reads_value(standing, found) else None


def _within(value: OurValue, network: Network) -> OurValue:
    value.network = network
    return value


def wordings_of(value: OurValue) -> QuerySet[Wording]:
    """The wordings that were kept, the newest first, with who wrote each."""
    kept = Wording.objects.filter(value=value, number__isnull=False)
    return kept.select_related("by").order_by("-number")


def wordings_waiting(network: Network) -> QuerySet[Wording]:
    """What members proposed and nobody answered, the first one first."""
    waiting = Wording.objects.filter(network=network, number=None)
    return waiting.select_related("by", "value").order_by("pk")


def as_text(words: OurValue | Wording) -> str:
    """All of it, line by line, for what differs between two."""
    return "\n".join([words.name, words.meaning, words.story])


@dataclass(frozen=True)
class Idea:
    """A place that members see for a value, and how many do."""

    words: str
    people: int


def ideas_for(value: OurValue) -> list[Idea]:
    """What members suggest, what most see first; nobody is named. One query."""
    rows = PlaceIdea.objects.filter(value=value).values_list("places", "is_off_map")
    seen = Counter(
        (OFF_MAP,) if is_off else tuple(code for code in CODES if code in places)
        for places, is_off in rows
    )
    ranked = sorted(seen.items(), key=lambda each: (-each[1], each[0]))
    return [
        Idea("" if OFF_MAP in codes else listed([str(NAMES[code]) for code in codes]), people)
        for codes, people in ranked
    ]


def own_idea(viewer: Viewer, value: OurValue) -> PlaceIdea | None:
    """What she suggested herself."""
    return PlaceIdea.objects.filter(value=value, person=viewer.pk).first()


@dataclass(frozen=True)
class OnTheMap:
    """How many values networks named on the whole platform, and how they stand to the map."""

    named: int
    placed: int
    off: int

    @property
    def open(self) -> int:
        """Of how many nobody has said where they stand."""
        return self.named - self.placed - self.off


def counted_on_the_map() -> OnTheMap:
    """All values that public networks let everybody read. One query."""
    counts = OurValue.objects.listed().aggregate(
        named=Count("pk"), off=Count("pk", Q(is_off_map=True)), placed=Count("pk", ~Q(places=[]))
    )
    return OnTheMap(**counts)


def values_off_the_map() -> QuerySet[OurValue]:
    """Those that networks say are not on the map, for anybody to read; the newest first."""
    found = OurValue.objects.listed().filter(is_off_map=True).defer("stems")
    return found.select_related("network").order_by("-pk")
