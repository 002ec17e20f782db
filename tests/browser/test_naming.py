"""A member names a value, the steward keeps it, and somebody finds the network by her own words."""

from playwright.sync_api import expect

from tests.browser import steps
from tests.browser.test_ruling import a_yard


def test_a_network_names_a_value_and_is_found_by_it(open_visit, stack, scripts):
    name, place = a_yard(stack)
    felipe = open_visit(who="felipe", scripts=scripts).page
    felipe.goto(place)
    steps.follow(felipe, "Values")
    felipe.locator("main .button-quiet", has_text="In our own words").click()
    steps.follow(felipe, "Name a value")
    steps.act(felipe, "Propose it")
    expect(felipe.locator(".error-summary")).to_be_visible()
    felipe.get_by_label("What do you call it?").fill("Zamlinka")
    felipe.get_by_label("What does it mean here?").fill("The gate stays open for hedgehogs.")
    steps.act(felipe, "Propose it")
    steps.told(felipe, "The stewards have been told")

    amina = open_visit(who="amina", scripts=scripts).page
    amina.goto(f"{place}values/words/")
    steps.follow(amina, "Zamlinka")
    steps.act(amina, "Keep it")
    steps.told(amina, "It is kept")
    steps.follow(amina, "Say where it stands")
    amina.get_by_label("It is not on this map").check()
    steps.act(amina, "Save")
    expect(amina.locator("main")).to_contain_text("Not on this map")

    anyone = open_visit(scripts=scripts).page
    anyone.goto("/networks/")
    steps.follow(anyone, "Networks that say what you say")
    anyone.get_by_label("In your own words").fill("an open gate, and hedgehog paths")
    steps.act(anyone, "Search")
    card = anyone.locator("li.card", has_text=name)
    expect(card).to_contain_text("hedgehog")
    card.get_by_role("link", name="Zamlinka").click()
    expect(anyone.get_by_role("heading", level=2)).to_have_text("Zamlinka")
    anyone.goto("/values/off-the-map/")
    expect(anyone.locator("main")).to_contain_text("Zamlinka")
