"""A whole spokescouncil of three networks: mandates, a block, an amended second round, adoption."""

import json

from playwright.sync_api import Page, expect

from tests.browser import steps
from tests.stack import Stack

# Three networks in a coalition; felipe and stella speak already, amina is not chosen yet.
PREPARE = """
import json
from django.utils.timezone import now
from decisions.actions.writing import draft, put_to_discussion
from networks.actions.affiliating import affiliate
from networks.actions.founding import found
from networks.actions.spokes import appoint
from networks.models import Network
from solidarity.base.models import Counter
from solidarity.people.models import Person
Counter.objects.all().delete()  # limits are for others
at = now()
people = {{each: Person.objects.get(handle=each) for each in ("amina", "felipe", "stella")}}
def begun(name, who, **fields):
    return found(by=people[who], at=at, questions=[], fields={{
        "name": name, "summary": "We are invented.", "causes": ["community"],
        "join_policy": "open", **fields}})
union = begun("Union {name}", "amina", kind="coalition")
networks = {{}}
for what, who in (("Bakers", "amina"), ("River", "felipe"), ("Gardens", "stella")):
    networks[who] = begun(what + " {name}", who)
    place = affiliate(networks[who], union, by=people[who], at=at)
    if who != "amina":
        appoint(place, people[who], at=at)
decision = draft(union.slug, by=people["amina"], at=at, fields={{
    "title": "The feast {name}", "words": "We hold the feast **at the river**.",
    "subject": "other", "who": "networks", "days_open": 14}})
put_to_discussion(decision.pk, by=people["amina"], at=at)
print(json.dumps({{"union": union.get_absolute_url(), "decision": decision.get_absolute_url(),
    "slug": union.slug, **{{who: each.get_absolute_url() for who, each in networks.items()}}}}))
"""
# The time of a round is over: of what the networks decide, or of the council itself.
OVER = """
from django.utils.timezone import now
from decisions.models import Round
waiting = Round.objects.filter(counted_at=None, voided_at=None, decision__title="The feast {name}")
waiting.filter(decision__mandate__isnull={inner}).update(closes_at=now())
"""


def over(stack: Stack, name: str, *, of_networks: bool) -> None:
    """Positions are taken no more, of the networks' own rounds or of the council."""
    stack.manage("shell", "-v", "0", "-c", OVER.format(name=name, inner=not of_networks))


def take(page: Page, stance: str, *, reason: str = "", rests_on: str = "") -> None:
    """Take a position on the page of a question."""
    voice = page.locator("#voice")
    voice.get_by_role("radio", name=stance).check()
    if reason:
        voice.get_by_label("Why?").fill(reason)
    if rests_on:
        voice.get_by_label("For a block").fill(rests_on)
    steps.act(page, "Take this position")
    steps.told(page, "It counts" if stance == "Block" else "Your position counts")


def own_question(page: Page, network: str, number: int) -> None:
    """Where a network is asked: by a job, a moment after the council has opened."""
    for _each in range(60):
        answer = page.goto(f"{network}decisions/{number}/")
        if answer is not None and answer.status == 200:
            return
        page.wait_for_timeout(500)
    raise AssertionError(f"{network} was not asked")


def test_three_networks_decide_together(open_visit, stack, scripts):  # noqa: PLR0915 one story
    name = steps.new_name("Feast")
    out = stack.manage("shell", "-v", "0", "-c", PREPARE.format(name=name))
    place = json.loads(out.splitlines()[-1])
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
    steps.follow(amina, "Let positions be taken")
    steps.act(amina, "Open it")
    steps.told(amina, "All who decide are told")

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
    steps.follow(amina, "Let positions be taken")
    steps.act(amina, "Open it")
    steps.told(amina, "All who decide are told")

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
