"""The Celery app: what it carries out stands in `tasks.py` of each app."""

import os

from celery import Celery
from celery.signals import setup_logging

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "solidarity.settings")
app = Celery("solidarity")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@setup_logging.connect
def log_as_django_does(**_: object) -> None:
    """Leave logging to the settings: Celery only asks whether anybody answers this."""
