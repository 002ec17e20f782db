"""Celery's way in."""

from celery import shared_task
from django.utils.timezone import now

from solidarity.people.actions import forget_given_up
from solidarity.people.actions.sessions import forget_devices


@shared_task(name="people.tidy")
def tidy() -> None:
    """Forget those who never confirmed their address, and browsers long unused."""
    forget_given_up(at=now())
    forget_devices(at=now())
