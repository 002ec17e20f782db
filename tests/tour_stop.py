"""A page as one reader meets it, for the lists of tests/tour.py."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from tests.browsing import Visit


@dataclass(frozen=True)
class Stop:
    """A page as one reader meets it; `walk` says what is done there before one looks."""

    name: str
    path: str
    who: str = ""  # a handle of the demo; "" is somebody who is not signed in
    walk: Callable[[Visit], None] | None = None
    status: int = 200
    end: str = ""  # where the walk leads, when it leads away

    def open(self, visit: Visit) -> None:
        """Let the visitor open the page and do what is done there."""
        answer = visit.page.goto(self.path)
        assert answer is not None
        assert answer.status == self.status, f"{self}: {answer.status}"
        if self.walk:
            self.walk(visit)
            visit.page.wait_for_load_state()
        assert urlsplit(visit.page.url).path == urlsplit(self.end or self.path).path, str(self)

    def __str__(self) -> str:
        return f"{self.name}.{self.who or 'anonymous'}"


def press(visit: Visit) -> None:
    """Send the page's form as it is."""
    page = visit.page
    page.locator("main form :is(button.button, button.button-danger)").first.click()
    page.locator(".error-summary").wait_for()
