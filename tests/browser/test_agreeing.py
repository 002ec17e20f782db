"""An agreement from the first clause to a network's yes, and a second who writes at one clause."""

from playwright.sync_api import expect

from tests.browser import steps
from tests.browser.councils import agreed, founded, opened, united


def test_two_networks_agree_on_a_clause(open_visit, stack, scripts):  # noqa: PLR0915 one story
    name = steps.new_name("Pots")
    place = founded(stack, {"amina": f"Bakers {name}", "felipe": f"River {name}"})
    union = united(stack, f"Union {name}", place, chair="amina", spokes=("amina", "felipe"))
    home = f"{union}agreement/"
    amina = open_visit(who="amina", scripts=scripts, width=320).page
    felipe = open_visit(who="felipe", scripts=scripts).page

    amina.goto(home)
    steps.follow(amina, "Write together")
    steps.follow(amina, "Rules we live by")
    expect(amina.locator("main")).to_contain_text("If this is skipped")
    steps.follow(amina, "Propose a clause")
    steps.act(amina, "Propose it")
    expect(amina.locator(".error-summary")).to_be_visible()
    amina.get_by_label("What is the clause called?").fill("The pots")
    amina.get_by_label("What does the clause say?").fill("We share one pot.")
    steps.act(amina, "Propose it")
    steps.told(amina, "Your clause is there")
    clause = amina.url

    # Two write at once: the second sees both texts, and nothing is lost.
    felipe.goto(clause)
    steps.follow(felipe, "Write it anew")
    amina.goto(f"{clause}edit/")
    amina.get_by_label("What does the clause say?").fill("We share two pots.")
    amina.get_by_label("What changes, and why?").fill("One is small.")
    steps.act(amina, "Save")
    steps.told(amina, "in your words now")
    felipe.get_by_label("What does the clause say?").fill("We share three pots.")
    felipe.get_by_label("What changes, and why?").fill("We are many.")
    steps.act(felipe, "Save")
    expect(felipe.locator("main")).to_contain_text("Saved meanwhile: “We share two pots.”")
    expect(felipe.get_by_label("What does the clause say?")).to_have_value("We share three pots.")

    felipe.goto(f"{clause}suggest/")
    felipe.get_by_label("What should the clause say instead?").fill("We share two large pots.")
    felipe.get_by_label("Why would that be better?").fill("We are many.")
    steps.act(felipe, "Suggest it")
    steps.told(felipe, "Your suggestion is there")
    amina.goto(felipe.url)
    expect(amina.locator("main ins")).to_have_text("We share two large pots.")
    steps.act(amina, "Take it in")
    steps.told(amina, "The clause says it now")
    steps.act(amina, "Mark as ready")
    steps.told(amina, "ready for a decision")

    amina.goto(home)
    steps.follow(amina, "Bring it to a decision")
    amina.get_by_label("What is the agreement called?").fill(f"How we cook {name}")
    amina.get_by_label("What changes, and why?").fill("To begin.")
    steps.act(amina, "Make a question of it")
    steps.told(amina, "your question to the networks")
    opened(amina)
    agreed(stack, name, amina, [(amina, place["amina"], 1), (felipe, place["felipe"], 1)])

    felipe.goto(home)
    expect(felipe.locator("main")).to_contain_text("0 networks have said yes")
    steps.follow(felipe, "has not said yes. Ask your people.")
    steps.act(felipe, "Write down that yes")
    steps.told(felipe, "The yes of your network is written down")
    expect(felipe.locator("main")).to_contain_text("by its own decision 1")
    expect(felipe.locator("main")).to_contain_text("Has not said yes")

    felipe.goto(f"{home}versions/1/")
    expect(felipe.locator("main")).to_contain_text("We share two large pots.")
    steps.follow(felipe, "For paper")
    expect(felipe.locator(".sheet-foot")).to_contain_text(f"{home}versions/1/")
