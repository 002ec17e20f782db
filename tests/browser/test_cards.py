"""Somebody puts cards into piles, stops, goes on, chooses the few, writes, and throws all away."""

from playwright.sync_api import Page, expect

from tests.browser import steps

ANEW = """
from django.utils.timezone import now
from solidarity.people.models import Person
from values.actions import consent
from values.wordings import NEWEST
felipe = Person.objects.get(handle="felipe")
consent(felipe, wording=NEWEST, at=now())
felipe.card_sorts.all().delete()
"""


def put_first_card(page: Page, pile: str) -> str:
    """Put the first card of a screen into a pile; returns its name."""
    card = page.locator("main fieldset").first
    card.get_by_label(pile, exact=True).check()
    return card.locator("legend").inner_text().strip()


def test_from_the_first_card_to_the_picture(open_visit, scripts, stack):
    stack.manage("shell", "-v", "0", "-c", ANEW)
    page = open_visit(who="felipe", scripts=scripts).page
    page.goto("/values/")
    steps.follow(page, "Cards of values")
    steps.act(page, "Begin")
    name = put_first_card(page, "Matters very much")
    steps.act(page, "Keep and stop for now")
    steps.told(page, "Kept. Go on whenever you like")

    steps.follow(page, "Go on")
    expect(page.get_by_text("Step 2 of 8", exact=True)).to_be_visible()
    other = put_first_card(page, "Matters a little")
    steps.act(page, "Back")
    first = page.locator("main fieldset").first
    expect(first.get_by_label("Matters very much", exact=True)).to_be_checked()
    for _ in range(6):
        steps.act(page, "Go on")

    expect(page.get_by_role("heading", name="The few", exact=True)).to_be_visible()
    steps.act(page, "Go on")
    expect(page.locator(".error-summary")).to_contain_text("Tick one card at least.")
    page.get_by_role("checkbox", name=name).check()
    steps.act(page, "Go on")
    page.get_by_role("textbox", name=name).fill("Bread that nobody counts.")
    steps.act(page, "Keep, and show me my picture")
    expect(page.locator("main")).to_contain_text("Bread that nobody counts.")
    expect(page.locator("main")).to_contain_text(other)
    expect(page.locator(".circle-dot")).to_have_count(1)

    steps.follow(page, "Throw these piles away")
    steps.act(page, "Throw these piles away")
    steps.told(page, "It is deleted.")
    expect(page.get_by_role("heading", name="Your pictures")).to_have_count(0)


def test_by_keyboard_alone(open_visit, stack):
    stack.manage("shell", "-v", "0", "-c", ANEW)
    page = open_visit(who="felipe", scripts=True, width=320).page
    page.goto("/values/cards/")
    page.get_by_role("button", name="Begin").press("Enter")
    page.locator("main fieldset input").first.focus()
    cards = page.locator("main fieldset").count()
    for _ in range(cards - 1):
        page.keyboard.press("4")
    page.keyboard.press("2")
    expect(page.get_by_role("button", name="Go on")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Step 2 of 8", exact=True)).to_be_visible()
    steps.act(page, "Back")
    expect(page.locator("main input[value='4']:checked")).to_have_count(cards - 1)
    expect(page.locator("main input[value='2']:checked")).to_have_count(1)
