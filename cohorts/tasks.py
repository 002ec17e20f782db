"""Celery's way in."""

from celery import shared_task
from django.utils.timezone import now

from cohorts.actions import reflecting, reminding
from cohorts.actions.gathering import forget_applications
from cohorts.actions.nominating import forget_nominations


@shared_task(name="cohorts.forget")
def forget() -> None:
    """Delete applications whose time is over, and what is kept of addresses when a call is."""
    forget_applications(at=now())
    forget_nominations(at=now())


@shared_task(name="cohorts.reflections")
def reflections() -> None:
    """Open the reflections whose day has come."""
    reflecting.open_due(at=now())


@shared_task(name="cohorts.remind")
def remind() -> None:
    """Remind people of the days that they set themselves."""
    reminding.remind(at=now())
    reminding.tell_of_calls(at=now())
