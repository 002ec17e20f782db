"""Celery's way in."""

from celery import shared_task
from django.utils.timezone import now

from solidarity.people.actions import forget_given_up
from solidarity.people.actions.exporting import forget_exports
from solidarity.people.actions.leaving import erase_all_due
from solidarity.people.actions.sessions import forget_devices


@shared_task(name="people.tidy")
def tidy() -> None:
    """Forget who never confirmed, or asked to be forgotten; browsers long unused; old files."""
    forget_given_up(at=now())
    forget_devices(at=now())
    forget_exports(at=now())
    erase_all_due(at=now())
