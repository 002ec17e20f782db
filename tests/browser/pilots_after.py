"""What grows out of a cohort: a network of its own, and the same programme elsewhere."""

import re

from playwright.sync_api import expect

from tests.browser import steps
from tests.browser.pilots import Pilot
from tests.browser.pilots_seen import BELONG, MOMENTS, NOT_SHOWN, adopted

CHANGED = "Begin with bread, then say who you are."


def it_ends(pilot: Pilot) -> None:
    page = pilot.page("vera", "programme/")
    steps.follow(page, "End the cohort")
    steps.act(page, "End the cohort")
    steps.told(page, "The log says so")


def it_is_begun_elsewhere(pilot: Pilot, who: str) -> str:
    """Shared, and begun with by somebody who was not in it; returns where the new one is."""
    page = pilot.page("vera", "programme/")
    steps.follow(page, "What becomes of us?")
    page.get_by_label("What should others know before they begin").fill("Sixteen are enough.")
    steps.act(page, "Share it")
    steps.told(page, "Others can begin with it now.")
    page = pilot.page(who, "programme/")
    steps.follow(page, "Begin a cohort with this programme")
    steps.follow(page, "Begin a cohort with this programme")
    steps.act(page, "Begin")
    expect(page.locator(".error-summary")).to_contain_text("Give your cohort a name.")
    page.get_by_label("What is your cohort called?").fill(f"Delta of {pilot.name}")
    steps.act(page, "Begin")
    steps.told(page, "Your cohort is there, with the materials.")
    expect(page.locator("main")).not_to_contain_text(pilot.people["vera"].name)
    return re.sub(r"^https?://[^/]+|programme/.*$", "", page.url)


def a_change_travels(pilot: Pilot, who: str, there: str) -> None:
    """A piece is written anew where it comes from, offered there, and taken over."""
    page = pilot.page("vera", "programme/materials/1/")
    steps.follow(page, "Write it anew")
    words = page.get_by_label("What does it say?")
    words.fill(f"{words.input_value()}\n\n{CHANGED}")
    page.get_by_label("What changes, and why?").fill("Nobody listened hungry.")
    steps.act(page, "Save")
    expect(page.locator("main")).to_contain_text(CHANGED)
    page = pilot.page(who)
    page.goto(f"{there}programme/")
    steps.follow(page, "How far it has travelled")
    steps.follow(page, "1 piece changed where this programme comes from.")
    expect(page.locator("main")).to_contain_text("Nobody listened hungry.")
    steps.act(page, "Take it over")
    steps.told(page, "Taken over.")
    page.goto(f"{there}programme/materials/1/")
    expect(page.locator("main")).to_contain_text(CHANGED)


def it_stays_together(pilot: Pilot, who: str, others: list[str]) -> None:
    """By a decision it goes on as a network; what was its own in it stays within reach."""
    page = pilot.page(who, "programme/")
    steps.follow(page, "What becomes of us?")
    steps.act(page, "Stay together as a network of our own")
    adopted(pilot, who, others)
    page.goto(pilot.home)
    expect(page.locator("main .kind").first).not_to_contain_text("Cohort")
    for tab in ("Programme", "Mine here", "Reflections"):
        steps.follow(page, tab)
        expect(page.get_by_role("heading", level=1)).to_have_text(pilot.name)


def a_coalition_follows(pilot: Pilot, who: str, others: list[str]) -> None:
    """By a decision a coalition begins, and all are told; the cohort stays to be read."""
    page = pilot.page(who, "programme/")
    steps.follow(page, "What becomes of us?")
    steps.act(page, "Become a coalition of our networks")
    adopted(pilot, who, others)
    pilot.mailed(others[0], "coalition")
    page = pilot.page(others[0])
    page.goto("/inbox/")
    told = page.locator("li", has_text="A coalition grew out of your cohort")
    told.get_by_role("button", name=re.compile("^Open")).click()
    expect(page.locator("main .kind").first).to_contain_text("Coalition")
    page = pilot.page(who, "programme/")
    expect(page.locator("main")).to_contain_text("A coalition grew out of this cohort")


def one_takes_her_answers_back(pilot: Pilot, who: str) -> None:
    """And nothing is shown by which fifteen could be told from sixteen."""
    page = pilot.page(who, "reflections/end/")
    steps.follow(page, "Delete these answers")
    page.locator("main form button").last.click()
    steps.told(page, "Your answers are deleted.")
    page = pilot.page("vera", "what-changed/")
    steps.act(page, "Make a new edition")
    steps.told(page, "Participants read it first")
    row = page.locator("tr", has_text=BELONG).filter(has_text=MOMENTS["end"])
    expect(row).to_contain_text(NOT_SHOWN)
