"""What waits for a person is named on her home, and reading it never becomes slow."""

import json
from contextlib import closing

import psycopg2
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from networks.actions import keeping, naming, reporting, tying
from networks.models import OPEN_FOR, Admission, Network, Opening, OpeningWord, Role, State
from networks.queries import networks_of, what_needs
from tests.fixtures.networks import new_member, new_network
from tests.fixtures.people import NOON, new_person
from tests.networks.needing import needs
from tests.networks.proposing import LATER, agree, propose
from tests.networks.test_reporting import about
from tests.pages.reading import Page, visit
from tests.servers import database_settings

pytestmark = pytest.mark.django_db


def report(network, whom, by):
    wanted = {"harm": "spam", "words": "Sells soap.", "is_named": False}
    return reporting.report(about(whom, network), **wanted, by=by, at=NOON)


@pytest.fixture
def dora_late(garden, make_person, make_member):
    """A member who came in after what is proposed at noon."""
    dora = make_person("dora")
    member = make_member(garden, dora)
    member.answered_at = LATER
    member.save()
    return dora


def test_open_reports_wait_for_stewards(garden, cleo, ana, ben, make_member, make_person):
    for person in (ana, ben):
        make_member(garden, person)
    made = report(garden, ben, ana)

    assert needs(cleo) == [("reports", garden, 1)]
    assert needs(ana) == needs(ben) == []
    assert "1 report in Garden is open" in Page(visit(cleo).get("/")).main
    reporting.take(made.pk, by=cleo, at=LATER)
    reporting.close(made.pk, words="We talked.", by=cleo, at=LATER)
    assert needs(cleo) == []


def test_a_report_about_a_steward_waits_for_no_steward(
    garden, cleo, ana, ben, second_steward, make_member
):
    make_member(garden, ana)
    report(garden, second_steward, ana)

    assert needs(cleo) == needs(second_steward) == []


def test_an_answer_to_a_removal_waits_for_stewards(garden, cleo, ana, make_member):
    make_member(garden, ana)
    measure = keeping.remove(
        garden.memberships.get(person=ana).pk,
        reason="Shouting",
        bars=False,
        days=None,
        by=cleo,
        at=NOON,
    )
    assert needs(cleo) == []
    keeping.reply(measure.pk, words="I was not there.", by=ana, at=LATER)

    assert needs(cleo) == [("answers", garden, 1)]
    page = Page(visit(cleo).get("/"))
    assert "1 answer to what the stewards of Garden did waits for a word" in page.main
    assert "/networks/garden/measures/" in page.links


def test_who_is_asked_to_be_a_steward_is_asked_until_she_says(garden, cleo, ana, ben, make_member):
    for person in (ana, ben):
        make_member(garden, person)
    proposal = propose(garden, ana, cleo)

    assert needs(ana, at=LATER) == [("stand", garden, proposal.pk)]
    agree(proposal, ana)
    assert needs(ana, at=LATER) == []


def test_a_tie_waits_for_those_who_can_confirm_it(garden, cleo, make_network, make_person):
    farm = make_network("Farm", steward=make_person("dora"))
    tie = tying.propose(
        farm.pk, garden.pk, kind="ally", note="", by=farm.memberships.get().person, at=NOON
    )

    assert needs(cleo) == [("tie", garden, tie.pk)]
    assert needs(farm.memberships.get().person) == []


def test_words_that_a_member_proposes_wait_for_stewards_until_one_answers(
    garden, cleo, ana, second_steward, make_member
):
    make_member(garden, ana)
    words = {"name": "Minga", "meaning": "", "story": "", "language": ""}
    wording = naming.propose_words("garden", by=ana, words=words, why="", at=NOON)

    assert needs(cleo) == needs(second_steward) == [("words", garden, 1)]
    assert needs(ana) == []
    page = Page(visit(cleo).get("/"))
    assert "1 value in own words waits for the stewards of Garden" in page.main
    assert any("/networks/garden/values/words/" in link for link in page.links)
    naming.keep_words("garden", wording.pk, by=cleo, read_by="all", at=LATER)
    assert needs(cleo) == []


def test_who_sees_what_is_held_waits_for_the_word_of_each_who_has_one(
    garden, cleo, ana, ben, dora_late, make_member
):
    for person in (ana, ben):
        make_member(garden, person)
    opening = Opening.objects.create(network=garden, wants="everyone", by=cleo, made_at=NOON)
    OpeningWord.objects.create(opening=opening, person=cleo, at=NOON)

    assert needs(ana, at=LATER) == needs(ben, at=LATER) == [("opening", garden, opening.pk)]
    assert needs(cleo, at=LATER) == [], "she proposed it"
    assert needs(dora_late, at=LATER) == [], "she came in after it"
    OpeningWord.objects.create(opening=opening, person=ana, objects_to=True, at=LATER)
    assert needs(ana, at=LATER) == []
    assert needs(ben, at=NOON + OPEN_FOR) == [], "it has run out"
    Opening.objects.update(made_at=now())
    page = Page(visit(ben).get("/"))
    assert "Who shall see what members of Garden hold?" in page.main
    assert "/networks/garden/values/publishing/" in page.links
    Network.objects.filter(pk=garden.pk).update(map_off=True)
    assert needs(ben, at=LATER) == []


def test_where_members_admit_requests_wait_for_each_but_the_paused(
    make_network, cleo, ana, ben, make_member, make_person
):
    garden = make_network("Open garden", steward=cleo, admission=Admission.MEMBERS)
    make_member(garden, ana)
    paused = make_member(garden, ben)
    paused.paused_until = LATER
    paused.save()
    make_member(garden, make_person(), state=State.ASKED)

    assert needs(ana) == needs(cleo) == [("requests", garden, 1)]
    assert needs(ben) == []


def test_of_each_kind_the_six_that_wait_longest_are_named(cleo, make_network, make_member):
    networks = [make_network(f"N{number}", steward=cleo) for number in range(8)]
    for network in networks:
        make_member(network, new_person(f"asks{network.pk}"), state=State.ASKED)

    assert [network for _kind, network, _number in needs(cleo)] == networks[:6]


def forget_how_many():
    """PostgreSQL believes the tables to be empty: it counts from outside what is not done yet."""
    name = connection.settings_dict["NAME"]
    with closing(psycopg2.connect(database_settings(name)["DATABASE_OWNER_URL"])) as outside:
        outside.autocommit = True
        outside.cursor().execute("ANALYZE")


def looked_at(plan):
    """How many rows a plan went through, all rounds together."""
    own = plan["Actual Rows"] + plan.get("Rows Removed by Filter", 0)
    own += plan.get("Rows Removed by Join Filter", 0)
    return own * plan["Actual Loops"] + sum(map(looked_at, plan.get("Plans", [])))


def test_home_goes_through_few_rows_whatever_the_database_believes_of_its_tables(cleo):
    for number in range(100):
        network = new_network(f"N{number}", steward=cleo)
        new_member(network, new_person(f"p{number}"), state=State.ASKED)
        new_member(network, new_person(f"m{number}"), role=Role.MEMBER)
    forget_how_many()
    held = list(networks_of(cleo))
    with CaptureQueriesContext(connection) as sent:
        what_needs(cleo, held, at=NOON)
    (query,) = sent.captured_queries

    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN (ANALYZE, FORMAT JSON) " + query["sql"])
        (found,) = cursor.fetchone()
    plan = (json.loads(found) if isinstance(found, str) else found)[0]["Plan"]

    assert looked_at(plan) < 20_000
