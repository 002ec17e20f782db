"""Celery's way in."""

from celery import shared_task
from django.utils.timezone import now

from solidarity.people.actions import forget_given_up
from solidarity.people.actions.exporting import forget_exports
from solidarity.people.actions.leaving import erase_all_due


@shared_task(name="people.tidy")
def tidy() -> None:
    """Forget those who never confirmed their address, or asked to be forgotten; and old files."""
    forget_given_up(at=now())
    forget_exports(at=now())
    erase_all_due(at=now())
