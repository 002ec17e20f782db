"""Claiming what is unclaimed, and taking pages away."""

import re
from datetime import timedelta

import pytest

from networks.actions import petitions
from networks.actions.petitions import Over, hidden_proof
from networks.models import LogEntry, Membership, Network, NetworkState, Petition, Role, Unlisted
from networks.queries.petitions import domain_to_ask
from solidarity.base.limits import TooOften
from solidarity.base.refused import Refused
from solidarity.outbox.models import Letter
from tests.fixtures.people import NOON
from tests.racing import at_once

pytestmark = pytest.mark.django_db
races = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
TOKEN = re.compile(r"/proof/([\w-]+)/")


@pytest.fixture
def bakery(make_network):
    """An unclaimed network with a website of its own."""
    return make_network(
        "Lark Bakery",
        steward=None,
        state=NetworkState.UNCLAIMED,
        website="https://lark.example.org",
    )


@pytest.fixture
def admin(make_person):
    return make_person("admin", is_admin=True)


def ask(network, person, *, mailbox="info", words="", at=NOON):
    return petitions.claim(network.pk, by=person, mailbox=mailbox, words=words, at=at)


def token():
    return hidden_proof(TOKEN.search(Letter.objects.latest("pk").body)[1])


def role_of(person, network):
    found = Membership.objects.filter(person=person, network=network).first()
    return found.role if found else ""


def test_a_mail_at_the_networks_own_domain_makes_one_its_steward(ana, bakery, told):
    asked = ask(bakery, ana)
    assert Letter.objects.latest("pk").address == "info@lark.example.org"
    assert asked.token_digest not in Letter.objects.latest("pk").body

    petitions.prove(token(), by=ana, at=NOON)

    bakery.refresh_from_db()
    assert (bakery.state, role_of(ana, bakery)) == ("active", Role.STEWARD)
    assert LogEntry.objects.filter(network=bakery, verb="claimed", by=ana).exists()
    assert told(ana) == ["networks.petition_granted"]


def test_a_link_is_good_once(ana, bakery):
    ask(bakery, ana)
    held = token()
    petitions.prove(held, by=ana, at=NOON)

    with pytest.raises(Over):
        petitions.prove(held, by=ana, at=NOON)


def test_a_link_is_good_for_three_days(ana, bakery):
    ask(bakery, ana)

    with pytest.raises(Over):
        petitions.prove(token(), by=ana, at=NOON + timedelta(days=3))


def test_nobody_else_uses_the_link_of_a_claim(ana, ben, bakery):
    ask(bakery, ana)

    with pytest.raises(Refused, match="Only whoever asked"):
        petitions.prove(token(), by=ben, at=NOON)

    assert not role_of(ben, bakery)


def test_those_at_the_domain_can_say_no(ana, bakery, told):
    ask(bakery, ana)

    petitions.disown(token(), at=NOON)

    assert Petition.objects.get().state == "refused"
    assert told(ana) == ["networks.petition_refused"]


def test_two_who_claim_wait_for_an_admin_and_both_are_told(ana, ben, bakery, admin, told):
    first = ask(bakery, ana)
    held = token()
    second = ask(bakery, ben)

    petitions.prove(held, by=ana, at=NOON)

    bakery.refresh_from_db()
    assert bakery.state == "unclaimed"
    assert told(ana) == ["networks.petition_rival"]
    petitions.decide(second.pk, is_granted=True, reason="Ben bakes there.", by=admin, at=NOON)
    first.refresh_from_db()
    assert (role_of(ben, bakery), role_of(ana, bakery)) == (Role.STEWARD, "")
    assert first.state == "refused"
    assert told(ana)[-1] == "networks.petition_refused"
    assert told(ben)[-1] == "networks.petition_granted"


def test_a_claim_within_30_days_of_another_waits_for_an_admin(ana, ben, bakery, admin, told):
    ask(bakery, ana)
    petitions.prove(token(), by=ana, at=NOON)

    second = ask(bakery, ben, at=NOON + timedelta(days=29))

    assert (second.state, second.is_rival) == ("waiting", True)
    assert "networks.petition_rival" in told(ana)
    petitions.decide(
        second.pk, is_granted=True, reason="Theirs.", by=admin, at=NOON + timedelta(days=29)
    )
    assert (role_of(ben, bakery), role_of(ana, bakery)) == (Role.STEWARD, Role.MEMBER)


