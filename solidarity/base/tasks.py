"""Celery's way in."""

from celery import shared_task
from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.timezone import now

from solidarity.base import cache, limits


@shared_task(name="base.tidy")
def tidy() -> None:
    """Forget counters, cached rate limits and sessions that have run out."""
    limits.forget(at=now())
    cache.forget(at=now())
    import_string(f"{settings.SESSION_ENGINE}.SessionStore").clear_expired()
