"""From the yes to the circle, stopping on the way, and back to nothing; and by keyboard alone."""

import re
from contextlib import closing

import pytest
from playwright.sync_api import Page, expect

from tests.browser import steps
from tests.browsing import Visit, checked, scrolls_sideways

COUNT = """
SELECT count(*) FROM values_sheet s JOIN people_person p ON p.id = s.person_id WHERE p.email = %s
"""


def sheets_of(visit: Visit, address: str) -> int:
    with closing(visit.stack.connect()) as connection, connection.cursor() as cursor:
        cursor.execute(COUNT, [address])
        return int(cursor.fetchone()[0])


def agree(page: Page) -> None:
    page.goto("/values/")
    page.locator("main a[href='/values/consent/']").first.click()
    page.locator("#id_agrees").check()
    page.locator("main form button.button").click()
    page.locator("main form[action='/values/begin/'] button").wait_for()


def answer_screen(page: Page, number: int) -> None:
    """Answer what stands on a screen, a little differently each time; skip nothing."""
    expect(page.locator("main fieldset")).to_have_count(6)  # also while the page still comes
    for index, group in enumerate(page.locator("main fieldset").all()):
        group.locator("input[type=radio]").nth((index + number) % 6).check()


def test_from_the_yes_to_the_circle_and_back_to_nothing(open_visit, scripts):
    visit = open_visit(scripts=scripts)
    address = steps.sign_up(visit, steps.new_name("Nadia"))
    page = visit.page
    steps.menu(page, "Values")
    steps.follow(page, "Read what we would ask")
    steps.act(page, "I agree")
    expect(page.locator(".error-summary")).to_contain_text("Tick the box if you agree")
    page.get_by_label("I agree that you ask me").check()
    steps.act(page, "I agree")
    steps.told(page, "Thank you. You can take it back at any time")

    steps.act(page, "Begin")
    answer_screen(page, 0)
    steps.act(page, "Go on")
    expect(page.locator("main")).to_contain_text("Step 2 of 5")
    steps.act(page, "Keep and stop for now")
    steps.told(page, "Go on whenever you like")
    steps.follow(page, "Go on")
    for number in range(2, 6):
        expect(page.locator("main")).to_contain_text(f"Step {number} of 5")
        if number > 2:
            answer_screen(page, number)
        steps.act(page, "Keep and finish" if number == 5 else "Go on")
    expect(page.locator("main")).to_contain_text("You skipped 6 statements of 30")
    steps.follow(page, "Screen 2")
    answer_screen(page, 3)
    page.goto(re.sub(r"\d+/$", "5/", page.url))
    steps.act(page, "Keep and finish")
    steps.act(page, "Show me my circle")
    steps.told(page, "This is your circle.")
    expect(page.locator("main svg[role=img]")).to_be_visible()
    if scripts:
        assert checked(page) == []

    steps.follow(page, "Take it back and delete all answers")
    expect(page.locator("main")).to_contain_text("1 sheet, about yourself")
    assert sheets_of(visit, address) == 1
    steps.act(page, "Take it back and delete all answers")
    steps.told(page, "Your answers are deleted")
    expect(page.locator("main svg[role=img]")).to_have_count(0)
    assert sheets_of(visit, address) == 0


def test_the_keys_one_to_six_answer_and_lead_on(open_visit):
    visit = open_visit()
    steps.sign_up(visit, steps.new_name("Kenji"))
    page = visit.page
    agree(page)
    steps.act(page, "Begin")
    page.locator("[data-keys]").wait_for()
    for key in "123456":
        page.keyboard.press(key)
    marked = page.locator("main input:checked")
    assert [box.get_attribute("value") for box in marked.all()] == list("123456")
    expect(page.locator("button[value=next]")).to_be_focused()

    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("Step 2 of 5")
    page.locator("main fieldset").nth(1).locator("input").first.focus()
    page.keyboard.press("4")
    page.keyboard.press("0")
    boxes = [box.get_attribute("value") for box in page.locator("main input:checked").all()]
    assert boxes == ["4", "skip"]


def test_without_scripts_arrows_and_space_answer(open_visit):
    visit = open_visit(scripts=False)
    steps.sign_up(visit, steps.new_name("Ewa"))
    page = visit.page
    agree(page)
    steps.act(page, "Begin")
    page.locator("button[value=next]").wait_for()
    page.locator("main fieldset input").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator("main input:checked")).to_have_value("3")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_small_phone_in_arabic_shows_all_of_it_in_the_same_order(open_visit, scheme):
    visit = open_visit(who="amina", width=320, language="ar", scheme=scheme)
    page = visit.page
    for path in ("/values/", "/values/compare/", "/values/consent/", "/values/theory/"):
        page.goto(path)
        expect(page.locator("html")).to_have_attribute("dir", "rtl")
        assert scrolls_sideways(page) == [], path
        assert checked(page) == [], path
    page.goto("/values/")
    first, third = (page.locator("text.circle-number").nth(at).bounding_box() for at in (0, 2))
    assert third["x"] > first["x"]  # the circle goes with the clock in every language
