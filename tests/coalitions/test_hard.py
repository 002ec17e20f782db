"""What makes it hard: who says it, what is promised, who holds it until when."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from coalitions.actions import hard as acts
from coalitions.models import Hard, Hardship
from coalitions.queries.hard import hard_in, hard_words
from coalitions.rules.hard import MOST_HELD
from decisions.actions import tasks
from decisions.models import Task
from decisions.queries.tasks import open_tasks_of
from networks.models import Visibility
from solidarity.base.refused import Refused
from solidarity.base.stale import Stale, fingerprint
from solidarity.inbox.models import Notice
from tests.fixtures.people import NOON
from tests.pages.reading import Page, visit

pytestmark = pytest.mark.django_db
HERE = "/networks/table/hard/"


@pytest.fixture
def bakery(make_network, make_person):
    return make_network("Bakery", steward=make_person("bo"))


@pytest.fixture
def table(make_coalition, make_person, garden, bakery):
    return make_coalition(garden, bakery, name="Table", steward=make_person("tess"))


def steward(network):
    return network.memberships.get(role="steward").person


def say(table, network, words="Trains cost too much.", *, kind="access", wants=True, by=None):
    return acts.say_hard(
        table.slug, by=by or steward(network), network=network.slug,
        fields={"kind": kind, "words": words, "wants_support": wants}, at=NOON,
    )  # fmt: skip


def promise(hardship, by, **fields):
    return tasks.add_for(Hardship, hardship.pk, by=by, words="We pay the trains", at=NOON, **fields)


def of_kind(viewer, table, kind):
    return next(each for each in hard_in(viewer, table) if each.kind == kind)


def test_each_network_says_what_is_hard_and_all_who_belong_read_it(table, garden, bakery, ana):
    say(table, garden)
    say(table, bakery, "Nobody asks us first.", kind="difference", wants=False)

    html = Page(visit(steward(bakery)).get(HERE)).html
    assert "Trains cost too much." in html
    assert "Nobody asks us first." in html
    assert html.count("Support is wanted here") == 1
    assert visit(ana).get(HERE).status_code == 404


def test_a_member_without_office_reads_and_does_not_speak_for_it(
    table, garden, make_person, make_member
):
    dora = make_person("dora")
    make_member(garden, dora)
    with pytest.raises(Refused, match="stewards"):
        say(table, garden, by=dora)
    assert "Ask" not in Page(visit(dora).get(f"{HERE}new/")).html.partition("<main")[0]


def test_nobody_speaks_for_another_network(table, garden, bakery):
    with pytest.raises(Refused, match="do not speak"):
        say(table, bakery, by=steward(garden))


def test_said_twice_it_stands_once_and_there_is_an_end_to_it(table, garden):
    assert say(table, garden) == say(table, garden)
    for number in range(MOST_HELD - 1):
        say(table, garden, f"Number {number}")
    with pytest.raises(Refused, match="a lot"):
        say(table, garden, "One more")


def test_a_hidden_network_is_named_to_its_own_people(table, garden, bakery):
    say(table, garden)
    garden.visibility = Visibility.HIDDEN
    garden.save()

    assert "Garden" not in Page(visit(steward(bakery)).get(HERE)).html
    assert "Garden" in Page(visit(steward(garden)).get(HERE)).html


def test_what_waits_for_support_stands_first_and_no_more_once_something_is_promised(
    table, garden, bakery
):
    waits = say(table, garden)
    say(table, bakery, "The hall has stairs.", wants=False)
    newer = say(table, bakery, "No sign language.")

    found = of_kind(steward(garden), table, Hard.ACCESS)
    assert [each.waits for each in found.said] == [True, True, False]
    assert found.said[0].hardship == newer

    promise(newer, steward(garden), handle="cleo", due_on=localdate() + timedelta(days=9))
    found = of_kind(steward(garden), table, Hard.ACCESS)
    assert found.said[0].hardship == waits
    assert found.wanting


def test_a_promise_has_a_holder_from_any_of_the_networks_and_a_day(table, garden, bakery, ana):
    hardship = say(table, garden)
    bo = steward(bakery)
    day = localdate() + timedelta(days=9)

    task = promise(hardship, steward(garden), handle=bo.handle, due_on=day)

    assert (task.network, task.owner, task.holder) == (table, hardship, bo)
    notice = Notice.objects.get(person=bo, kind="coalitions.task_given")
    assert notice.about_url == hardship.get_absolute_url()
    assert list(open_tasks_of(bo)) == [task]
    assert "We pay the trains" in Page(visit(bo).get("/decisions/tasks/")).html
    with pytest.raises(Refused, match="no member"):
        promise(hardship, bo, handle=ana.handle)


def test_the_form_wants_a_holder_and_a_day(table, garden):
    hardship = say(table, garden)
    where = hardship.get_absolute_url()
    refused = visit(steward(garden)).post(where, {"words": "We pay"})
    assert refused.status_code == 422
    assert "Say until when." in Page(refused).html
    assert not Task.objects.exists()

    day = (localdate() + timedelta(days=9)).isoformat()
    sent = visit(steward(garden)).post(where, {"words": "We pay", "handle": "cleo", "due_on": day})
    assert sent.status_code == 302
    assert "We pay" in Page(visit(steward(garden)).get(where)).html


def test_outsiders_promise_nothing(table, garden, ana):
    hardship = say(table, garden)
    with pytest.raises(Hardship.DoesNotExist):
        promise(hardship, ana)
    assert visit(ana).get(hardship.get_absolute_url()).status_code == 404


def test_who_holds_it_says_that_it_is_kept_on_its_page_or_among_her_tasks(table, garden, bakery):
    hardship = say(table, garden)
    bo = steward(bakery)
    task = promise(hardship, steward(garden), handle=bo.handle)
    where = f"{hardship.get_absolute_url()}tasks/{task.pk}/"

    answered = visit(bo).post(where, {"act": "finish", "to": "mine"})

    assert answered.headers["Location"] == "/decisions/tasks/"
    task.refresh_from_db()
    assert task.done_at is not None
    assert visit(bo).post(where, {"act": "eat"}).status_code == 404
    assert visit(bo).post(f"{HERE}{hardship.pk}/tasks/999/", {"act": "take"}).status_code == 404


def test_holders_are_reminded_two_days_before(table, garden, bakery):
    hardship = say(table, garden)
    bo = steward(bakery)
    promise(hardship, steward(garden), handle=bo.handle, due_on=NOON.date() + timedelta(days=1))

    tasks.remind(at=NOON)
    tasks.remind(at=NOON)

    assert Notice.objects.filter(person=bo, kind="coalitions.task_due").count() == 1


def test_only_the_network_that_said_it_changes_it_or_says_that_it_has_eased(table, garden, bakery):
    hardship = say(table, garden)
    seen = fingerprint(hard_words(hardship))
    fields = {"kind": "trust", "words": "Buses, too.", "wants_support": False}

    for person in (steward(bakery), steward(table)):
        with pytest.raises(Refused, match="Only those who speak"):
            acts.change_hard(hardship.pk, by=person, fields=fields, seen=seen, at=NOON)
        with pytest.raises(Refused, match="Only those who speak"):
            acts.ease(hardship.pk, by=person, is_eased=True, at=NOON)
        assert visit(person).post(f"{hardship.get_absolute_url()}ease/").status_code == 404
    acts.change_hard(hardship.pk, by=steward(garden), fields=fields, seen=seen, at=NOON)
    with pytest.raises(Stale):
        acts.change_hard(hardship.pk, by=steward(garden), fields=fields, seen=seen, at=NOON)


def test_what_has_eased_stands_apart_and_takes_no_promise(table, garden):
    hardship = say(table, garden)
    cleo = steward(garden)
    acts.ease(hardship.pk, by=cleo, is_eased=True, at=NOON)
    acts.ease(hardship.pk, by=cleo, is_eased=True, at=NOON + timedelta(days=1))

    hardship.refresh_from_db()
    assert hardship.eased_at == NOON
    assert of_kind(cleo, table, Hard.ACCESS).said == []
    assert "What has eased" in Page(visit(cleo).get(HERE)).html
    with pytest.raises(Refused, match="eased"):
        promise(hardship, cleo)
    acts.ease(hardship.pk, by=cleo, is_eased=False, at=NOON)
    assert of_kind(cleo, table, Hard.ACCESS).said


def test_a_network_that_has_gone_takes_what_it_said_with_it(table, garden, bakery):
    hardship = say(table, garden)
    garden.affiliations.update(state="ended")

    assert of_kind(steward(bakery), table, Hard.ACCESS).said == []
    assert visit(steward(bakery)).get(hardship.get_absolute_url()).status_code == 404


def test_the_page_asks_as_often_for_many_as_for_few(
    table, garden, bakery, django_assert_max_num_queries
):
    for number in range(10):
        hardship = say(table, garden if number % 2 else bakery, f"Number {number}")
        promise(hardship, steward(garden), handle="bo")
    client = visit(steward(garden))
    client.get(HERE)
    with django_assert_max_num_queries(12):
        client.get(HERE)
