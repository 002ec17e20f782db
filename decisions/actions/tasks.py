"""Tasks: writing one down, taking it on, giving it back, saying that it is done."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils.translation import gettext as _

from decisions.models import Decision, Task
from decisions.notices import tasks as notices
from decisions.queries.seeing import decisions_seen
from decisions.queries.tasks import tasks_of
from decisions.rules.tasks import (
    why_not_add_task,
    why_not_finish,
    why_not_let_go,
    why_not_strike,
    why_not_take,
)
from networks.models import Network, State
from networks.rules import Standing, standing_of
from solidarity.base.limits import SAVING, count_against
from solidarity.base.refused import Refused, refuse_if
from solidarity.people.models import Person

SOON = timedelta(days=2)


def _seen(
    network: Network, by: Person, decision_id: int, *, at: datetime
) -> tuple[Decision, Standing]:
    """The decision as `by` knows of it; Decision.DoesNotExist where she does not."""
    standing = standing_of(by, network, at=at)
    decision = decisions_seen(by, network, standing).get(pk=decision_id)
    decision.network = network
    return decision, standing


def add(
    decision_id: int, *, by: Person, words: str, handle: str = "", due_on: date | None = None,
    at: datetime,
) -> Task:  # fmt: skip
    """Write down what is to be done because of a decision; who is to hold it is told.

    handle: of a member; "" for nobody yet. The same words once more find the task that is open.
    Raises Refused, and TooOften after 600 an hour.
    """
    count_against(SAVING, what="task", who=str(by.pk), at=at)
    with transaction.atomic():
        network = Network.objects.visible_to(by).locked().get(decisions=decision_id)
        decision, standing = _seen(network, by, decision_id, at=at)
        held = tasks_of(decision)
        refuse_if(why_not_add_task(standing, decision, held.filter(done_at=None).count()))
        if met := held.filter(words=words, by=by, done_at=None).first():
            return met
        task = Task.objects.create(
            network=network, owner_type=ContentType.objects.get_for_model(decision),
            owner_id=decision.pk, words=words, holder=_holder(network, handle), due_on=due_on,
            by=by, at=at,
        )  # fmt: skip
        notices.given(task, decision, by=by, at=at)
    return task


def _holder(network: Network, handle: str) -> Person | None:
    if not handle:
        return None
    here = Person.objects.here().filter(handle=handle)
    found = here.filter(memberships__network=network, memberships__state=State.ACTIVE).first()
    if found is None:
        raise Refused(_("There is no member with this address of page."))
    return found


Rule = Callable[[Standing, Task, Person], str]


def _held(task_id: int, *, by: Person, rule: Rule, at: datetime) -> tuple[Task, Decision]:
    """A task and its decision, held, where `rule` lets her; what she may not see is not there."""
    network = Network.objects.visible_to(by).get(tasks=task_id)
    task = (
        Task.objects.select_for_update(of=("self",)).select_related("holder", "by").get(pk=task_id)
    )
    decision, standing = _seen(network, by, task.owner_id, at=at)
    refuse_if(rule(standing, task, by))
    return task, decision


@transaction.atomic
def take(task_id: int, *, by: Person, at: datetime) -> Task:
    """Take on what nobody holds; of two at once the second is Refused."""
    task, _decision = _held(task_id, by=by, rule=why_not_take, at=at)
    task.holder = by
    task.save(update_fields=["holder"])
    return task


@transaction.atomic
def let_go(task_id: int, *, by: Person, at: datetime) -> Task:
    """Give back what one holds; whoever wrote it down is told."""
    task, decision = _held(task_id, by=by, rule=why_not_let_go, at=at)
    task.holder = None
    task.save(update_fields=["holder"])
    notices.let_go(task, decision, by=by, at=at)
    return task


@transaction.atomic
def finish(task_id: int, *, by: Person, at: datetime) -> Task:
    """Say that it is done; said twice, the first time stays."""
    task, _decision = _held(task_id, by=by, rule=why_not_finish, at=at)
    task.done_at = task.done_at or at
    task.save(update_fields=["done_at"])
    return task


@transaction.atomic
def reopen(task_id: int, *, by: Person, at: datetime) -> Task:
    """Say that it is not done after all."""
    task, _decision = _held(task_id, by=by, rule=why_not_finish, at=at)
    task.done_at = None
    task.save(update_fields=["done_at"])
    return task


@transaction.atomic
def strike(task_id: int, *, by: Person, at: datetime) -> None:
    """Take it off the list."""
    task, _decision = _held(task_id, by=by, rule=why_not_strike, at=at)
    task.delete()


def remind(*, at: datetime) -> None:
    """Tell holders of what is due within two days; once for each day that is set."""
    kind = ContentType.objects.get_for_model(Decision)
    due = Task.objects.filter(
        owner_type=kind, done_at=None, holder__isnull=False,
        due_on__range=(at.date(), (at + SOON).date()),
    )  # fmt: skip
    for task in due.select_related("holder").iterator():
        decision = Decision.objects.select_related("network").filter(pk=task.owner_id).first()
        if decision is not None:
            notices.soon_due(task, decision, at=at)
