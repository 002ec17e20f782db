"""Celery's way in."""

from celery import shared_task
from django.utils.timezone import now

from cohorts.actions import reflecting


@shared_task(name="cohorts.reflections")
def reflections() -> None:
    """Open the reflections whose day has come."""
    reflecting.open_due(at=now())
