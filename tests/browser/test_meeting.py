"""A date is found together, and what was said is kept."""

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
    steps.follow(amina, "Say when you can come")
    steps.follow(amina, "Propose a time")
    steps.act(amina, "Propose it")
    expect(amina.locator(".error-summary")).to_be_visible()
    amina.get_by_label("Which day?").fill("2099-03-12")
    amina.get_by_label("At what time?").fill("18:30")
    steps.act(amina, "Propose it")
    steps.told(amina, "Proposed.")

    asha.goto(amina.url)
    asha.get_by_label("Yes", exact=True).check()
    steps.act(asha, "Save")
    steps.told(asha, "Saved.")

    amina.reload()
    steps.act(amina, "Choose this time")
    steps.told(amina, "The date is found.")
    expect(amina.locator("#coming ~ p a[href$='/people/asha/']")).to_be_visible()
    expect(amina.locator("main")).to_contain_text("12 March 2099")


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
