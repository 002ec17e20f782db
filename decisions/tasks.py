"""Celery's way in."""

from celery import shared_task
from django.utils.timezone import now

from decisions.actions import recurring, tasks


@shared_task(name="decisions.count")
def count() -> None:
    """Count the rounds whose time is over, which nobody has looked at since."""
    recurring.count_due(at=now())


@shared_task(name="decisions.remind")
def remind() -> None:
    """Remind, once, those who have taken no position in a round that closes soon."""
    recurring.remind_due(at=now())


@shared_task(name="decisions.remind_tasks")
def remind_tasks() -> None:
    """Remind holders of tasks that are due soon."""
    tasks.remind(at=now())


@shared_task(name="decisions.reviews")
def reviews() -> None:
    """Bring back what is to be looked at again on this day."""
    recurring.open_reviews(at=now())
