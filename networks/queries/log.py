"""What was done in a network."""

from django.db.models import F, Prefetch, QuerySet

from networks.models import (
    LogEntry,
    Network,
)
from solidarity.people.models import Viewer


def log_of(viewer: Viewer, network: Network) -> QuerySet[LogEntry]:
    """What was done in `network`, the newest first, with names and reasons.

    `other` is None where the viewer may not know of the other network; adds `words`. Two queries.
    """
    shown = ("verb", "at", "facts", "other_id", "by__display_name", "whom__display_name")
    entries = LogEntry.objects.filter(network=network).select_related("by", "whom").only(*shown)
    seen = Prefetch("other", queryset=Network.objects.visible_to(viewer).only("name"))
    entries = entries.annotate(words=F("written__words"))
    return entries.prefetch_related(seen).order_by("-pk")
