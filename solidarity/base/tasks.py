"""Celery's way in."""

from celery import shared_task
from django.contrib.sessions.backends.db import SessionStore
from django.utils.timezone import now

from solidarity.base import cache, limits


@shared_task(name="base.tidy")
def tidy() -> None:
    """Forget counters, cached rate limits and sessions that have run out."""
    limits.forget(at=now())
    cache.forget(at=now())
    SessionStore.clear_expired()
