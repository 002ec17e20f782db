"""What people do in the journeys, step by step."""

import re
import secrets
import time

from playwright.sync_api import Locator, Page, expect

from tests.browsing import Visit

PATIENCE = 30  # seconds until a mail has come, on a machine that is busy
CODE = re.compile(r"\b\d{3}\W?\d{3}\W?\d{3}\b")


def new_name(name: str) -> str:
    """A name that nobody else in this stack has."""
    return f"{name} {secrets.token_hex(4)}"


def address_of(name: str) -> str:
    return f"{name.lower().replace(' ', '.')}@example.org"


def act(page: Page | Locator, words: str) -> None:
    """Press the one button of the page's content that says this."""
    within = page.locator("main") if isinstance(page, Page) else page
    within.get_by_role("button", name=words, exact=True).click()


def follow(page: Page | Locator, words: str) -> None:
    """Follow the first link of the page's content that says this."""
    within = page.locator("main") if isinstance(page, Page) else page
    within.get_by_role("link", name=words).first.click()


def menu(page: Page, words: str) -> None:
    """Follow a link, or press the button, of the main menu."""
    place = page.get_by_role("navigation", name="Main menu")
    place.get_by_role("link", name=words).or_(place.get_by_role("button", name=words)).click()


def told(page: Page, words: str) -> None:
    """A message says this."""
    expect(page.locator("#messages")).to_contain_text(words)


def mail_to(visit: Visit, address: str, about: str | re.Pattern[str], *, after: int = 0) -> str:
    """The newest mail to `address` whose subject has `about`, as soon as the worker has sent it.

    after: how many such mails there were before.
    """
    page = visit.context.new_page()
    visit.heed(page)
    mail = page.get_by_role("article").filter(has=page.get_by_role("heading", name=about))
    until = time.monotonic() + PATIENCE
    while True:
        page.goto(f"/dev/mailbox/?to={address}")
        if mail.count() > after:
            text = mail.first.inner_text()
            page.close()
            return text
        assert time.monotonic() < until, f"no mail about “{about}”:\n{visit.stack.log('worker')}"
        time.sleep(0.2)


def mails_to(visit: Visit, address: str, about: str | re.Pattern[str]) -> int:
    """How many mails about this have reached `address` by now."""
    page = visit.context.new_page()
    visit.heed(page)
    page.goto(f"/dev/mailbox/?to={address}")
    headings = page.get_by_role("article").get_by_role("heading", name=about)
    number = headings.count()
    page.close()
    return number


def code_for(
    visit: Visit, address: str, about: str | re.Pattern[str] = "code", *, after: int = 0
) -> str:
    """The code in the newest mail to `address`; after: how many there were before."""
    found = CODE.search(mail_to(visit, address, about, after=after))
    assert found
    return found[0]


def sign_up(visit: Visit, name: str) -> str:
    """From the front page to a page of one's own; returns the address."""
    page, address = visit.page, address_of(name)
    page.goto("/")
    menu(page, "Sign up")
    page.get_by_label("What shall we call you?").fill(name)
    page.get_by_label("Your mail address").fill(address)
    act(page, "Send me a code")
    page.get_by_label("Code").fill(code_for(visit, address))
    act(page, "Go on")
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Hello {name}")
    return address


def ask_to_join(visit: Visit, network: str, words: str, answers: dict[str, str]) -> None:
    """Search, open, ask."""
    page = visit.page
    menu(page, "Networks")
    page.get_by_label("Search").fill(words)
    act(page, "Search")
    follow(page, network)
    follow(page, "Ask to join")
    for question, answer in answers.items():
        page.get_by_label(question).fill(answer)
    agrees = page.get_by_label("I have read the ways of working")
    if agrees.count():
        agrees.check()
    act(page, "Ask to join")
    told(page, "Your request is with the stewards")
