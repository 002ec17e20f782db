"""A real browser on a real stack: for journeys, audits and pictures.

with running_stack() as stack, a_browser() as browser:
    prepare(stack)
    with a_visit(browser, stack, Dress(width=320), who="amina") as visit:
        visit.page.goto("/networks/")
    assert not visit.complaints
"""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    Response,
    expect,
    sync_playwright,
)

from tests.stack import Stack

# Who has a button on the page for development.
DEMO = ("amina", "felipe", "stella", "admin", "wanda", "tomas")

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 15_000  # milliseconds for one step of a journey, on a machine that is busy
# What the browser says of every answer that is no 200; whether it should be one, tests ask.
EXPECTED = ("status of 422", "status of 404", "status of 403", "status of 410")


@dataclass(frozen=True)
class Dress:
    """In what circumstances somebody reads a page."""

    width: int = 1280
    scheme: str = "light"
    language: str = "en"
    scripts: bool = True

    def __str__(self) -> str:
        parts = [str(self.width), self.scheme, self.language]
        parts += [] if self.scripts else ["no-scripts"]
        return "-".join(parts)


@dataclass
class Visit:
    """One browser of one reader, and what it complained about."""

    context: BrowserContext
    page: Page
    stack: Stack
    complaints: list[str] = field(default_factory=list)

    def heed(self, page: Page) -> None:
        """Write down what goes wrong in `page` that its reader would not see."""
        page.on("console", self._on_console)
        page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        page.on("request", self._on_request)
        page.on("response", self._on_response)

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not any(e in message.text for e in EXPECTED):
            self.complaints.append(f"console: {message.text}")

    def _on_request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in ("data", "blob"):
            return
        if f"{parts.scheme}://{parts.netloc}" != self.stack.url:
            self.complaints.append(f"another host: {request.url}")

    def _on_response(self, response: Response) -> None:
        if response.status >= 500:
            self.complaints.append(f"{response.status}: {response.url}")


@contextlib.contextmanager
def a_browser(path: str) -> Iterator[Browser]:
    """The Chromium at `path`, without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


@contextlib.contextmanager
def a_visit(
    browser: Browser, stack: Stack, dress: Dress | None = None, *, who: str = ""
) -> Iterator[Visit]:
    """A browser without a past, or with `who` of the demo signed in."""
    dress = dress or Dress()
    if who:
        _let_read(stack, who, dress.language)
    context = browser.new_context(
        base_url=stack.url,
        viewport={"width": dress.width, "height": 900 if dress.width > 600 else 640},
        color_scheme="dark" if dress.scheme == "dark" else "light",
        locale=dress.language,
        java_script_enabled=dress.scripts,
        reduced_motion="reduce",
        storage_state=signed_in(browser, stack, who) if who else None,
    )
    context.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    if dress.language != "en":
        context.add_cookies(
            [{"name": "django_language", "value": dress.language, "url": stack.url}]
        )
    visit = Visit(context, context.new_page(), stack)
    visit.heed(visit.page)
    try:
        yield visit
    finally:
        context.close()


def _let_read(stack: Stack, who: str, language: str) -> None:
    """Set the language of `who`: her account's counts, whatever her browser asks for."""
    change = "UPDATE people_person SET interface_language = %s WHERE handle = %s"
    with contextlib.closing(stack.connect()) as connection, connection.cursor() as cursor:
        cursor.execute(change, [language, who])


_states: dict[tuple[str, str], Any] = {}


SESSION = """
from solidarity.people.models import Person
from tests.roles.cells import session_of
print(session_of(Person.objects.get(handle="{who}")))
"""


def signed_in(browser: Browser, stack: Stack, who: str) -> Any:
    """The cookies of `who`, who signed in on the page for development; once for each stack.

    Whoever has no button there comes with a session that is made for her.
    """
    key = stack.url, who
    if key not in _states and who not in DEMO:
        session = stack.manage("shell", "-v", "0", "-c", SESSION.format(who=who)).split()[-1]
        context = browser.new_context(base_url=stack.url)
        context.add_cookies([{"name": "sessionid", "value": session, "url": stack.url}])
        _states[key] = context.storage_state()
        context.close()
    if key not in _states:
        context = browser.new_context(base_url=stack.url)
        page = context.new_page()
        page.goto("/dev/sign-in/")
        page.locator(f'button[name="handle"][value="{who}"]').click()
        page.wait_for_url(lambda address: not address.endswith("/dev/sign-in/"))
        _states[key] = context.storage_state()
        context.close()
    return _states[key]


STICKING_OUT = """() => {
    const wide = document.scrollingElement.scrollWidth;
    const seen = document.documentElement.clientWidth;
    if (wide <= seen) return [];
    const out = [...document.body.querySelectorAll("*")].filter((element) => {
        const box = element.getBoundingClientRect();
        return box.width && (box.right > seen + 1 || box.left < -1);
    });
    const last = out.slice(-3).map((element) => element.outerHTML.slice(0, 160));
    return [`${wide} > ${seen}`, ...last];
}"""
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def checked(page: Page) -> list[str]:
    """What axe-core finds wrong, one line each. It is a script: the browser must run some."""
    options = {
        "runOnly": {"type": "tag", "values": RULES},
        "rules": {"target-size": {"enabled": True}},
        "resultTypes": ["violations"],
    }
    found = Axe().run(page, options=options).response["violations"]
    return [
        f"{each['id']}: {each['help']}: {node['html'][:200]}"
        for each in found
        for node in each["nodes"]
    ]


def withhold_scripts(visit: Visit) -> None:
    """Let no script of the pages arrive: they stay as they are without, and axe-core can run."""
    visit.context.route("**/*.js", lambda route: route.fulfill(content_type="text/javascript"))


def enlarge_text(page: Page, percent: int) -> None:
    """Let the reader's own setting make letters `percent` of their usual size.

    The browser's setting, not a style in the page, which the policy of the page would refuse.
    """
    session = page.context.new_cdp_session(page)
    sizes = {"standard": 16 * percent // 100, "fixed": 13 * percent // 100}
    session.send("Page.setFontSizes", {"fontSizes": sizes})


def scrolls_sideways(page: Page) -> list[str]:
    """What sticks out of the page at its end side, if one would have to scroll for it."""
    found: list[str] = page.evaluate(STICKING_OUT)
    return found
