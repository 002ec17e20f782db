"""A stack with the demo for all journeys of a worker, and a browser without a past for each."""

import contextlib
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser

from tests.browsing import Dress, Visit, a_browser, a_visit
from tests.stack import Stack, running_stack

OpenVisit = Callable[..., Visit]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What asks for a browser is marked so."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")


@pytest.fixture(scope="session")
def stack() -> Iterator[Stack]:
    with running_stack() as stack:
        stack.manage("demo")
        yield stack


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    """For one module only: while it is there, Django takes this thread for an asynchronous one."""
    with a_browser(chromium) as browser:
        yield browser


@pytest.fixture(params=[True, False], ids=["scripts", "no-scripts"])
def scripts(request: pytest.FixtureRequest) -> bool:
    """Every journey is made twice: with JavaScript, and without."""
    return bool(request.param)


@pytest.fixture
def open_visit(browser: Browser, stack: Stack) -> Iterator[OpenVisit]:
    """Open a browser; at the end, nothing may have gone wrong that its reader did not see."""
    visits = []
    with contextlib.ExitStack() as undo:

        def open_one(*, who: str = "", **dress: object) -> Visit:
            kind = Dress(**dress)  # type: ignore[arg-type]
            visits.append(undo.enter_context(a_visit(browser, stack, kind, who=who)))
            return visits[-1]

        yield open_one
    assert [complaint for visit in visits for complaint in visit.complaints] == []
