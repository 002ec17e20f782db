"""What waits, and what died."""

from datetime import datetime

from django.db.models import QuerySet

from solidarity.outbox.models import Job, State


def due_jobs(*, at: datetime, most: int) -> list[int]:
    """Ids of waiting jobs that are due, the longest waiting first; at most `most`."""
    due = Job.objects.filter(state=State.WAITING, due_at__lte=at)
    return list(due.order_by("due_at").values_list("pk", flat=True)[:most])


def dead_jobs() -> QuerySet[Job]:
    """Jobs given up after their last attempt, the newest first."""
    return Job.objects.filter(state=State.DEAD).order_by("-pk")
