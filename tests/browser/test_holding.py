"""Putting one's circle in and taking it out; the gap of sixty; all of it on a phone."""

from playwright.sync_api import expect

from tests.browser import steps
from tests.browser.test_ruling import a_yard
from tests.browsing import checked, scrolls_sideways

TABLE = "/networks/the-long-table/values/"


def test_a_circle_is_put_in_knowing_the_cost_and_taken_out(open_visit, stack, scripts):
    name, url = a_yard(stack)
    visit = open_visit(who="amina", scripts=scripts)
    page = visit.page
    page.goto(f"{url}values/")
    expect(page.locator("main")).to_contain_text("It takes ten members at least")
    steps.follow(page, "Read what it means")
    expect(page.locator("main")).to_contain_text("about a twentieth of what sets you apart")
    steps.act(page, "Put it in")
    expect(page.locator(".error-summary")).to_contain_text("Tick this if you agree")
    page.get_by_label("I agree to that.").check()
    steps.act(page, "Put it in")
    steps.told(page, "It counts from the next sum on")
    expect(page.locator("main")).to_contain_text("Your circle is one of those")

    steps.follow(page, "Where you share, and what it has cost")
    row = page.locator("main li").filter(has_text=name)
    steps.act(row, "Take it out")
    steps.told(page, "Your circle is out of the next picture")
    expect(page.locator("main")).not_to_contain_text(name)


def test_the_gap_of_sixty_stands_side_by_side_for_everyone(open_visit, scripts):
    visit = open_visit(scripts=scripts)
    page = visit.page
    page.goto("/networks/the-long-table/")
    page.get_by_role("navigation", name="Parts of this page").or_(
        page.locator(".tabs")
    ).get_by_role("link", name="Values").first.click()
    expect(page.locator("main")).to_contain_text("Made of the circles of at least 50 members")
    steps.follow(page, "What we hold, and what we think we hold")
    expect(page.locator("figcaption")).to_have_text("We care more than we think we do.")
    expect(page.locator("main svg.track")).to_have_count(3)
    expect(page.locator("main")).to_contain_text("What is known about such gaps")
    if scripts:
        assert checked(page) == []


def test_a_small_phone_in_arabic_shows_what_is_held(open_visit):
    visit = open_visit(who="amina", width=320, language="ar")
    page = visit.page
    for path in ("", "gap/", "share/", "publishing/", "conversation/", "gap/answer/"):
        page.goto(f"{TABLE}{path}")
        expect(page.locator("html")).to_have_attribute("dir", "rtl")
        assert scrolls_sideways(page) == [], path
        assert checked(page) == [], path
