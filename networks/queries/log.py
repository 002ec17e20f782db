"""What was done in a network."""

from django.db.models import Case, F, Prefetch, Q, QuerySet, TextField, Value, When

from networks.models import LogEntry, Network
from networks.models.log import OF_TIES
from networks.models.network import is_seen_by
from solidarity.people.models import Viewer


def log_of(viewer: Viewer, network: Network) -> QuerySet[LogEntry]:
    """What was done in `network`, the newest first, with names and reasons.

    `other` is None where the viewer may not know of the other network, and what was written with
    it is left out; a tie with such a one is not there at all. Adds `words`. Two queries.
    """
    known = Network.objects.visible_to(viewer)
    unknown = Q(other__isnull=False) & ~is_seen_by(viewer, "other")
    shown = ("verb", "at", "facts", "other_id", "by__display_name", "whom__display_name")
    entries = LogEntry.objects.filter(network=network).select_related("by", "whom").only(*shown)
    seen = Prefetch("other", queryset=known.only("name"))
    entries = entries.exclude(unknown, verb__in=OF_TIES)
    words = Case(
        When(unknown, then=Value("")), default=F("written__words"), output_field=TextField()
    )
    entries = entries.annotate(words=words)
    return entries.prefetch_related(seen).order_by("-pk")
