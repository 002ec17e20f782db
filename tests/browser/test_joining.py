"""The main job: somebody new comes in, asks, is let in, and everybody hears of it."""

import re

from playwright.sync_api import expect

from tests.browser import steps
from tests.browser.test_ruling import a_yard

CIRCLE = "Riverside Tenants Circle"
ANSWERS = {
    "What is your tie to the houses by the river?": "I rent a room in number 3.",
    "What would you like to do with us?": "Read letters, and knock on doors.",
}


def test_a_newcomer_is_let_in(open_visit, scripts):
    newcomer = open_visit(scripts=scripts)
    name = steps.new_name("Nia")
    address = steps.sign_up(newcomer, name)
    steps.ask_to_join(newcomer, CIRCLE, "tenants river", ANSWERS)
    expect(newcomer.page.get_by_role("complementary")).to_contain_text("Asked to join")

    steward = open_visit(who="stella", scripts=scripts).page
    steward.goto("/")
    steward.get_by_role("link", name=re.compile(f"ask.? to join {CIRCLE}")).click()
    request = steward.get_by_role("article", name=name)
    expect(request).to_contain_text("I rent a room in number 3.")
    steps.act(request, f"Let {name} in")
    steps.told(steward, f"{name} is a member now, and has been told.")
    expect(request).to_have_count(0)

    assert CIRCLE in steps.mail_to(newcomer, address, "Welcome")
    page = newcomer.page
    steps.menu(page, "Inbox")
    steps.act(page, f"Open {CIRCLE}")
    expect(page.get_by_role("complementary")).to_contain_text("You belong to this network.")
    steps.follow(page, "Members")
    expect(page.get_by_role("row").filter(has_text=name)).to_contain_text("Member")
    steps.follow(page, "Log")
    expect(page.get_by_role("listitem").filter(has_text=f"Stella let {name} in.")).to_be_visible()


def test_a_steward_declines_with_a_reason(open_visit, scripts):
    newcomer = open_visit(scripts=scripts)
    name = steps.new_name("Olu")
    address = steps.sign_up(newcomer, name)
    steps.ask_to_join(newcomer, CIRCLE, "tenants", ANSWERS)

    steward = open_visit(who="stella", scripts=scripts).page
    steward.goto("/networks/riverside-tenants-circle/requests/")
    steps.follow(steward.get_by_role("article", name=name), "Decline")
    steps.act(steward, "Decline with this reason")
    expect(steward.locator(".error-summary")).to_be_focused()
    assert steward.title().startswith("Error: ") or scripts
    reason = "We are twelve by now, and the laundry room is full. Ask again in spring."
    steward.get_by_label("Why not?").fill(reason)
    steps.act(steward, "Decline with this reason")
    steps.told(steward, f"{name} has been told, with your reason.")

    assert reason in steps.mail_to(newcomer, address, f"Your request to join {CIRCLE}")
    page = newcomer.page
    steps.menu(page, "Inbox")
    expect(page.locator("main")).to_contain_text(reason)
    steps.act(page, f"Open {CIRCLE}")
    expect(page.get_by_role("heading", level=2)).to_have_text("Your request")
    expect(page.locator("main")).to_contain_text("You can ask again")
    expect(page.locator("main")).to_contain_text(reason)


def test_one_takes_back_a_request(open_visit, scripts):
    newcomer = open_visit(scripts=scripts)
    page = newcomer.page
    steps.sign_up(newcomer, steps.new_name("Pia"))
    steps.ask_to_join(newcomer, CIRCLE, "tenants", ANSWERS)

    steps.follow(page, "Take back my request")
    steps.act(page, "Take it back")

    steps.told(page, "You took back your request. Your answers are deleted.")
    expect(
        page.get_by_role("complementary").get_by_role("link", name="Ask to join")
    ).to_be_visible()


def test_an_open_network_takes_one_in_at_once_and_lets_one_go(open_visit, scripts):
    newcomer = open_visit(scripts=scripts)
    page = newcomer.page
    page.goto("/networks/canto-comun/")
    page.get_by_role("complementary").get_by_role("link", name="Join").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    steps.sign_up(newcomer, steps.new_name("Quim"))

    page.goto("/networks/canto-comun/")
    page.get_by_role("complementary").get_by_role("link", name="Join").click()
    steps.act(page, "Join")
    steps.told(page, "Welcome! You are a member now.")
    steps.follow(page, "Leave this network")
    steps.act(page, "Leave")

    steps.told(page, "You left Canto Común.")
    expect(page.get_by_role("heading", name="You are in no network yet")).to_be_visible()


def test_the_directory_is_searched_by_words_and_by_cause(open_visit, scripts):
    page = open_visit(scripts=scripts).page
    page.goto("/")
    page.get_by_label("Search the networks").fill("seeds valley")
    steps.act(page, "Search")
    expect(page.locator("#results")).to_contain_text("Seed Keepers of the Dry Valley")
    page.get_by_label("Search").fill("")
    steps.act(page, "Search")
    page.get_by_label("Cause").select_option("housing")
    if not scripts:
        steps.act(page, "Narrow it down")
    expect(page).to_have_url(re.compile("cause=housing"))
    expect(page.locator("#results")).to_contain_text(CIRCLE)
    page.get_by_label("Country").select_option("GB")
    if not scripts:
        steps.act(page, "Narrow it down")
    expect(page).to_have_url(re.compile("country=GB"))
    expect(page).to_have_url(re.compile("cause=housing"))
    expect(page.locator("#results")).to_contain_text(CIRCLE)
    page.get_by_label("Search").fill("zzzz")
    steps.act(page, "Search")
    expect(page.get_by_role("heading", name="Nothing found")).to_be_visible()
    page.go_back()
    expect(page.locator("#results")).to_contain_text(CIRCLE)
    page.go_forward()
    steps.follow(page, "Search without “zzzz”")
    expect(page).not_to_have_url(re.compile("zzzz"))
    expect(page.locator("#results")).to_contain_text(CIRCLE)


def test_of_two_stewards_at_once_the_first_counts_and_the_second_is_told(open_visit, stack):
    """With scripts; without them it is in test_small.py."""
    _name, place = a_yard(stack, asks=True)
    newcomer, name = open_visit(), steps.new_name("Rut")
    steps.sign_up(newcomer, name)
    newcomer.page.goto(f"{place}join/")
    steps.act(newcomer.page, "Ask to join")
    first, second = (open_visit(who=who).page for who in ("amina", "felipe"))
    for steward in (first, second):
        steward.goto(f"{place}requests/")

    steps.act(first, f"Let {name} in")
    steps.told(first, f"{name} is a member now")
    steps.act(second, f"Let {name} in")
    expect(second.locator("#messages .-warning")).to_be_visible()
    expect(second.get_by_role("article", name=name)).to_have_count(0)
