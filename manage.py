#!/usr/bin/env python
"""Django's commands: `python manage.py help`."""

import os
import secrets
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

# These read a file and print what they find: they need no installation, no database and no key.
ALONE = {"score_survey", "recount", "lottery"}


def stand_alone() -> None:
    """Fill in what the settings ask for and nothing will use."""
    os.environ.setdefault("DEVELOPMENT", "1")
    os.environ.setdefault("SECRET_KEY", secrets.token_hex())
    os.environ.setdefault("SITE_URL", "http://localhost")
    os.environ.setdefault("DATABASE_URL", "postgresql:///none")
    os.environ.setdefault("REDIS_URL", "redis://none")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "solidarity.settings")
    if ALONE & set(sys.argv[1:2]):
        stand_alone()
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as problem:
        sys.exit(f"{problem}\n.env.example says what to set; `make run` needs none of it.")
