"""The ground that every app stands on: settings, addresses, and the rooms below the apps."""

from solidarity.celery import app as celery_app

__all__ = ["celery_app"]
