"""Celery's way in."""

from celery import shared_task
from django.utils.timezone import now

from networks.actions.inviting import tidy_invitations


@shared_task(name="networks.tidy")
def tidy() -> None:
    """Write down which invitations have run out, and forget their addresses in time."""
    tidy_invitations(at=now())
