"""Power in the open: a removal and its answer, a steward found by the members, a report."""

import json

from playwright.sync_api import expect

from tests.browser import steps
from tests.stack import Stack

PREPARE = """
import json
from django.utils.timezone import now
from networks.actions.choosing import step_down
from networks.actions.founding import found
from networks.actions.joining import join
from networks.models import Network
from solidarity.base.models import Counter
from solidarity.people.models import Person
Counter.objects.all().delete()  # limits are for others
people = {{each: Person.objects.get(handle=each) for each in ("amina", "felipe", "stella")}}
network = found(by=people["amina"], at=now(), questions=[], fields={{
    "name": "{name}", "summary": "A yard that all share.", "causes": ["community"],
    "join_policy": "open"}})
for each in ("felipe", "stella"):
    join(network.pk, by=people[each], answers={{}}, at=now())
if {asks}:
    network.memberships.filter(person=people["felipe"]).update(role="steward")
    Network.objects.filter(pk=network.pk).update(join_policy="ask")
if {seeks}:
    step_down(network.pk, by=people["amina"], at=now())
print(json.dumps(network.get_absolute_url()))
"""


def a_yard(stack: Stack, *, seeks: bool = False, asks: bool = False) -> tuple[str, str]:
    """A network that amina looks after, or nobody does; felipe and stella are in it.

    asks: one asks to join, and felipe is a steward as well.
    """
    name = steps.new_name("Yard")
    out = stack.manage("shell", "-v", "0", "-c", PREPARE.format(name=name, seeks=seeks, asks=asks))
    return name, json.loads(out.splitlines()[-1])


def test_a_removal_is_answered_and_taken_back(open_visit, stack, scripts):
    name, place = a_yard(stack)
    amina = open_visit(who="amina", scripts=scripts).page
    amina.goto(f"{place}members/felipe/")
    steps.follow(amina, "Remove this person")
    steps.act(amina, "Remove with this reason")
    expect(amina.locator(".error-summary")).to_be_visible()
    amina.get_by_label("Why?").fill("You took the key.")
    amina.get_by_label("Not for a year").check()
    steps.act(amina, "Remove with this reason")
    steps.told(amina, "has been told why")

    visit = open_visit(who="felipe", scripts=scripts)
    felipe = visit.page
    mail = steps.mail_to(visit, "felipe@example.org", name)
    assert "You took the key." in mail
    felipe.goto(place)
    steps.follow(felipe, "What the stewards did, and your answer")
    expect(felipe.locator("main")).to_contain_text("You took the key.")
    felipe.get_by_label("Your answer").fill("I gave it to Stella on Monday.")
    steps.act(felipe, "Send my answer")
    steps.told(felipe, "Your answer is with the stewards")

    amina.goto(f"{place}measures/")
    steps.follow(amina, "Felipe")
    expect(amina.locator("main")).to_contain_text("I gave it to Stella on Monday.")
    amina.get_by_label("What do you say to this person?").fill("So it was. We are sorry.")
    steps.act(amina, "Undo it")
    steps.told(amina, "has been told, with your words")

    felipe.goto(f"{place}talk/")
    expect(felipe.get_by_role("link", name="Start a conversation")).to_be_visible()


def test_members_find_a_steward_where_nobody_is_left(open_visit, stack, scripts):
    _name, place = a_yard(stack, seeks=True)
    felipe = open_visit(who="felipe", scripts=scripts).page
    felipe.goto(place)
    steps.follow(felipe, "Stewards")
    expect(felipe.locator("main")).to_contain_text("Stewards are sought")
    steps.follow(felipe, "Propose a steward")
    felipe.get_by_label("Who should become a steward?").fill("@stella")
    felipe.get_by_label("Why this person?").fill("She has time.")
    steps.act(felipe, "Propose")
    steps.told(felipe, "Proposed.")

    stella = open_visit(who="stella", scripts=scripts).page
    stella.goto(f"{place}stewards/")
    steps.act(stella, "I confirm")
    expect(stella.locator("main")).to_contain_text("has not said yes yet")
    steps.act(stella, "Yes, I will be a steward")
    steps.told(stella, "Enough people have confirmed")
    expect(stella.locator("main")).not_to_contain_text("Stewards are sought")
    stella.goto(f"{place}requests/")
    expect(stella.get_by_role("heading", name="Requests to join")).to_be_visible()


def test_members_recall_a_steward(open_visit, stack, scripts):
    name, place = a_yard(stack)
    felipe = open_visit(who="felipe", scripts=scripts).page
    felipe.goto(f"{place}stewards/")
    steps.follow(felipe, "Propose a recall")
    felipe.get_by_label("Which steward?").fill("@amina")
    steps.act(felipe, "Propose the recall")
    expect(felipe.locator(".error-summary")).to_contain_text("nobody is recalled without one")
    felipe.get_by_label("Why?").fill("She keeps the money box at home.")
    steps.act(felipe, "Propose the recall")
    steps.told(felipe, "Proposed.")

    hers = open_visit(who="amina", scripts=scripts)
    amina = hers.page
    assert "money box" in steps.mail_to(hers, "amina@example.org", f"The stewards of {name}")
    amina.goto(f"{place}stewards/")
    expect(amina.locator("main")).to_contain_text("She keeps the money box at home.")
    expect(amina.get_by_role("button", name="I confirm")).to_have_count(0)

    theirs = open_visit(who="stella", scripts=scripts)
    stella = theirs.page
    steps.mail_to(theirs, "stella@example.org", f"The stewards of {name}")
    stella.goto(f"{place}stewards/")
    steps.act(stella, "I confirm")
    steps.told(stella, "Enough people have confirmed")
    expect(stella.locator("main")).to_contain_text("Stewards are sought")

    amina.goto(place)
    expect(amina.get_by_role("link", name="Settings")).to_have_count(0)
    amina.goto(f"{place}log/")
    expect(amina.locator("main")).to_contain_text("She keeps the money box at home.")


def test_a_report_about_a_steward_goes_to_an_admin_and_not_to_her(open_visit, stack, scripts):
    name, place = a_yard(stack)
    felipe = open_visit(who="felipe", scripts=scripts).page
    felipe.goto(f"{place}members/amina/")
    steps.follow(felipe, "Report this person")
    steps.act(felipe, "Report")
    expect(felipe.locator(".error-summary")).to_be_visible()
    felipe.get_by_label("Something else").check()
    felipe.get_by_label("What happened?").fill("She keeps the money box at home.")
    steps.act(felipe, "Report")
    steps.told(felipe, "You are told when somebody takes it up")

    amina = open_visit(who="amina", scripts=scripts).page
    amina.goto(f"{place}reports/")
    expect(amina.locator("main")).to_contain_text("No report waits")

    admin = open_visit(who="admin", scripts=scripts).page
    admin.goto("/desk/reports/")
    admin.locator("main li", has_text="Amina").first.get_by_role("link").click()
    expect(admin.locator("main")).to_contain_text(name)
    steps.act(admin, "I take this up")
    steps.told(admin, "You are on it now")
    admin.get_by_label("What did you do").fill("She brings it to the yard.")
    steps.act(admin, "Close it with these words")
    steps.told(admin, "Closed.")

    felipe.goto("/account/reports/")
    expect(felipe.locator("main")).to_contain_text("She brings it to the yard.")
    amina.goto(f"{place}log/")
    expect(amina.locator("main")).to_contain_text("an admin, handled a report")
    expect(amina.locator("main")).not_to_contain_text("money box")
