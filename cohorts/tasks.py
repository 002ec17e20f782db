"""Celery's way in."""

from celery import shared_task
from django.utils.timezone import now

from cohorts.actions.gathering import forget_applications


@shared_task(name="cohorts.forget")
def forget() -> None:
    """Delete applications whose time is over."""
    forget_applications(at=now())
