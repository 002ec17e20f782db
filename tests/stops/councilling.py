"""Councils for the tour: the Common Table asks its networks, as the actions leave it."""

from tests.browsing import Visit
from tests.tour_stop import Stop, press

TABLE = "/networks/common-table/decisions/"
KITCHEN = "/networks/harbour-kitchen/decisions/"
SPOKES = "/networks/harbour-kitchen/affiliations/common-table/spokes/"
# Run inside the stack; prints the numbers of the questions as JSON.
PREPARE = """
import json
from datetime import timedelta
from django.utils.timezone import now
from decisions.actions import councils
from decisions.actions.closing import close_if_due
from decisions.actions.opening import open_round
from decisions.actions.taking import take_position
from decisions.actions.writing import draft, put_to_discussion
from decisions.models import Mandate
from networks.actions.choosing import propose
from networks.actions.spokes import appoint
from networks.models import Affiliation, Membership, Network, ProposalKind
from solidarity.base.stale import fingerprint
from solidarity.people.models import Person
AT = now()
who = {each.handle: each for each in Person.objects.filter(handle__in=[
    "amina", "kofi", "asha", "haru", "tala", "ravi", "eleni"])}
kitchen, seeds, table = (Network.objects.get(slug=slug) for slug in (
    "harbour-kitchen", "seed-keepers-of-the-dry-valley", "common-table"))
place = Affiliation.objects.select_related("member", "body").get(member=kitchen, body=table)
there = Affiliation.objects.select_related("member", "body").get(member=seeds, body=table)
appoint(place, who["haru"], stands_in=True, at=AT - timedelta(days=40))
appoint(place, who["amina"], at=AT - timedelta(days=40))
appoint(there, who["asha"], at=AT - timedelta(days=40))
proposal = propose(kitchen.pk, handle="haru", kind=ProposalKind.SPOKE, by=who["tala"], at=AT,
    reason="Amina wants to rest in spring.", affiliation=place.pk)
Membership.objects.get_or_create(network=table, person=who["amina"], defaults={
    "state": "active", "asked_at": AT - timedelta(days=40)})
Membership.objects.update_or_create(network=table, person=Person.objects.get(handle="stella"),
    defaults={"role": "steward", "state": "active", "asked_at": AT - timedelta(days=40)})
def opened(title, words, at):
    made = draft("common-table", by=who["amina"], at=at, fields={"title": title, "words": words,
        "subject": "other", "who": "networks", "days_open": 15, "method": {"name": "consensus"}})
    put_to_discussion(made.pk, by=who["amina"], at=at)
    round = open_round(made.pk, by=who["amina"], at=at)
    for elector in round.electors.filter(is_network=True).order_by("pk"):
        councils.ask_network(elector.pk, at=at)
    return round
def of(round, network):
    return Mandate.objects.select_related("inner").get(elector__round=round,
                                                       elector__network=network)
def write(round, network, by, at, **said):
    mandate = of(round, network)
    saved = councils.terms_of(mandate)
    councils.write_mandate(mandate.inner_id, by=who[by], fields=saved | said,
                           seen=fingerprint(saved), at=at)
def inside(round, network, at, **said):
    inner = of(round, network).inner.rounds.get()
    for handle, choice in said.items():
        words = {}
        if isinstance(choice, tuple):
            choice, *rest = choice
            words = dict(zip(("reason", "rests_on"), rest))
        take_position(inner.pk, by=who[handle], choice=choice, key=handle, at=at, **words)
def speak(round, network, by, choice, at, **words):
    take_position(round.pk, by=who[by], choice=choice, for_network=network, key=by, at=at, **words)
def settle(round):
    for network in (kitchen, seeds):
        inner = of(round, network).inner.rounds.get()
        close_if_due(inner.pk, at=inner.closes_at)
LONG_AGO = AT - timedelta(days=30)
first = opened("One price for all crates?", "Each crate costs the same, wherever it is from: "
    "**four** for a kitchen, two for a household.", LONG_AGO)
inside(first, kitchen, LONG_AGO, kofi="agree", haru="agree",
    eleni=("reservations", "Who pays for the way?"))
inside(first, seeds, LONG_AGO, asha=("block", "In dry years we would pay to give.",
    "Whoever grows it does not go hungry for it."), ravi="agree")
write(first, seeds, "asha", LONG_AGO, amendments="In dry years the kitchens pay six.")
settle(first)
speak(first, kitchen, "amina", "reservations", LONG_AGO + timedelta(days=12),
    reason="The way has a price, too.")
speak(first, seeds, "asha", "block", LONG_AGO + timedelta(days=12),
    reason="In dry years we would pay to give.", rests_on="Whoever grows it does not go hungry.")
close_if_due(first.pk, at=AT)
BEFORE = AT - timedelta(days=12)
second = opened("Do we open the table to the bakery in Rope Street?",
    "The bakery becomes part of the Common Table, for **one year** at first.", BEFORE)
write(second, kitchen, "amina", BEFORE, freedom="bound", conditions="It brings its own flour.",
    reasons="We know them: they gave bread in the long winter.")
inside(second, kitchen, BEFORE, amina="agree", haru="agree", tala="agree",
    eleni=("stand_aside", "I would rather see who else asks."))
inside(second, seeds, BEFORE, asha="agree", ravi="agree")
settle(second)
speak(second, kitchen, "amina", "stand_aside", AT,
    reason="The seed keepers told me of the flour from the north. I think we would have said no.")
speak(second, seeds, "asha", "reservations", AT, reason="The flour from the north troubles us.")
councils.back(of(second, kitchen).elector.positions.get(is_current=True).pk, by=who["haru"], at=AT)
third = opened("Do we buy a cart together?", "A cart with four wheels that all of us use.", AT)
print(json.dumps({"first": first.decision.number, "second": second.decision.number,
    "third": third.decision.number, "inner": of(second, kitchen).inner.number,
    "asked": of(third, kitchen).inner.number, "spoke": proposal.pk,
    "concern": first.decision.concerns.order_by("pk").first().pk}))
"""
NAMES = ("first", "second", "third", "inner", "asked", "concern", "spoke")


