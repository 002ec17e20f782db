"""A secret ballot is cast, changed once with its code, and found again when it is counted."""

import json
import re
from contextlib import closing

from playwright.sync_api import expect

from tests.browser import steps

PLACE = "/networks/harbour-kitchen/decisions/"
CODE = re.compile(r"(?:[0-9A-Z]{4}-){8}[0-9A-Z]{4}")
OPEN = """
import json
from django.utils.timezone import now
from decisions.actions.opening import open_round
from decisions.actions.writing import draft, put_to_discussion
from solidarity.people.models import Person
kofi = Person.objects.get(handle="kofi")
fields = {"title": "Who keeps the key?", "words": "To the jar.", "subject": "people",
          "days_open": 14, "is_secret": True, "method": {"name": "majority"}}
made = draft("harbour-kitchen", by=kofi, fields=fields, at=now())
put_to_discussion(made.pk, by=kofi, at=now())
round = open_round(made.pk, by=kofi, at=now())
print(json.dumps([made.number, round.pk]))
"""


def opened(stack):
    """The number of a secret question that is open, and the key of its round."""
    return json.loads(stack.manage("shell", "-v", "0", "-c", OPEN).splitlines()[-1])


def time_is_over(stack, round_id):
    with closing(stack.connect()) as connection, connection.cursor() as cursor:
        cursor.execute(
            "UPDATE decisions_round SET closes_at = clock_timestamp() WHERE id = %s", [round_id]
        )


def test_a_ballot_is_cast_changed_once_and_found_again(open_visit, stack, scripts):
    number, round_id = opened(stack)
    amina = open_visit(who="amina", scripts=scripts).page
    amina.goto(f"{PLACE}{number}/")
    expect(amina.locator("main")).to_contain_text("until it closes nobody sees any numbers")
    steps.follow(amina, "Cast your ballot")
    expect(amina.locator("main")).to_contain_text("Whoever runs this server")
    steps.act(amina, "Cast the ballot")
    expect(amina.locator(".error-summary")).to_be_visible()
    amina.get_by_label("Yes", exact=True).check()
    steps.act(amina, "Cast the ballot")
    code = amina.locator("code.code").inner_text()
    assert CODE.fullmatch(code)
    amina.reload()  # sends the form once more, as browsers do
    assert amina.locator("code.code").inner_text() == code

    steps.follow(amina, "I have kept it")
    steps.follow(amina, "Change it with its code")
    amina.get_by_label("No", exact=True).check()
    amina.get_by_label("The code of your ballot").fill(code[:-1])
    steps.act(amina, "Change the ballot")
    expect(amina.locator(".error-summary")).to_be_visible()
    expect(amina.get_by_label("No", exact=True)).to_be_checked()
    amina.get_by_label("The code of your ballot").fill(code.lower())
    steps.act(amina, "Change the ballot")
    assert amina.locator("code.code").inner_text() == code

    time_is_over(stack, round_id)
    stella = open_visit(who="stella", scripts=scripts).page
    stella.goto(f"{PLACE}{number}/")
    steps.follow(stella, "All ballots, by their codes")
    row = stella.get_by_role("row", name=code[:9])
    expect(row).to_contain_text("No")
    expect(stella.locator("tbody tr")).to_have_count(1)
