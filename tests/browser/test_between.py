"""Two networks belong together, tie themselves and share talk; a person keeps another away."""

import re

from playwright.sync_api import expect

from tests.browser import steps

FOUND = """
from django.utils.timezone import now
from networks.actions.founding import found
from networks.models import Network
from solidarity.base.models import Counter
from solidarity.people.models import Person
Counter.objects.all().delete()  # limits are not what is looked at here
made = found(by=Person.objects.get(handle="{who}"), at=now(), questions=[], fields={{
    "name": "{name}", "summary": "Lamps and bread.", "causes": ["community"], "kind": "{kind}"}})
print(made.slug)
"""


def a_network(visit, who, name, kind="group"):
    """The address of a new network that `who` looks after."""
    said = visit.stack.manage("shell", "-v", "0", "-c", FOUND.format(who=who, name=name, kind=kind))
    return f"/networks/{said.split()[-1]}/"


def test_two_networks_come_to_belong_together(open_visit, scripts):
    first, second = (open_visit(who=who, scripts=scripts) for who in ("stella", "amina"))
    stella, amina = first.page, second.page
    circle, table = steps.new_name("Circle"), steps.new_name("Table")
    circle_url = a_network(first, "stella", circle)
    table_url = a_network(second, "amina", table, "coalition")

    amina.goto(f"{table_url}affiliations/")
    steps.follow(amina, "Asked and invited")
    steps.follow(amina, "What you ask of networks")
    amina.get_by_label("Question 1", exact=False).first.fill("What do you bring?")
    amina.get_by_label("Question 1 must be answered").check()
    steps.act(amina, "Save")

    stella.goto(f"{circle_url}affiliations/")
    steps.follow(stella, "Asked and invited")
    steps.follow(stella, "Ask to belong to another network")
    stella.get_by_label("Which network?").fill(table)
    steps.act(stella, "Search")
    steps.follow(stella, table)
    steps.act(stella, "Send")
    expect(stella.locator(".error-summary")).to_be_visible()
    stella.get_by_label("A few words to its stewards").fill("We light the street.")
    stella.get_by_label("What do you bring?").fill("Forty lamps.")
    steps.act(stella, "Send")
    steps.told(stella, "Their stewards are told")

    amina.goto(f"{table_url}affiliations/requests/")
    steps.follow(amina, "Read and answer")
    expect(amina.locator("main")).to_contain_text("Forty lamps.")
    amina.get_by_label("Your comment").fill("Lovely! Since when?")
    steps.act(amina, "Send")
    expect(amina.get_by_role("article", name="Amina writes")).to_contain_text("Since when?")

    steps.menu(stella, "Inbox")
    expect(stella.locator("main")).to_contain_text("Amina writes in")
    stella.locator("main ol button", has_text=circle).first.click()
    expect(stella.get_by_role("article", name="Amina writes")).to_contain_text("Since when?")

    steps.follow(amina, "Accept")
    steps.act(amina, "Accept")
    steps.told(amina, "from now on")
    amina.goto(f"{table_url}affiliations/")
    expect(amina.get_by_role("link", name=circle, exact=True)).to_be_visible()
    mail = steps.mail_to(first, "stella@example.org", f"{table} said yes")
    assert "belong together now" in mail
    stella.goto(f"{circle_url}log/")
    expect(stella.locator("main")).to_contain_text(f"This network became part of {table}.")

    stella.goto(f"{circle_url}affiliations/")
    steps.follow(stella, "End it")
    stella.get_by_label("Why do you leave?").fill("The lamps went out.")
    steps.act(stella, "Leave now")
    steps.told(stella, f"{circle} has left {table}.")


def test_a_tie_is_proposed_and_confirmed(open_visit, scripts):
    first, second = (open_visit(who=who, scripts=scripts) for who in ("stella", "amina"))
    stella, amina = first.page, second.page
    circle, street = steps.new_name("Circle"), steps.new_name("Street")
    circle_url, street_url = a_network(first, "stella", circle), a_network(first, "amina", street)

    stella.goto(f"{circle_url}alliances/")
    steps.follow(stella, "Propose a tie")
    stella.get_by_label("Which network?").fill(street_url)
    steps.act(stella, "Search")
    steps.follow(stella, street)
    steps.act(stella, "Propose it")
    expect(stella.locator(".error-summary")).to_be_visible()
    stella.get_by_label("We learn from them").check()
    stella.get_by_label("A few public words about it").fill("How to sing in the dark.")
    steps.act(stella, "Propose it")
    steps.told(stella, "Proposed.")
    anybody = open_visit(scripts=scripts).page
    anybody.goto(f"{circle_url}alliances/")
    expect(anybody.locator("main")).not_to_contain_text(street)

    amina.goto(f"{street_url}alliances/")
    amina.get_by_role("button", name=re.compile("^Confirm")).click()
    steps.told(amina, "Confirmed.")
    anybody.reload()
    expect(anybody.locator("main")).to_contain_text("We learn from")
    expect(anybody.locator("main")).to_contain_text("How to sing in the dark.")
    steps.follow(anybody, street)
    expect(anybody.locator("main")).to_contain_text(circle)


def test_one_post_stands_on_two_boards(open_visit, scripts):
    first = open_visit(who="stella", scripts=scripts)
    stella, amina = first.page, open_visit(who="amina", scripts=scripts).page
    circle, title = steps.new_name("Circle"), steps.new_name("Chairs")
    url = a_network(first, "stella", circle)

    stella.goto(f"{url}talk/new/")
    stella.get_by_label("What is it about?").fill(title)
    stella.get_by_label("What would you like to say?").fill("Forty chairs for both of us.")
    stella.get_by_label("Harbour Kitchen").check()
    steps.act(stella, "Send")
    expect(stella.locator("main")).to_contain_text("Shared with Harbour Kitchen")

    amina.goto("/networks/harbour-kitchen/talk/")
    steps.follow(amina, title)
    amina.get_by_label("Your comment").fill("I carry ten.")
    steps.act(amina, "Comment")
    stella.reload()
    expect(stella.get_by_role("article", name="Amina writes")).to_contain_text("I carry ten.")

    steps.follow(stella, "Take it off this board")
    stella.get_by_label("Why?").fill("Settled.")
    steps.act(stella, "Take it off with this reason")
    steps.told(stella, "Taken off this board.")
    amina.reload()
    expect(amina.locator("main")).to_contain_text("I carry ten.")


def test_a_person_writes_and_another_keeps_her_away(open_visit, scripts):
    stella = open_visit(who="stella", scripts=scripts).page
    amina = open_visit(who="amina", scripts=scripts).page
    stella.goto("/people/amina/")
    steps.follow(stella, "Write to this person")
    stella.locator("main textarea").fill("The key is under the stone.")
    steps.act(stella, "Send")
    expect(stella.locator("main")).to_contain_text("The key is under the stone.")

    amina.goto("/inbox/")
    steps.follow(amina, "Letters")
    steps.follow(amina, "Stella")
    steps.follow(amina, "Mute or block")
    amina.get_by_label("Block: this person").check()
    steps.act(amina, "Save")
    expect(amina.locator("main")).to_contain_text("Blocked")

    stella.reload()
    expect(stella.locator("main")).to_contain_text("You can read here, but not write.")
    amina.get_by_role("link", name=re.compile("Change.*Stella")).click()
    amina.get_by_label("As with everybody else").check()
    steps.act(amina, "Save")
    expect(amina.locator("main")).not_to_contain_text("Blocked")
