"""A date is found together, and what was said is kept."""

import re
from datetime import UTC, datetime, timedelta

from playwright.sync_api import expect

from tests.browser import steps

HOME = "/networks/harbour-kitchen/meetings/"


def test_a_date_is_found_and_those_who_can_come(open_visit, scripts):
    amina, asha = (open_visit(who=who, scripts=scripts).page for who in ("amina", "asha"))
    title = steps.new_name("Soup")

    amina.goto(HOME)
    steps.follow(amina, "Call a meeting")
    amina.get_by_label("What is it called?").fill(title)
    steps.act(amina, "Call it")
    steps.told(amina, "Called.")
    expect(amina).to_have_url(re.compile(r"/meetings/\d+/date/new/$"))
    steps.act(amina, "Propose it")
    expect(amina.locator(".error-summary")).to_be_visible()
    day = datetime.now(UTC) + timedelta(days=40)
    amina.get_by_label("Which day?").fill(f"{day:%Y-%m-%d}")
    amina.get_by_label("At what time?").fill("18:30")
    steps.act(amina, "Propose it, and another")
    steps.told(amina, "Proposed.")
    expect(amina.get_by_label("At what time?")).to_have_value("18:30")
    amina.get_by_label("At what time?").fill("20:00")
    steps.act(amina, "Propose it")
    expect(amina).to_have_url(re.compile(r"/date/$"))

    asha.goto(amina.url)
    asha.get_by_label("Yes", exact=True).first.check()
    steps.act(asha, "Save")
    steps.told(asha, "Saved.")

    amina.reload()
    amina.get_by_role("button", name="Choose this time").first.click()
    steps.told(amina, "The date is found.")
    expect(amina.locator("#coming ~ p a[href$='/people/asha/']")).to_be_visible()
    expect(amina.locator("main")).to_contain_text(f"{day.day} {day:%B %Y}")


def test_agenda_and_minutes(open_visit, scripts):
    asha = open_visit(who="asha", scripts=scripts).page
    title = steps.new_name("Lentils")

    asha.goto(HOME)
    steps.follow(asha, "Tasting the new menu")
    steps.follow(asha, "Put something on the agenda")
    asha.get_by_label("What shall we talk about?").fill(title)
    steps.act(asha, "Put it there")
    steps.told(asha, "It is on the agenda.")
    expect(asha.locator("main")).to_contain_text(title)
    asha.locator("main a[href$='/minutes/']").first.click()
    asha.locator("main a[href$='/minutes/write/']").first.click()
    expect(asha.get_by_label("Minutes", exact=True)).not_to_be_empty()
    steps.act(asha, "Keep")
    steps.told(asha, "Kept.")


def test_a_member_proposes_a_time_and_they_talk_about_it(open_visit, scripts):
    amina, asha = (open_visit(who=who, scripts=scripts).page for who in ("amina", "asha"))
    amina.goto(f"{HOME}new/")
    amina.get_by_label("What is it called?").fill(steps.new_name("Bread"))
    steps.act(amina, "Call it")
    steps.told(amina, "Called.")
    meeting = amina.url.removesuffix("date/new/")
    asha.goto(meeting)
    steps.follow(asha, "Say when you can come")
    steps.follow(asha, "Propose a time")
    asha.get_by_label("Which day?").fill(f"{datetime.now(UTC) + timedelta(days=40):%Y-%m-%d}")
    asha.get_by_label("At what time?").fill("18:30")
    steps.act(asha, "Propose it")
    steps.told(asha, "Proposed.")
    expect(asha.get_by_role("button", name="Choose this time")).to_have_count(0)

    asha.goto(f"{meeting}talk/")
    asha.locator("textarea").fill("I bring the flour.")
    steps.act(asha, "Say it")
    amina.goto(meeting)
    steps.follow(amina, "Read what is said about it")
    expect(amina.locator("main")).to_contain_text("I bring the flour.")


def test_a_duty_is_passed_on_and_who_is_asked_says_no(open_visit, scripts):
    amina, asha = (open_visit(who=who, scripts=scripts).page for who in ("amina", "asha"))
    amina.goto(f"{HOME}new/")
    amina.get_by_label("What is it called?").fill(steps.new_name("Salt"))
    steps.act(amina, "Call it")
    steps.told(amina, "Called.")
    meeting = amina.url.removesuffix("date/new/")
    amina.goto(f"{meeting}turns/time/")
    amina.get_by_label("Whom do you ask?").fill("@asha")
    steps.act(amina, "Ask")
    steps.told(amina, "Asked.")

    asha.goto(meeting)
    steps.act(asha, "Not this time")
    steps.told(asha, "Noted.")

    amina.goto(meeting)
    expect(amina.locator("main")).not_to_contain_text("is asked")


def test_a_meeting_that_comes_again_is_changed_from_one_on_and_ended(open_visit, scripts):
    amina = open_visit(who="amina", scripts=scripts).page
    title = steps.new_name("Crumbs")
    amina.goto(f"{HOME}series/new/")
    amina.get_by_label("What is it called?").fill(title)
    day = f"{datetime.now(UTC) + timedelta(days=10):%Y-%m-%d}"
    amina.get_by_label("On which day is the first one?").fill(day)
    amina.get_by_label("At what time?").fill("18:30")
    steps.act(amina, "Call it")
    steps.told(amina, "Called.")

    steps.follow(amina, "Change the next one and those that follow")
    amina.get_by_label("What is it called?").fill(f"{title}, and cake")
    steps.act(amina, "Save")
    steps.told(amina, "Saved.")
    expect(amina.locator("main")).to_contain_text("and cake")

    steps.follow(amina, "End it")
    amina.get_by_label("None of those that are to come").check()
    steps.act(amina, "End it")
    steps.told(amina, "Ended.")
