"""Celery's way in."""

from celery import shared_task
from django.utils.timezone import now

from coalitions.actions import reviewing


@shared_task(name="coalitions.reviews")
def reviews() -> None:
    """Bring back clauses and agreements that are to be looked at again on this day."""
    reviewing.open_due(at=now())
