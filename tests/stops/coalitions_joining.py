"""The handbook, walking in and leaving for the tour: at the Common Table."""

from tests.browsing import Visit
from tests.tour_stop import Stop, press

HERE = "/networks/common-table/"
BOOK = f"{HERE}handbook/"
WALK = f"{HERE}walk/riverside-tenants-circle/"
# Run inside the stack; prints the keys of what it made as JSON.
PREPARE = """
import json
from django.utils.timezone import now
from coalitions.actions.leaving import answer, ask_to_go
from coalitions.actions.walking import begin, host, read, say
from coalitions.models import Account, Walk
from coalitions.queries.agreement import in_force
from coalitions.queries.walking import stops_of, walk_of
from networks.models import Network
from solidarity.people.models import Person
from tests.fixtures.coalitions import new_clause, new_version
AT = now()
who = {each.handle: each for each in Person.objects.filter(handle__in=["kofi", "asha", "stella"])}
table, tenants, seeds, kitchen = (Network.objects.get(slug=slug) for slug in (
    "common-table", "riverside-tenants-circle", "seed-keepers-of-the-dry-valley",
    "harbour-kitchen"))
asked = ask_to_go(seeds.pk, table.pk, by=who["kofi"], at=AT,
    reason="Nobody of theirs came to the table since the spring, and the seeds were promised.")
answer(asked.pk, by=who["asha"], at=AT,
    words="The rain came late, and all hands were in the field. We come again in October.")
if in_force(table) is None:
    for title, words in (("Who eats with us", "Whoever is **hungry** eats, unasked."),
                         ("What each brings", "Each network brings one meal a month.")):
        new_clause(table, words, title=title)
    new_version(table, at=AT)
if walk_of(tenants, table) is None:
    begin(tenants, table, by=who["stella"], at=AT)
    walk = walk_of(tenants, table)
    host(walk.pk, by=who["kofi"], network=kitchen, at=AT)
    walk = walk_of(tenants, table)
    first = stops_of(walk)[0]
    read(walk.pk, first.clause, by=who["stella"], at=AT)
    say(walk, first, by=who["stella"], words="Does that hold for us from the first month on?",
        key="tour-walk", at=AT)
print(json.dumps({"asked": asked.pk, "step": stops_of(walk_of(tenants, table))[0].number,
    "account": Account.objects.filter(body=table).order_by("pk").first().pk}))
"""
NAMES = ("asked", "step", "account")


def type_a_secret(visit: Visit) -> None:
    """Write down what opens an account."""
    visit.page.locator("#id_name").fill("Our page")
    visit.page.locator("#id_what_for").fill("password: rose")
    press(visit)


STOPS = [
    Stop("handbook", BOOK, "kofi"),
    Stop("handbook", BOOK, ""),
    Stop("handbook-found", f"{BOOK}?q=soup", "kofi"),
    Stop("handbook-page", f"{BOOK}pages/how-we-set-a-table-for-forty/", "amina"),
    Stop("handbook-redacted", f"{BOOK}pages/the-common-purse/", ""),
    Stop("handbook-redacted", f"{BOOK}pages/the-common-purse/", "kofi"),
    Stop("handbook-new", f"{BOOK}new/", "amina"),
    Stop("handbook-new-error", f"{BOOK}new/", "amina", press),
    Stop("handbook-edit", f"{BOOK}pages/the-common-purse/edit/", "kofi"),
    Stop("handbook-versions", f"{BOOK}pages/how-we-set-a-table-for-forty/versions/", "kofi"),
    Stop("handbook-version", f"{BOOK}pages/how-we-set-a-table-for-forty/versions/2/", "kofi"),
    Stop("accounts", f"{BOOK}accounts/", "amina"),
    Stop("account-new", f"{BOOK}accounts/new/", "kofi"),
    Stop("account-secret", f"{BOOK}accounts/new/", "kofi", type_a_secret),
    Stop("handbook-account", f"{BOOK}accounts/{{j_account}}/", "kofi"),
    Stop("account-lay-down", f"{BOOK}accounts/{{j_account}}/lay-down/", "kofi"),
    Stop("account-end", f"{BOOK}accounts/{{j_account}}/end/", "kofi"),
    Stop("coalition-leaving", f"{HERE}leaving/", "kofi"),
    Stop("coalition-leave", f"{HERE}leaving/harbour-kitchen/", "kofi"),
    Stop("coalition-leave-error", f"{HERE}leaving/harbour-kitchen/", "kofi", press),
    Stop("ask-to-go", f"{HERE}leaving/harbour-kitchen/ask/", "kofi"),
    Stop("asked-to-go", f"{HERE}leaving/asked/{{j_asked}}/", "kofi"),
    Stop("walks", f"{HERE}walk/", "kofi"),
    Stop("walk", WALK, "stella"),
    Stop("walk-step", f"{WALK}{{j_step}}/", "stella"),
    Stop("walk-host", f"{WALK}host/", "kofi"),
    Stop("walk-end", f"{WALK}end/", "stella"),
    Stop("presents", f"{HERE}present/", "kofi"),
    Stop("present-answer", f"{HERE}present/harbour-kitchen/", "amina"),
]
ACTS = {
    "coalitions:page_away", "coalitions:drop_asking", "coalitions:bring_asking",
    "coalitions:decide_to_leave", "coalitions:walk_begin", "coalitions:walk_read",
}  # fmt: skip
