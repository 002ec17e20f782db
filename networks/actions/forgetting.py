"""How long a network keeps its conversations, and letting go of those that are silent."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet, Subquery

from networks import notices
from networks.actions.log import log
from networks.models import Network, Objection, Report, ReportState, Verb
from networks.queries import readers_of
from networks.rules import standing_of, why_not_change
from solidarity.base.refused import refuse_if
from solidarity.base.stale import refuse_if_stale
from solidarity.outbox.actions import ask_for
from solidarity.outbox.handlers import ToDo
from solidarity.people.models import Person
from solidarity.threads.actions import forget
from solidarity.threads.models import Post, Thread
from solidarity.threads.queries import threads_of

TOLD_BEFORE = timedelta(days=14)
TOLD_TOGETHER = 500
BATCH = 200


def keeping_of(network: Network) -> dict[str, Any]:
    """What `keep_threads` can change, as it stands."""
    return {"threads_kept_months": network.threads_kept_months}


@transaction.atomic
def keep_threads(
    network_id: int, *, by: Person, months: int | None, seen: str, at: datetime
) -> Network:
    """Let silent conversations go after `months`, or never; raises Refused, and Stale.

    Where fewer are kept than before, it holds in 14 days, and all who read here are told at once.
    """
    network = Network.objects.visible_to(by).locked().get(pk=network_id)
    refuse_if(why_not_change(standing_of(by, network)))
    refuse_if_stale(keeping_of(network), seen=seen)
    before = network.threads_kept_months
    if months == before:
        return network
    network.threads_kept_months = months
    if months is None:
        network.threads_go_from = None
    elif before is None or months < before:
        network.threads_go_from = at + TOLD_BEFORE
    network.save(update_fields=["threads_kept_months", "threads_go_from"])
    log(network, Verb.CHANGED, by=by, at=at, fields=["threads_kept_months"])
    if network.threads_go_from and network.threads_go_from > at:
        key = f"{network.pk}-{at.timestamp():.0f}"
        ask_for("networks.tell_threads_go", key=key, at=at, network=network.pk)
    return network


def tell_threads_go(job: ToDo) -> None:
    """Tell all who read here that old conversations will go; once, however often it runs."""
    network = Network.objects.get(pk=job.payload["network"])
    if network.threads_go_from is None:
        return
    decided_at = network.threads_go_from - TOLD_BEFORE  # the same at every attempt
    readers, last = readers_of(network).order_by("pk"), 0
    while people := list(readers.filter(pk__gt=last)[:TOLD_TOGETHER]):
        notices.threads_go(network, people, at=decided_at)
        last = people[-1].pk


def silent_threads(network: Network, *, at: datetime) -> QuerySet[Thread]:
    """Its conversations in which nobody has written for as long as it keeps them, the oldest first.

    What is objected to the ways of working is kept with them, and what is reported until it is
    looked into.
    """
    if network.threads_kept_months is None:
        return Thread.objects.none()
    since = at - timedelta(days=round(network.threads_kept_months * 365.25 / 12))
    newest = Post.objects.filter(pk=OuterRef("newest")).values("written_at")
    kind = ContentType.objects.get_for_model(Post)
    reports = Report.objects.filter(about_type=kind).exclude(state=ReportState.CLOSED)
    reported = Post.objects.filter(thread=OuterRef("pk"), pk__in=reports.values("about_id"))
    return (
        threads_of(network)
        .annotate(silent_since=Subquery(newest))
        .filter(
            ~Exists(Objection.objects.filter(thread=OuterRef("pk"))),
            ~Exists(reported),
            silent_since__lt=since,
        )
        .order_by("newest")
    )


def forget_threads(*, at: datetime, most: int = BATCH) -> int:
    """Delete silent conversations where networks want it: a batch of each; returns how many."""
    wanted = Network.objects.filter(threads_kept_months__isnull=False, threads_go_from__lte=at)
    gone = 0
    for network in wanted.only("threads_kept_months").order_by("pk"):
        found = silent_threads(network, at=at).values_list("pk", flat=True)[:most]
        gone += forget(list(found))
    return gone
