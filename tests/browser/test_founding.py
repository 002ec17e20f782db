"""Founding a network: what is typed is never lost."""

import re

from playwright.sync_api import expect

from tests.browser import steps


def test_a_network_is_founded_over_two_sittings(open_visit, scripts):
    visit = open_visit(scripts=scripts)
    page = visit.page
    name = steps.new_name("Rosa")
    address = steps.sign_up(visit, name)
    bakery = steps.new_name("Night Bread")

    steps.follow(page, "Found a network")
    page.get_by_label("What is the network called?").fill(bakery)
    page.get_by_label("What is it for").fill("A warm loaf where people work at night.")
    steps.act(page, "Go on")
    expect(page.get_by_role("heading", level=1)).to_have_text("Causes and places")
    page.get_by_label("Where is it?").fill("Old Town")
    steps.act(page, "Go on")
    expect(page.locator(".error-summary")).to_contain_text("Choose at least one")
    steps.menu(page, "Sign out")

    steps.menu(page, "Sign in")
    page.get_by_label("Your mail address").fill(address)
    steps.act(page, "Send me a code")
    page.get_by_label("Code").fill(steps.code_for(visit, address, "sign"))
    steps.act(page, "Sign in")
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Hello {name}")
    steps.follow(page, "Found a network")
    expect(page.get_by_label("What is the network called?")).to_have_value(bakery)
    steps.act(page, "Go on")
    expect(page.get_by_label("Where is it?")).to_have_value("Old Town")
    page.get_by_label("Food and land").check()
    steps.act(page, "Go on")
    steps.follow(page, "Skip this page")
    page.get_by_label("Questions for those who ask to join").fill("Which night do you work?")
    steps.act(page, "Go on")
    expect(page.get_by_role("heading", level=1)).to_have_text("Check your answers")
    expect(page.locator("main")).to_contain_text("Food and land")
    steps.act(page, "Found this network")

    steps.told(page, "Your network is here. You are its first steward.")
    expect(page.get_by_role("heading", level=1)).to_have_text(bakery)
    steps.follow(page, "Leave this network")
    expect(page.locator("main")).to_contain_text("You are its last steward")


def test_what_is_typed_is_kept_while_typing(open_visit):
    visit = open_visit()
    page = visit.page
    steps.sign_up(visit, steps.new_name("Sam"))
    page.goto("/networks/seed-keepers-of-the-dry-valley/join/")
    answer = page.get_by_label("What do you grow, or want to grow?")

    with page.expect_response(re.compile("/account/drafts/")) as kept:
        answer.press_sequentially("Beans, on a roof")
    assert kept.value.status == 204
    page.reload()

    expect(answer).to_have_value("Beans, on a roof")


def test_a_lost_line_is_told_and_nothing_typed_is_lost(open_visit):
    visit = open_visit(who="amina")
    page = visit.page
    page.goto("/networks/seed-keepers-of-the-dry-valley/join/")
    answer = page.get_by_label("What do you grow, or want to grow?")
    answer.fill("Millet")

    visit.context.set_offline(True)
    steps.act(page, "Ask to join")

    steps.told(page, "We could not reach the server.")
    expect(answer).to_have_value("Millet")
    visit.complaints.clear()  # the browser and htmx say the same in the console
