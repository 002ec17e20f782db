"""The long checks, for `make audit`: left alone unless they are asked for by name."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browsing import a_browser
from tests.stack import Stack, running_stack
from tests.tour import ENVIRONMENT, prepare
from tests.tour_stop import Stop


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """`pytest` alone passes by."""
    return None if any("audit" in str(each) for each in config.args) else True


@pytest.fixture(scope="session")
def stack() -> Iterator[Stack]:
    with running_stack(environment=ENVIRONMENT) as stack:
        yield stack


@pytest.fixture(scope="session")
def stops(stack: Stack) -> dict[str, Stop]:
    """All stops, with their addresses filled in, by their names."""
    return {str(stop): stop for stop in prepare(stack)}


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    with a_browser(chromium) as browser:
        yield browser
