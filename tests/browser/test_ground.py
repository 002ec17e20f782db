"""Two networks find common ground: sides next to each other, a mark that both answer, a text."""

import re

from playwright.sync_api import expect

from tests.browser import steps

HOME = "/networks/common-table/common-ground/"


def test_two_networks_mark_what_they_share_and_bring_a_text_to_a_decision(
    open_visit, stack, scripts
):
    words = steps.new_name("Rain barrels")
    for who, side in (("amina", "harbour-kitchen"), ("ravi", "seed-keepers-of-the-dry-valley")):
        page = open_visit(who=who, scripts=scripts).page
        page.goto(f"{HOME}sides/{side}/hopes/")
        steps.act(page, "Keep")
        expect(page.locator(".error-summary")).to_be_visible()
        page.get_by_label("In one sentence").fill(words)
        steps.act(page, "Keep")
        steps.told(page, "It stands on your side now")

    kofi = open_visit(who="kofi", scripts=scripts).page
    kofi.goto(f"{HOME}topics/hopes/")
    kofi.get_by_label("One side").select_option("harbour-kitchen")
    kofi.get_by_label("Another side").select_option("seed-keepers-of-the-dry-valley")
    steps.act(kofi, "Lay them next to each other")
    expect(kofi.locator("main")).to_contain_text("These use the same words")
    pair = kofi.locator("#pairs ~ ul li", has_text=words).first
    pair.get_by_role("link", name="Say how they stand to each other").click()
    kofi.get_by_label(re.compile("^The same")).check()
    kofi.get_by_label("Why does it look so to you?").fill("One rain for both.")
    steps.act(kofi, "Mark it")
    steps.told(kofi, "Both networks are asked")
    place = kofi.url

    for who, state in (("amina", "One of the two"), ("ravi", "Both networks confirm it")):
        page = open_visit(who=who, scripts=scripts).page
        page.goto(place)
        steps.act(page, "Yes, it is so")
        expect(page.locator("main")).to_contain_text(state)

    kofi.goto(f"{HOME}text/2/")
    steps.act(kofi, "Bring it to a decision")
    expect(kofi.locator("main")).to_contain_text("We are kitchens and seed keepers")
    kofi.goto("/networks/common-table/life/")
    expect(kofi.locator("main")).to_contain_text("Its way so far")
