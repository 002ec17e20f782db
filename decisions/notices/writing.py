"""Who is told that a question is up for talk."""

from datetime import datetime

from decisions.models import Decision, Stage
from networks.notices.crowds import tell_all
from networks.queries import readers_of
from solidarity.outbox.handlers import ToDo


def put_up(decision: Decision, *, at: datetime) -> None:
    """Tell all who belong, quietly; whoever brought it in knows."""
    people = readers_of(decision.network)
    if decision.by_id is not None:
        people = people.exclude(pk=decision.by_id)
    tell_all(
        people, kind="decisions.put_up", about=decision, key=f"decision-{decision.pk}", at=at,
        source=decision.network_id, by=decision.by, quiet=True,
    )  # fmt: skip


def tell_put_up(job: ToDo) -> None:
    """Carry it out, once, unless it was called off meanwhile."""
    found = Decision.objects.select_related("network", "by").filter(pk=job.payload["decision"])
    decision = found.first()
    if decision is not None and decision.stage in (Stage.DISCUSSION, Stage.ROUND):
        put_up(decision, at=decision.staged_at)
