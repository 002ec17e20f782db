"""What was done in a network."""

from django.db.models import (
    Case,
    F,
    Prefetch,
    Q,
    QuerySet,
    TextField,
    Value,
    When,
    prefetch_related_objects,
)

from networks.models import LogEntry, Network
from networks.models.log import OF_TIES
from networks.models.network import key_of, seen_by_key
from solidarity.base.kept import Kept
from solidarity.base.pages import Key, Page, page_beyond
from solidarity.people.models import Viewer


def log_of(viewer: Viewer, network: Network) -> QuerySet[LogEntry]:
    """What was done in `network`, the newest first, with names and reasons.

    `other` is None where the viewer may not know of the other network, and what was written with
    it is left out; a tie with such a one is not there at all. Adds `words`. Two queries.
    """
    entries = _entries(network=network.pk, **key_of(viewer))
    return entries.prefetch_related(_others(viewer))


def log_page_of(viewer: Viewer, network: Network, *, after: str, size: int) -> Page[LogEntry]:
    """A stretch of the same. Two queries."""

    def beyond(key: Key | None, most: int) -> list[LogEntry]:
        last = {} if key is None else {"last": key[1]}
        rows = STRETCH(most, network=network.pk, **last, **key_of(viewer))
        prefetch_related_objects(rows, _others(viewer))
        return rows

    return page_beyond(beyond, after=after, size=size)


def _others(viewer: Viewer) -> "Prefetch[str]":
    return Prefetch("other", queryset=Network.objects.visible_to(viewer).only("name"))


def _stretch(most: int, *, last: int | None = None, **ends: int) -> QuerySet[LogEntry]:
    found = _entries(**ends)
    return (found if last is None else found.filter(pk__lt=last))[:most]


STRETCH = Kept(_stretch)


def _entries(*, network: int, viewer: int | None = None) -> QuerySet[LogEntry]:
    unknown = Q(other__isnull=False) & ~seen_by_key(viewer, "other")
    shown = ("verb", "at", "facts", "other_id", "by__display_name", "whom__display_name")
    entries = LogEntry.objects.filter(network=network).select_related("by", "whom").only(*shown)
    entries = entries.exclude(unknown, verb__in=OF_TIES)
    words = Case(
        When(unknown, then=Value("")), default=F("written__words"), output_field=TextField()
    )
    return entries.annotate(words=words).order_by("-pk")
