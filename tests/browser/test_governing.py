"""A clause that lives: it is said what it sets, adopted, held by the platform, shared, taken."""

import json

from playwright.sync_api import expect

from tests.browser import steps

PREPARE = """
import json
from datetime import timedelta
from django.utils.timezone import now
from coalitions.actions.drafting import propose_clause
from networks.actions.founding import found
from solidarity.base.models import Counter
from solidarity.people.models import Person
Counter.objects.all().delete()  # limits are for others
places = []
for who, name in (("amina", "{name}"), ("stella", "{name} too")):
    person = Person.objects.get(handle=who)
    begun = now() - timedelta(days=60)
    network = found(by=person, at=begun, questions=[], fields={{
        "name": name, "summary": "Networks that share.", "causes": ["community"],
        "kind": "coalition", "join_policy": "open"}})
    places.append(network.get_absolute_url())
    if who == "amina":
        propose_clause(network.slug, by=person, group="rules", title="The door",
                       words="We open it slowly.", key="door", at=now())
print(json.dumps(places))
"""
ADOPT = """
from datetime import timedelta
from django.utils.timezone import now
from coalitions.actions.adopting import bring_agreement
from coalitions.actions.drafting import mark_ready
from decisions.actions.closing import close_if_due
from decisions.actions.opening import open_round
from decisions.actions.taking import take_position
from decisions.actions.writing import put_to_discussion
from networks.models import Network
from solidarity.people.models import Person
amina, at = Person.objects.get(handle="amina"), now() - timedelta(days=40)
body = Network.objects.get(slug="{slug}")
mark_ready(body.slug, 1, by=amina, text=1, is_ready=True, at=at)
made = bring_agreement(body.slug, by=amina, title="How we open", why="", review_on=None,
                       key=body.slug, at=at)
put_to_discussion(made.pk, by=amina, at=at)
round = open_round(made.pk, by=amina, at=at)
take_position(round.pk, by=amina, choice="agree", key=body.slug, at=at + timedelta(days=1))
close_if_due(round.pk, at=now())
"""


def test_a_clause_is_followed_and_others_begin_with_it(open_visit, stack, scripts):
    name = steps.new_name("Doors")
    out = stack.manage("shell", "-v", "0", "-c", PREPARE.format(name=name))
    place, other = json.loads(out.splitlines()[-1])
    amina = open_visit(who="amina", scripts=scripts).page

    amina.goto(f"{place}agreement/clauses/1/")
    steps.follow(amina, "Say what it sets")
    amina.get_by_label("How people join by themselves").select_option("invitation")
    amina.locator("#id_waiting_days").fill("9999")
    steps.act(amina, "Save")
    expect(amina.locator(".error-summary")).to_be_visible()
    amina.locator("#id_waiting_days").fill("30")
    steps.act(amina, "Save")
    steps.told(amina, "It holds when a decision adopts the clause")
    expect(amina.locator("main")).to_contain_text("30 days")

    stack.manage("shell", "-v", "0", "-c", ADOPT.format(slug=place.strip("/").split("/")[-1]))
    amina.goto(f"{place}settings/")
    expect(amina.locator("main")).to_contain_text("Held by a clause of the agreement")
    expect(amina.locator("[name=join_policy][value=invitation]")).to_be_disabled()
    expect(amina.locator("[name=join_policy][value=invitation]")).to_be_checked()

    amina.goto(f"{place}agreement/versions/1/")
    steps.follow(amina, "Share it with everybody")
    amina.get_by_label("What shall it be called?").fill(f"{name} to begin with")
    amina.get_by_label("We share it under the licence").check()
    steps.act(amina, "Share it")
    steps.told(amina, "Other coalitions can begin with it now")

    stella = open_visit(who="stella", scripts=scripts).page
    stella.goto("/agreements/")
    steps.follow(stella, f"{name} to begin with")
    steps.follow(stella, f"in {name} too")
    stella.get_by_label("The door").check()
    steps.act(stella, "Take the clauses I chose")
    steps.told(stella, "1 clause is in your draft now")
    stella.goto(f"{other}agreement/clauses/1/")
    expect(stella.locator("main")).to_contain_text("Begun with a clause of:")
