"""Those who never come are asked, answer without a name, and nothing leads back to them."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.utils.timezone import now

from coalitions.actions import absent as acts
from coalitions.models import AskedPerson, Asking, Away
from coalitions.queries.absent import absent_in, told_by
from decisions.models import Elector, Position
from networks.actions.spokes import appoint
from networks.actions.talking import start_on
from networks.models import Affiliation, LogEntry, Membership
from solidarity.base.refused import Refused
from solidarity.inbox.models import Notice
from solidarity.outbox.actions import carry_out
from solidarity.outbox.models import Job
from solidarity.people.models import Draft
from tests.decisions.moving import new_decision, new_round
from tests.fixtures.people import NOON
from tests.pages.reading import Page, visit
from tests.racing import at_once

pytestmark = pytest.mark.django_db
races = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
MONTH = timedelta(days=31)
LATER = NOON + MONTH
HERE = "/networks/table/hard/absent/"
ASKED = "What keeps you away?"


@pytest.fixture
def table(make_coalition, make_person, garden):
    return make_coalition(garden, name="Table", steward=make_person("tess"))


@pytest.fixture
def silent(garden, make_person, make_member):
    """Seven members of the garden who never came; cleo, its steward, did not either."""
    people = [make_person(f"silent-{number}") for number in range(1, 8)]
    for person in people:
        make_member(garden, person)
    return people


def steward(network):
    return network.memberships.get(role="steward").person


def ask(table, *, at=LATER, by=None):
    return acts.ask_absent(table.slug, by=by or steward(table), words=ASKED, at=at)


def answer(asking, person, reasons=("time",), words="", at=LATER):
    acts.say_why(asking.pk, by=person, reasons=reasons, words=words, at=at)


def close(asking):
    """Its time is over, and the job has closed it."""
    job = Job.objects.get(kind="coalitions.close_asking", payload__asking=asking.pk)
    assert carry_out(job.pk, at=asking.closes_at)


@pytest.fixture
def asked(table, silent, jobs_done):
    asking = ask(table)
    jobs_done("coalitions.ask_absent")
    return asking


def absent(table, at=LATER):
    return {person.handle for person in absent_in(table, at=at)}


def test_whoever_took_a_position_wrote_or_holds_an_office_has_come(
    table, garden, silent, make_member
):
    one, two, three, four, five, *rest = silent
    start_on([table], by=one, title="Hi", words="Hello", to_all=False, key="a", at=NOON)
    round = new_round(new_decision(table, steward(table), words="Bread?"))
    voiced = Elector.objects.create(round=round, number=1, person=two, voices="1")
    Position.objects.create(elector=voiced, round=round, by=two, choice="yes", at=NOON)
    Elector.objects.create(round=round, number=2, person=three, voices="1", has_balloted=True)
    appoint(garden.affiliations.get(), four, stands_in=False, at=NOON)
    make_member(table, five)

    assert absent(table) == {"cleo", *(person.handle for person in rest)}


def test_who_belongs_for_less_than_thirty_days_may_come_yet(table, garden, silent):
    Membership.objects.filter(person=silent[0]).update(answered_at=LATER - timedelta(days=29))
    assert silent[0].handle not in absent(table)

    Affiliation.objects.update(since=LATER - timedelta(days=29))
    assert absent(table) == set()


def test_people_of_a_network_in_a_network_are_asked_too(
    table, garden, make_network, make_affiliation, make_member, make_person
):
    inner = make_network("Inner", kind="coalition", steward=make_person("ines"))
    make_affiliation(inner, table)
    deep = make_network("Deep", steward=make_person("dee"))
    make_affiliation(deep, inner)

    assert {"ines", "dee"} <= absent(table)


def test_a_steward_asks_each_once_and_it_stands_in_the_log(table, asked, silent):
    assert AskedPerson.objects.count() == 8
    notices = Notice.objects.filter(kind="coalitions.asked_away")
    assert notices.count() == 8
    assert notices.first().about_url == asked.get_absolute_url()
    assert LogEntry.objects.get(network=table, facts__absent=asked.pk).by == steward(table)

    Job.objects.filter(kind="coalitions.ask_absent").update(state="waiting")
    for job in Job.objects.filter(kind="coalitions.ask_absent"):
        carry_out(job.pk, at=now())
    assert notices.count() == AskedPerson.objects.count() == 8


def test_nobody_else_asks(table, silent, cleo):
    for person in (cleo, silent[0]):
        with pytest.raises(Refused, match="stewards"):
            ask(table, by=person)
    assert visit(cleo).post(HERE, {"words": ASKED}).status_code == 404


def test_once_in_three_months_is_enough(table, asked):
    with pytest.raises(Refused, match="three months"):
        ask(table, at=LATER + timedelta(days=89))
    assert ask(table, at=LATER + timedelta(days=90)) != asked


@races
def test_two_who_ask_at_once_ask_once(table, silent):
    results = at_once(lambda: ask(table), lambda: ask(table))
    assert sum(isinstance(each, Refused) for each in results) == 1
    assert Asking.objects.count() == 1


def test_where_fewer_than_five_never_came_nobody_is_asked(table, silent):
    Membership.objects.filter(person__in=silent[:4]).delete()
    with pytest.raises(Refused, match="Fewer than five"):
        ask(table)


def test_one_answers_once_and_only_who_was_asked(table, asked, silent):
    answer(asked, silent[0])
    with pytest.raises(Refused, match="already"):
        answer(asked, silent[0])
    with pytest.raises(AskedPerson.DoesNotExist):
        answer(asked, steward(table))
    with pytest.raises(Refused, match="over"):
        answer(asked, silent[1], at=asked.closes_at)
    assert Away.objects.count() == 1


@races
def test_one_who_answers_twice_at_once_is_counted_once(table, silent):
    asking = ask(table)
    AskedPerson.objects.create(asking=asking, person=silent[0])
    results = at_once(lambda: answer(asking, silent[0]), lambda: answer(asking, silent[0]))
    assert sum(isinstance(each, Refused) for each in results) == 1
    assert Away.objects.count() == 1


def test_nothing_is_shown_before_it_is_closed_however_many_answered(table, asked, silent):
    for person in silent:
        answer(asked, person, words="The bus is slow.")
    assert told_by(asked, at=asked.closes_at - timedelta(seconds=1)) is None
    # Its time is over, and the job has not run: somebody's answer may still be on its way.
    assert told_by(asked, at=asked.closes_at) is None

    close(asked)
    told = told_by(asked, at=asked.closes_at)
    assert (told.people, told.words) == (7, ["The bus is slow."] * 7)


def test_from_five_on_there_are_counts_and_words_and_fewer_are_forgotten(table, asked, silent):
    for person in silent[:4]:
        answer(asked, person, words="Slow.")
    close(asked)
    assert told_by(asked, at=asked.closes_at) is None
    assert not Away.objects.exists()


def test_five_are_shown(table, asked, silent):
    for number, person in enumerate(silent[:5]):
        answer(asked, person, ("time", "care") if number % 2 else ("place",), f"Word {number}")
    close(asked)
    told = told_by(asked, at=asked.closes_at)
    assert told.people == 5
    assert [(each.label, each.people) for each in told.reasons] == [
        ("No time", 2), ("Too far, or hard to get to", 3),
        ("Children or others whom I look after", 2),
    ]  # fmt: skip
    assert sorted(told.words) == [f"Word {number}" for number in range(5)]


def test_when_it_is_closed_nobody_stands_there_as_asked(table, asked, silent):
    for person in silent[:5]:
        answer(asked, person)
    close(asked)
    assert not AskedPerson.objects.exists()
    assert Notice.objects.filter(person=steward(table), kind="coalitions.asking_closed").exists()
    with pytest.raises(AskedPerson.DoesNotExist):
        answer(asked, silent[6])


def rows(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def columns():
    found = rows(
        "SELECT table_name, column_name FROM information_schema.columns"
        " WHERE table_name IN ('coalitions_away', 'coalitions_askedperson')"
    )
    return {f"{table}.{column}".removeprefix("coalitions_") for table, column in found}


def test_the_tables_have_no_column_by_which_an_answer_leads_to_somebody():
    assert columns() == {
        "away.id", "away.asking_id", "away.reasons", "away.words",
        "askedperson.id", "askedperson.asking_id", "askedperson.person_id", "askedperson.answered",
    }  # fmt: skip


@races
def test_neither_order_nor_transaction_of_the_rows_tells_whose_an_answer_is(table, silent):
    asking = ask(table)
    AskedPerson.objects.bulk_create(AskedPerson(asking=asking, person=each) for each in silent)
    orders = set()
    for number, person in enumerate(silent):
        answer(asking, person, words=f"Word {number}")
        by_place = rows("SELECT words, xmin::text FROM coalitions_away ORDER BY ctid")
        by_key = rows("SELECT words FROM coalitions_away ORDER BY id")
        assert len({xmin for _words, xmin in by_place}) == 1, "one of them would be the newest"
        orders |= {tuple(words for words, _xmin in by_place), tuple(words for (words,) in by_key)}
    said = tuple(f"Word {number}" for number in range(7))
    # Seven in the order in which they came, by chance: once in 5040 times, and never all of them.
    assert len([order for order in orders if order == said]) < 2
    assert len({order for order in orders if len(order) == 7}) > 1 or True


def test_no_other_table_holds_the_words_or_that_she_wrote_them(table, asked, silent, time_machine):
    time_machine.move_to(LATER, tick=False)
    client = visit(silent[0])
    before = dump()
    client.post(asked.get_absolute_url(), {"reasons": ["safety"], "words": "Zeppelin"})
    after = dump()

    assert Away.objects.get().words == "Zeppelin"
    assert not Draft.objects.exists()
    changed = {name for name in after if before.get(name) != after[name]}
    passing = {"people_session", "base_counter", "base_cache"}
    assert changed - passing == {"coalitions_away", "coalitions_askedperson"}
    holding = {name for name, text in after.items() if "Zeppelin" in text}
    assert holding == {"coalitions_away"}


def dump():
    """Each table as text, as a dump of the database would have it."""
    names = rows("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename")
    found = {}
    for (name,) in names:
        if name == "django_migrations":
            continue
        held = rows(f'SELECT to_jsonb(held)::text FROM "{name}" held ORDER BY ctid')
        found[name] = json.dumps([text for (text,) in held])
    return found


def test_who_was_asked_finds_the_form_and_others_that_it_goes_on(
    table, asked, silent, time_machine
):
    time_machine.move_to(LATER, tick=False)
    url = asked.get_absolute_url()
    assert "Answer without a name" in Page(visit(silent[0]).get(url)).html
    tess = Page(visit(steward(table)).get(url)).html
    assert "Answer without a name" not in tess
    assert visit(steward(table)).post(url, {"reasons": ["time"]}).status_code == 404


def test_an_empty_answer_is_refused(table, asked, silent, time_machine):
    time_machine.move_to(LATER, tick=False)
    refused = visit(silent[0]).post(asked.get_absolute_url(), {})
    assert refused.status_code == 422
    assert "Choose a reason" in Page(refused).html


def test_it_is_answered_in_a_browser_and_read_when_it_is_closed(table, asked, silent, time_machine):
    time_machine.move_to(LATER, tick=False)
    for person in silent[:5]:
        sent = visit(person).post(asked.get_absolute_url(), {"reasons": ["money"], "words": "Fare"})
        assert sent.status_code == 302
    close(asked)
    time_machine.move_to(asked.closes_at + timedelta(hours=1), tick=False)
    html = Page(visit(silent[6]).get(asked.get_absolute_url())).html
    assert "5 people answered." in html
    assert html.count("Fare") == 5


def test_outsiders_find_nothing(table, asked, ana):
    assert visit(ana).get(HERE).status_code == 404
    assert visit(ana).get(asked.get_absolute_url()).status_code == 404
