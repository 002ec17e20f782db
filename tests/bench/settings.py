"""The settings of production, with the floors among the addresses."""

from solidarity.settings import *  # noqa: F403

ROOT_URLCONF = "tests.bench.urls"
