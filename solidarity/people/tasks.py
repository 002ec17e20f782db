"""Celery's way in."""

from celery import shared_task
from django.utils.timezone import now

from solidarity.people.actions import forget_given_up


@shared_task(name="people.tidy")
def tidy() -> None:
    """Forget those who never confirmed their address."""
    forget_given_up(at=now())