def many(visit: Visit) -> None:
    """Write what is no number."""
    visit.page.locator("main input[type=text]").first.fill("many")
    press(visit)


STOPS = [
    Stop("decision-shares", f"{TABLE}settings/voices/", "stella"),
    Stop("decision-shares-error", f"{TABLE}settings/voices/", "stella", many),
    Stop("affiliations-spokes", "/networks/common-table/affiliations/", "amina"),
    Stop("spokes", SPOKES, "amina"),
    Stop("spoke-proposal", "/networks/harbour-kitchen/stewards/{c_spoke}/", "amina"),
    Stop("spoke-propose", f"{SPOKES}propose/?who=bao", "amina"),
    Stop("spoke-propose-error", f"{SPOKES}propose/", "amina", press),
    Stop("spoke-recall", f"{SPOKES}recall/?who=haru", "amina"),
    Stop("spoke-recall-error", f"{SPOKES}recall/", "amina", press),
    Stop("spoke-hand-over", f"{SPOKES}hand-over/", "amina"),
    Stop("spoke-lay-down", f"{SPOKES}lay-down/", "amina"),
    Stop("council-again", f"{TABLE}{{c_first}}/", "amina"),
    Stop("council-open", f"{TABLE}{{c_second}}/", "amina"),
    Stop("council", f"{TABLE}{{c_second}}/council/", "amina"),
    Stop("council-asked", f"{TABLE}{{c_third}}/council/", "amina"),
    Stop("synthesis", f"{TABLE}{{c_first}}/synthesis/", "amina"),
    Stop("concern", f"{TABLE}{{c_first}}/synthesis/{{c_concern}}/", "amina"),
    Stop("concern-error", f"{TABLE}{{c_first}}/synthesis/{{c_concern}}/", "amina", press),
    Stop("mandate-departed", f"{KITCHEN}{{c_inner}}/mandate/", "amina"),
    Stop("mandate-decision", f"{KITCHEN}{{c_asked}}/", "amina"),
    Stop("mandate", f"{KITCHEN}{{c_asked}}/mandate/", "amina"),
    Stop("mandate-write", f"{KITCHEN}{{c_asked}}/mandate/write/", "amina"),
]
