"""Tasks: written down, taken on, given back, done; seen by those who belong."""

from datetime import timedelta

import pytest

from decisions.actions import tasks
from decisions.models import Decision, Stage, Task
from decisions.queries.tasks import open_tasks_of, tasks_of
from networks.models import State
from solidarity.base.refused import Refused
from solidarity.inbox.models import Notice
from tests.fixtures.people import NOON
from tests.pages.reading import visit
from tests.racing import at_once, raised

pytestmark = pytest.mark.django_db
races = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
TOMORROW = NOON.date() + timedelta(days=1)


@pytest.fixture
def decision(garden, make_decision):
    return make_decision(garden)


def add(decision, by, words="Buy seeds", **fields):
    return tasks.add(decision.pk, by=by, words=words, at=NOON, **fields)


def told(person):
    return list(Notice.objects.filter(person=person).order_by("pk").values_list("kind", flat=True))


def test_who_is_named_is_told_and_can_give_it_back(decision, cleo, electors):
    holder = electors[0]
    task = add(decision, cleo, handle=holder.handle, due_on=TOMORROW)

    assert told(holder) == ["decisions.task_given"]
    assert list(open_tasks_of(holder)) == [task]

    tasks.let_go(task.pk, by=holder, at=NOON)
    assert told(cleo)[-1] == "decisions.task_let_go"
    assert not open_tasks_of(holder).exists()


def test_the_same_words_sent_twice_are_one_task(decision, cleo):
    assert add(decision, cleo) == add(decision, cleo)
    assert tasks_of(decision).count() == 1


def test_nobody_is_named_who_is_no_member(decision, cleo, ana):
    with pytest.raises(Refused, match="no member"):
        add(decision, cleo, handle=ana.handle)


def test_outsiders_neither_add_nor_find_them(decision, cleo, ana):
    task = add(decision, cleo)

    with pytest.raises(Decision.DoesNotExist):
        add(decision, ana)
    with pytest.raises(Decision.DoesNotExist):
        tasks.take(task.pk, by=ana, at=NOON)
    address = f"/networks/garden/decisions/{decision.number}/tasks/"
    assert visit(ana).get(address).status_code == 404
    assert visit(ana).post(f"{address}{task.pk}/", {"act": "take"}).status_code == 404


def test_somebody_who_left_holds_it_in_her_list_no_more(decision, cleo, electors, garden):
    add(decision, cleo, handle=electors[0].handle)
    garden.memberships.filter(person=electors[0]).update(state=State.LEFT)

    assert not open_tasks_of(electors[0]).exists()
    assert "Buy seeds" not in visit(electors[0]).get("/decisions/tasks/").content.decode()


def test_a_draft_has_no_tasks(garden, cleo, make_decision):
    draft = make_decision(garden, stage=Stage.DRAFT)

    with pytest.raises(Refused, match="nothing to do"):
        add(draft, cleo)


def test_whoever_holds_it_says_when_it_is_done(decision, cleo, electors):
    task = add(decision, electors[0], handle=electors[1].handle)

    with pytest.raises(Refused, match="Whoever has taken"):
        tasks.finish(task.pk, by=electors[2], at=NOON)
    tasks.finish(task.pk, by=electors[1], at=NOON)
    tasks.finish(task.pk, by=cleo, at=NOON + timedelta(days=1))

    task.refresh_from_db()
    assert task.done_at == NOON
    tasks.reopen(task.pk, by=electors[1], at=NOON)
    task.refresh_from_db()
    assert task.done_at is None


def test_only_its_writer_or_a_steward_takes_it_off_the_list(decision, electors, cleo):
    task = add(decision, electors[0])

    with pytest.raises(Refused, match="Whoever wrote"):
        tasks.strike(task.pk, by=electors[1], at=NOON)
    tasks.strike(task.pk, by=cleo, at=NOON)
    assert not Task.objects.exists()


def test_who_is_paused_reads_them(decision, garden, electors):
    task = add(decision, electors[1])
    garden.memberships.filter(person=electors[0]).update(paused_until=NOON + timedelta(days=900))

    with pytest.raises(Refused, match="not write"):
        tasks.take(task.pk, by=electors[0], at=NOON)


def test_its_holder_is_reminded_once_before_the_day(decision, cleo, electors):
    add(decision, cleo, handle=electors[0].handle, due_on=TOMORROW)
    add(decision, cleo, words="Later", handle=electors[0].handle,
        due_on=TOMORROW + timedelta(days=9))  # fmt: skip

    tasks.remind(at=NOON)
    tasks.remind(at=NOON)

    assert told(electors[0]).count("decisions.task_due") == 1


def test_a_member_writes_one_down_takes_it_on_and_is_done(decision, electors):
    client = visit(electors[0])
    address = f"/networks/garden/decisions/{decision.number}/tasks/"

    refused = client.post(address, {"words": "", "handle": ""})
    assert refused.status_code == 422
    kept = client.post(address, {"words": "Buy seeds", "handle": "nobody-here"})
    assert kept.status_code == 422
    assert "Buy seeds" in kept.content.decode()
    assert client.post(address, {"words": "Buy seeds", "handle": ""}).status_code == 302

    task = Task.objects.get()
    for act in ("take", "finish"):
        assert client.post(f"{address}{task.pk}/", {"act": act}).status_code == 302
    task.refresh_from_db()
    assert task.holder == electors[0]
    assert task.done_at
    assert client.post(f"{address}{task.pk}/", {"act": "eat"}).status_code == 404


@races
def test_of_two_who_take_it_on_at_once_one_holds_it(
    garden, cleo, make_decision, make_person, make_member
):
    people = [make_person(name) for name in ("one", "two")]
    for person in people:
        make_member(garden, person)
    task = add(make_decision(garden), cleo)

    ended = at_once(*[lambda who=who: tasks.take(task.pk, by=who, at=NOON) for who in people])

    assert len(raised(ended, Refused)) == 1
