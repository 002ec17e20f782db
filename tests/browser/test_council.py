"""A whole spokescouncil of three networks: mandates, a block, an amended second round, adoption."""

from playwright.sync_api import expect

from tests.browser import steps
from tests.browser.councils import founded, opened, over, own_question, take, united
from tests.stack import Stack

# A question of the coalition that is talked about.
ASKED = """
from django.utils.timezone import now
from decisions.actions.writing import draft, put_to_discussion
from solidarity.people.models import Person
amina = Person.objects.get(handle="amina")
made = draft("{union}", by=amina, at=now(), fields={{
    "title": "The feast {name}", "words": "We hold the feast **at the river**.",
    "subject": "other", "who": "networks", "days_open": 14}})
put_to_discussion(made.pk, by=amina, at=now())
print(made.get_absolute_url())
"""


def a_council(stack: Stack, name: str) -> dict[str, str]:
    """Three networks in a coalition; felipe and stella speak already, amina is not chosen yet."""
    names = {"amina": f"Bakers {name}", "felipe": f"River {name}", "stella": f"Gardens {name}"}
    place = founded(stack, names)
    union = united(stack, f"Union {name}", place, chair="amina", spokes=("felipe", "stella"))
    code = ASKED.format(union=union.strip("/").split("/")[-1], name=name)
    asked = stack.manage("shell", "-v", "0", "-c", code).split()[-1]
    return place | {"union": union, "decision": asked}


def test_three_networks_decide_together(open_visit, stack, scripts):  # noqa: PLR0915 one story
    name = steps.new_name("Feast")
    place = a_council(stack, name)
    visits = {who: open_visit(who=who, scripts=scripts) for who in ("amina", "felipe", "stella")}
    amina, felipe, stella = (visits[who].page for who in ("amina", "felipe", "stella"))

    amina.goto(f"{place['amina']}affiliations/")
    steps.follow(amina, "Who speaks for us there")
    expect(amina.locator("main")).to_contain_text("Nobody speaks for us there yet")
    steps.follow(amina, "Propose a spoke")
    steps.act(amina, "Propose")
    expect(amina.locator(".error-summary")).to_be_visible()
    amina.get_by_label("Who should speak").fill("@amina")
    steps.act(amina, "Propose")
    expect(amina.locator("main .facts")).to_contain_text("Spoke")

    amina.goto(place["decision"])
    opened(amina)

    own_question(felipe, place["felipe"], 1)
    expect(felipe.locator("main")).to_contain_text("What we decide here, our spoke says there.")
    steps.follow(felipe, "Write what goes with it")
    felipe.get_by_label("Bound").check()
    felipe.get_by_label("What would we change").fill("Not at the river, in the yard.")
    steps.act(felipe, "Save")
    own_question(felipe, place["felipe"], 1)
    take(felipe, "Block", reason="The birds breed there.", rests_on="We protect the river.")
    for page, who in ((amina, "amina"), (stella, "stella")):
        own_question(page, place[who], 1)
        take(page, "Agree: I support it")
    stella.goto(place["decision"])
    expect(stella.locator("#voice")).to_contain_text("still decide what you carry")
    stella.locator("#voice").get_by_role("radio", name="Agree: I support it").check()
    steps.act(stella, "Take this position")
    expect(stella.locator(".error-summary")).to_contain_text("Your network still decides")

    over(stack, name, of_networks=True)
    felipe.goto(place["decision"])
    about = f"What you carry: The feast {name}"
    mail = steps.mail_to(visits["felipe"], "felipe@example.org", about)
    assert place["decision"] in mail
    felipe.goto(place["decision"])
    expect(felipe.locator("#voice")).to_contain_text("Your people told you: Block")
    take(felipe, "Block", reason="The birds breed there.", rests_on="We protect the river.")
    for page in (amina, stella):
        page.goto(place["decision"])
        take(page, "Agree: I support it")
    expect(stella.locator("main")).to_contain_text("1 person behind it")

    over(stack, name, of_networks=False)
    amina.goto(place["decision"])
    expect(amina.locator("main")).to_contain_text("The birds breed there.")
    expect(amina.locator("main")).to_contain_text("1 concern of the round before has no answer")
    steps.follow(amina, "Write it anew")
    amina.locator("textarea[name=words]").fill("We hold the feast **in the yard**.")
    amina.locator("[name=why]").fill("The birds at the river.")
    steps.act(amina, "Save this version")
    amina.goto(f"{place['decision']}synthesis/")
    steps.follow(amina, "Say what became of it")
    steps.act(amina, "Save")
    expect(amina.locator(".error-summary")).to_be_visible()
    amina.get_by_label("Worked into the proposal").check()
    amina.get_by_label("How, or why?").fill("We moved it to the yard.")
    steps.act(amina, "Save")
    steps.told(amina, "has been told")
    answer = steps.mail_to(visits["felipe"], "felipe@example.org", "Your concern has an answer")
    assert "We moved it to the yard." in answer
    amina.goto(place["decision"])
    opened(amina)

    for page, who in ((felipe, "felipe"), (amina, "amina"), (stella, "stella")):
        own_question(page, place[who], 2)
        expect(page.locator("main")).to_contain_text("What changed since we were asked before")
        expect(page.locator("main")).to_contain_text("The birds at the river.")
        take(page, "Agree: I support it")
    over(stack, name, of_networks=True)
    for page in (felipe, amina, stella):
        page.goto(place["decision"])
        take(page, "Agree: I support it")
    over(stack, name, of_networks=False)

    felipe.goto(place["decision"])
    expect(felipe.locator("main")).to_contain_text("Adopted")
    felipe.goto(f"{place['decision']}synthesis/")
    expect(felipe.locator("main")).to_contain_text("Worked into the proposal")
    closing = steps.mail_to(visits["stella"], "stella@example.org", f"The feast {name}")
    assert place["decision"] in closing
