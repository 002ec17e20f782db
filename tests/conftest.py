"""What every test stands on: real servers, a migrated database, and the roles of production.

Tests reach the database as the web does: alias "default" signs in as `solidarity_web`, which may
change rows but no table. It mirrors alias "owner", as which the database is made, migrated and,
after a test with real transactions, emptied. So such a test names both aliases; the mark for it:

    races = pytest.mark.django_db(transaction=True, databases=["default", "owner"])

Each worker of xdist has a database and a broker number of its own.
"""

import os
import shutil
from collections.abc import Generator, Iterator
from pathlib import Path

import django
import pytest
from django.utils import translation
from pytest_django import DjangoDbBlocker

from tests.fixtures.watching import watch_queries
from tests.servers import lend, migrated_template

lend()
django.setup()
watch_queries()

pytest_plugins = [
    f"tests.fixtures.{name}"
    for name in ("people", "networks", "coalitions", "cohorts", "inbox", "jobs")
]

_CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")
_NO_CHROMIUM = "no Chromium found: install one, or name it with CHROMIUM="
_BOTH = {"default": None, "owner": None}


def find_chromium() -> str:
    """The path of a Chromium: $CHROMIUM, or one of the system's; "" when there is none."""
    named = os.environ.get("CHROMIUM", "")
    if named:
        return named if Path(named).exists() else ""
    return next((path for name in _CHROMIUMS if (path := shutil.which(name))), "")


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of the browser; skips the test where there is none."""
    return find_chromium() or pytest.skip(_NO_CHROMIUM)


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,
    django_db_blocker: DjangoDbBlocker,
    django_db_modify_db_settings: None,
) -> Iterator[None]:
    """Make this worker's database as the owner, from a template that is migrated already."""
    from django.conf import settings
    from django.db import connections
    from django.test.utils import setup_databases, teardown_databases

    settings.DATABASES["owner"]["TEST"] |= {
        "TEMPLATE": migrated_template(),
        "DEPENDENCIES": [],
    }
    with django_db_blocker.unblock():
        made = setup_databases(verbosity=0, interactive=False, aliases=_BOTH, serialized_aliases=[])
    yield
    if "TEST_SERVERS_STAY" in os.environ:
        with django_db_blocker.unblock():
            connections.close_all()  # the mirror's, too: a database in use is not dropped
            teardown_databases(made, verbosity=0)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Refuse real transactions without the owner: nobody would empty the tables afterwards."""
    for item in items:
        mark = item.get_closest_marker("django_db")
        real = bool(mark and mark.kwargs.get("transaction"))
        real |= "transactional_db" in getattr(item, "fixturenames", ())
        named = set(mark.kwargs.get("databases") or ()) if mark else set()
        if real and named != set(_BOTH):
            raise pytest.UsageError(
                f"{item.nodeid}: name both databases, as tests/conftest.py says"
            )


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a browser test before anything is started for it, where there is no browser."""
    if item.get_closest_marker("browser") and not find_chromium():
        pytest.skip(_NO_CHROMIUM)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """In CI a browser test may not be skipped: it fails, with the reason."""
    report = yield
    if report.skipped and os.environ.get("CI") == "true" and item.get_closest_marker("browser"):
        report.outcome = "failed"
        report.longrepr = f"A browser test was skipped in CI: {report.longrepr}"
    return report


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """A language that a test reads in does not stay on for the next."""
    yield
    translation.activate("en")
