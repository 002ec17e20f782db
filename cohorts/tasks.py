"""Celery's way in."""

from celery import shared_task
from django.utils.timezone import now

from cohorts.actions import reminding


@shared_task(name="cohorts.remind")
def remind() -> None:
    """Remind people of the days that they set themselves."""
    reminding.remind(at=now())
