"""Celery's way in."""

from celery import shared_task
from django.utils.timezone import now

from meetings.actions import inviting, repeating, taking_part


@shared_task(name="meetings.make_ahead")
def make_ahead() -> None:
    """Make the next ones of what comes again."""
    repeating.make_all_ahead(at=now())


@shared_task(name="meetings.remind")
def remind() -> None:
    """Remind those who come, the day before."""
    repeating.remind_all(at=now())


@shared_task(name="meetings.forget_invitations")
def forget_invitations() -> None:
    """Forget invitations by mail to what is over."""
    inviting.forget_invitations(at=now())


@shared_task(name="meetings.tell_needs")
def tell_needs() -> None:
    """Forget what was needed for what is over, and pass on what was said since."""
    taking_part.forget_needs(at=now())
    taking_part.tell_needs(at=now())
