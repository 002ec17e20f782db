"""An agreement from the first clause to a network's yes, and a second who writes at one clause."""

import json

from playwright.sync_api import expect

from tests.browser import steps
from tests.browser.test_council import own_question, take

# Two networks in a coalition; amina speaks for one, felipe for the other.
PREPARE = """
import json
from django.utils.timezone import now
from networks.actions.affiliating import affiliate
from networks.actions.founding import found
from networks.actions.spokes import appoint
from solidarity.base.models import Counter
from solidarity.people.models import Person
Counter.objects.all().delete()  # limits are for others
at = now()
people = {{each: Person.objects.get(handle=each) for each in ("amina", "felipe")}}
def begun(name, who, **fields):
    return found(by=people[who], at=at, questions=[], fields={{
        "name": name, "summary": "We are invented.", "causes": ["community"],
        "join_policy": "open", **fields}})
union = begun("Union {name}", "amina", kind="coalition")
networks = {{}}
for what, who in (("Bakers", "amina"), ("River", "felipe")):
    networks[who] = begun(what + " {name}", who)
    appoint(affiliate(networks[who], union, by=people[who], at=at), people[who], at=at)
print(json.dumps({{"union": union.get_absolute_url(),
    **{{who: each.get_absolute_url() for who, each in networks.items()}}}}))
"""
# The time of a round is over: of what the networks decide, or of the coalition itself.
OVER = """
from django.utils.timezone import now
from decisions.models import Round
waiting = Round.objects.filter(counted_at=None, voided_at=None, decision__title__contains="{name}")
waiting.filter(decision__mandate__isnull={inner}).update(closes_at=now())
"""


def over(stack, name, *, of_networks):
    stack.manage("shell", "-v", "0", "-c", OVER.format(name=name, inner=not of_networks))


def test_two_networks_agree_on_a_clause(open_visit, stack, scripts):  # noqa: PLR0915 one story
    name = steps.new_name("Pots")
    out = stack.manage("shell", "-v", "0", "-c", PREPARE.format(name=name))
    place = json.loads(out.splitlines()[-1])
    home = f"{place['union']}agreement/"
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
    decision = amina.url
    steps.act(amina, "Put it up for talk")
    steps.follow(amina, "Let positions be taken")
    steps.act(amina, "Open it")
    steps.told(amina, "All who decide are told")
    for page, who in ((amina, "amina"), (felipe, "felipe")):
        own_question(page, place[who], 1)
        take(page, "Agree: I support it")
    over(stack, name, of_networks=True)
    for page in (amina, felipe):
        page.goto(decision)
        take(page, "Agree: I support it")
    over(stack, name, of_networks=False)
    amina.goto(decision)
    expect(amina.locator("main")).to_contain_text("Adopted")

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
