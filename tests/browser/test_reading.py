"""For every reader: by keyboard, in other languages, on slow lines, with other eyes."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import steps
from tests.browsing import checked

MOST_BYTES = 60_000
MOST_REQUESTS = 10
FOCUSED = """() => {
    const element = document.activeElement;
    if (!element || element === document.body) return "";
    const style = getComputedStyle(element), box = element.getBoundingClientRect();
    const drawn = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    const below = box.bottom > 0 && box.top < innerHeight && box.height > 1;
    const beside = box.right > 0 && box.left < innerWidth && box.width > 1;
    return drawn && below && beside ? "" : element.outerHTML;
}"""


def tab_to(page: Page, target: Locator, *, presses: int = 80) -> None:
    """Press Tab until `target` has the focus, which must be seen wherever it stops."""
    expect(target).to_be_attached()
    for _press in range(presses):
        page.keyboard.press("Tab")
        assert page.evaluate(FOCUSED) == ""
        if target.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"the keyboard does not get to {target}")


def test_one_signs_in_and_asks_to_join_by_keyboard_alone(open_visit, scripts):
    visit = open_visit(scripts=scripts)
    address = steps.sign_up(visit, steps.new_name("Tove"))
    page = visit.page
    steps.menu(page, "Sign out")
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()

    tab_to(page, page.get_by_role("link", name="Skip to the content"))
    tab_to(page, page.get_by_role("link", name="Sign in"))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_label("Your mail address"))
    page.keyboard.type(address)
    page.keyboard.press("Enter")
    expect(page.get_by_label("Code")).to_be_visible()
    code = steps.code_for(visit, address, "signing in")
    tab_to(page, page.get_by_label("Code"))
    page.keyboard.type(code)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Hello")

    page.goto("/networks/night-bus-carers/")
    tab_to(page, page.get_by_role("link", name="Ask to join"))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("button", name="Ask to join"))
    page.keyboard.press("Enter")
    summary = page.locator(".error-summary")
    expect(summary).to_be_focused()
    tab_to(page, summary.get_by_role("link"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("textbox")).to_be_focused()
    page.keyboard.type("I sit with my neighbour at night.")
    tab_to(page, page.get_by_role("button", name="Ask to join"))
    page.keyboard.press("Space")
    steps.told(page, "Your request is with the stewards")


def test_the_skip_link_leads_past_the_menu(open_visit, scripts):
    page = open_visit(scripts=scripts).page
    page.goto("/help/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    inside = "element => !element.closest('header')"
    assert page.locator(":focus").evaluate(inside)


@pytest.mark.parametrize(
    ("button", "language", "direction"),
    [("العربيّة", "ar", "rtl"), ("Español", "es", "ltr")],
    ids=["arabic", "spanish"],
)
def test_the_language_is_changed_on_the_same_page(open_visit, scripts, button, language, direction):
    page = open_visit(scripts=scripts).page
    page.goto("/networks/?q=valley")
    page.get_by_role("contentinfo").get_by_role("button", name=button).click()
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.locator("html")).to_have_attribute("dir", direction)
    assert page.url.endswith("/networks/?q=valley")
    page.get_by_role("contentinfo").get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("dir", "ltr")


@pytest.mark.parametrize("path", ["/", "/networks/", "/networks/harbour-kitchen/"])
def test_a_first_visit_is_light(open_visit, path):
    visit = open_visit()
    session = visit.context.new_cdp_session(visit.page)
    session.send("Network.enable")
    sizes: list[float] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    visit.page.goto(path, wait_until="networkidle")
    assert 0 < sum(sizes) <= MOST_BYTES
    assert len(sizes) <= MOST_REQUESTS


@pytest.mark.parametrize(
    ("path", "who"),
    [
        ("/", ""),
        ("/networks/", "amina"),
        ("/networks/riverside-tenants-circle/requests/", "stella"),
        ("/account/signup/", ""),
    ],
)
def test_axe_finds_nothing(open_visit, path, who):
    """A few pages; `make audit` looks at all of them."""
    page = open_visit(who=who, width=320).page
    page.goto(path)
    assert checked(page) == []