def test_after_30_days_one_asks_the_stewards(ana, ben, bakery):
    ask(bakery, ana)
    petitions.prove(token(), by=ana, at=NOON)

    with pytest.raises(Refused, match="look after this network"):
        ask(bakery, ben, at=NOON + timedelta(days=31))


def test_nobody_claims_what_was_founded_here(ben, garden):
    with pytest.raises(Refused, match="look after this network"):
        ask(garden, ben)


def test_without_a_domain_of_its_own_an_admin_decides(ana, bakery, admin, told):
    Network.objects.filter(pk=bakery.pk).update(website="https://www.facebook.com/lark")

    asked = ask(bakery, ana, words="I am in the photo.")

    assert (asked.state, asked.domain) == ("waiting", "")
    assert not Letter.objects.exists()
    assert told(admin) == ["networks.petition_waits"]


def test_a_domain_that_more_than_three_share_proves_nothing(bakery, make_network):
    for number in range(3):
        make_network(f"Lark {number}", website=f"https://lark.example.org/{number}")

    assert domain_to_ask(bakery) == ""


def test_only_an_admin_decides_and_not_about_her_own(ana, bakery, admin):
    asked = ask(bakery, ana, mailbox="", words="I bake.")
    own = ask(bakery, admin, mailbox="", words="So do I.")

    with pytest.raises(Refused, match="Only admins"):
        petitions.decide(asked.pk, is_granted=True, reason="x", by=ana, at=NOON)
    with pytest.raises(Refused, match="your own"):
        petitions.decide(own.pk, is_granted=True, reason="x", by=admin, at=NOON)


def test_one_asks_five_times_a_day_at_most(ana, bakery):
    for _each in range(4):
        ask(bakery, ana, mailbox="", words="x")
        Petition.objects.all().delete()
    ask(bakery, ana, mailbox="", words="x")

    with pytest.raises(TooOften):
        ask(bakery, ana, mailbox="", words="x")


def test_the_same_person_asks_once(ana, bakery):
    ask(bakery, ana)

    with pytest.raises(Refused, match="asked already"):
        ask(bakery, ana)


def take_away(network, *, mailbox="info", by=None):
    return petitions.ask_to_take_away(
        network.pk, by=by, place="here", mailbox=mailbox, words="", at=NOON
    )


def test_a_page_goes_at_once_when_a_mail_proves_it(bakery, ana, told):
    ask(bakery, ana, mailbox="", words="I bake.")
    take_away(bakery)

    petitions.prove(token(), by=None, at=NOON)

    bakery.refresh_from_db()
    assert (bakery.state, bakery.visibility) == ("removed", "hidden")
    assert Unlisted.objects.get().domain == "lark.example.org"
    assert told(ana) == ["networks.petition_refused"]


def test_without_a_mail_an_admin_decides_whether_a_page_goes(bakery, admin):
    asked = take_away(bakery, mailbox="")
    assert asked.state == "waiting"

    petitions.decide(asked.pk, is_granted=False, reason="It is public.", by=admin, at=NOON)

    bakery.refresh_from_db()
    assert bakery.visibility == "public"


def test_a_network_that_people_look_after_is_not_taken_away(garden):
    with pytest.raises(Refused, match="look after this network"):
        take_away(garden)


@races
def test_of_two_claims_at_once_both_wait(make_person, make_network):
    bakery = make_network(
        "Lark", steward=None, state=NetworkState.UNCLAIMED, website="https://lark.example.org"
    )
    ana, ben = make_person("ana2"), make_person("ben2")

    at_once(lambda: ask(bakery, ana), lambda: ask(bakery, ben))

    assert set(Petition.objects.values_list("state", "is_rival")) == {("waiting", True)}


@races
def test_a_link_pressed_twice_at_once_counts_once(make_person, make_network):
    bakery = make_network(
        "Lark", steward=None, state=NetworkState.UNCLAIMED, website="https://lark.example.org"
    )
    ana = make_person("ana2")
    ask(bakery, ana)
    held = token()

    results = at_once(*[lambda: petitions.prove(held, by=ana, at=NOON)] * 2)

    assert sum(isinstance(each, Over) for each in results) == 1
    assert Membership.objects.filter(network=bakery, role=Role.STEWARD).count() == 1
