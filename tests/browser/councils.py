"""What networks do together in the journeys: founded at once, asked, decided through spokes."""

import json
from contextlib import closing

from playwright.sync_api import Page, expect

from tests.browser import steps
from tests.stack import Stack

# Networks, each of one person of the demo: {handle: name}.
FOUND = """
import json
from django.utils.timezone import now
from networks.actions.founding import found
from solidarity.base.models import Counter
from solidarity.people.models import Person
Counter.objects.all().delete()  # limits are for others
made = {{}}
for who, name in {names!r}.items():
    made[who] = found(by=Person.objects.get(handle=who), at=now(), questions=[], fields={{
        "name": name, "summary": "We are invented.", "causes": ["community"],
        "join_policy": "open"}}).get_absolute_url()
print(json.dumps(made))
"""
# A coalition that `chair` looks after, with networks in it; whoever is in `spokes` speaks for hers.
UNITE = """
import json
from django.utils.timezone import now
from networks.actions.affiliating import affiliate
from networks.actions.founding import found
from networks.actions.spokes import appoint
from networks.models import Network
from solidarity.people.models import Person
at = now()
people = {{each: Person.objects.get(handle=each) for each in {networks!r}}}
union = found(by=people["{chair}"], at=at, questions=[], fields={{
    "name": "{name}", "summary": "We are invented.", "causes": ["community"],
    "join_policy": "open", "kind": "coalition"}})
for who, address in {networks!r}.items():
    network = Network.objects.get(slug=address.strip("/").split("/")[-1])
    place = affiliate(network, union, by=people[who], at=at)
    if who in {spokes!r}:
        appoint(place, people[who], at=at)
print(union.get_absolute_url())
"""
# The time of a round is over: of what the networks decide by themselves, or of the council.
OVER = """
UPDATE decisions_round r SET closes_at = now() FROM decisions_decision d, networks_network n
WHERE d.id = r.decision_id AND n.id = d.network_id AND n.name LIKE %s
  AND r.counted_at IS NULL AND r.voided_at IS NULL
  AND EXISTS (SELECT 1 FROM decisions_mandate m WHERE m.inner_id = d.id) = %s
"""


def founded(stack: Stack, names: dict[str, str]) -> dict[str, str]:
    """The addresses of new networks, by the one person of each: {handle: name} are made."""
    out = stack.manage("shell", "-v", "0", "-c", FOUND.format(names=names))
    made: dict[str, str] = json.loads(out.splitlines()[-1])
    return made


def united(
    stack: Stack, name: str, networks: dict[str, str], *, chair: str, spokes: tuple[str, ...]
) -> str:
    """The address of a new coalition of these networks, which each has one person."""
    code = UNITE.format(name=name, networks=networks, chair=chair, spokes=spokes)
    return stack.manage("shell", "-v", "0", "-c", code).split()[-1]


def over(stack: Stack, name: str, *, of_networks: bool) -> None:
    """Positions are taken no more: where networks named so decide what they carry, or at last."""
    with closing(stack.connect()) as connection, connection.cursor() as cursor:
        cursor.execute(OVER, [f"%{name}%", of_networks])


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


def opened(page: Page) -> None:
    """The question whose page this is takes positions from now on."""
    main = page.locator("main")
    talk = main.get_by_role("button", name="Put it up for talk", exact=True)
    talk.or_(main.get_by_role("link", name="Let positions be taken")).first.wait_for()
    if talk.count():
        talk.click()
    steps.follow(page, "Let positions be taken")
    steps.act(page, "Open it")
    steps.told(page, "All who decide are told")


def agreed(stack: Stack, name: str, page: Page, members: list[tuple[Page, str, int]]) -> None:
    """The open question on `page` is adopted: each network says yes, then their spokes do.

    members: who decides, her network, and the number of the question there; its name has `name`.
    """
    question = page.url
    for each, network, number in members:
        own_question(each, network, number)
        take(each, "Agree: I support it")
    over(stack, name, of_networks=True)
    for each, _network, _number in members:
        each.goto(question)
        take(each, "Agree: I support it")
    over(stack, name, of_networks=False)
    page.goto(question)
    expect(page.locator("main")).to_contain_text("Adopted")
