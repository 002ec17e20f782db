"""Tasks: writing one down, taking it on, giving it back, saying that it is done."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils.translation import gettext as _

from decisions.models import Decision, Task
from decisions.notices import tasks as notices
from decisions.queries.tasks import tasks_of
from decisions.rules.duties import duties_of, owners
from decisions.rules.tasks import (
    why_not_finish,
    why_not_let_go,
    why_not_strike,
    why_not_take,
)
from networks.models import Network
from networks.queries import readers_of
from networks.rules import Standing
from solidarity.base.limits import SAVING, count_against
from solidarity.base.refused import Refused, refuse_if
from solidarity.people.models import Person

SOON = timedelta(days=2)


def add(decision_id: int, **what: Any) -> Task:
    """Write down what is to be done because of a decision, as `add_for` does."""
    return add_for(Decision, decision_id, **what)


def add_for(
    kind: type[models.Model], owner_id: int, *, by: Person, words: str, handle: str = "",
    due_on: date | None = None, at: datetime,
) -> Task:  # fmt: skip
    """Write down what is to be done because of an owner of this kind; who is to hold it is told.

    handle: of one who belongs; "" for nobody yet. The same words once more find the task that is
    open. Raises Refused, and TooOften after 600 an hour.
    """
    count_against(SAVING, what="task", who=str(by.pk), at=at)
    duties = duties_of(kind)
    with transaction.atomic():
        network = duties.network(by, owner_id)
        owner, standing = duties.seen(by, network, owner_id, at)
        held = tasks_of(owner)
        refuse_if(duties.why_not_add(standing, owner, held.filter(done_at=None).count()))
        if met := held.filter(words=words, by=by, done_at=None).first():
            return met
        task = Task.objects.create(
            network=network, owner_type=ContentType.objects.get_for_model(owner),
            owner_id=owner.pk, words=words, holder=_holder(network, handle), due_on=due_on,
            by=by, at=at,
        )  # fmt: skip
        notices.given(task, owner, by=by, at=at)
    return task


def _holder(network: Network, handle: str) -> Person | None:
    """One who belongs, herself or by a network of hers: she could take it on herself, too."""
    if not handle:
        return None
    found = readers_of(network).filter(handle=handle).first()
    if found is None:
        raise Refused(_("There is no member with this address of page."))
    return found


Rule = Callable[[Standing, Task, Person], str]


def _held(task_id: int, *, by: Person, rule: Rule, at: datetime) -> tuple[Task, models.Model]:
    """A task and its owner, held, where `rule` lets her; what she may not see is not there."""
    network = Network.objects.visible_to(by).get(tasks=task_id)
    task = (
        Task.objects.select_for_update(of=("self",)).select_related("holder", "by").get(pk=task_id)
    )
    duties = duties_of(task.owner_type.model_class())
    owner, standing = duties.seen(by, network, task.owner_id, at)
    refuse_if(rule(standing, task, by))
    return task, owner


@transaction.atomic
def take(task_id: int, *, by: Person, at: datetime) -> Task:
    """Take on what nobody holds; of two at once the second is Refused."""
    task, _owner = _held(task_id, by=by, rule=why_not_take, at=at)
    task.holder = by
    task.save(update_fields=["holder"])
    return task


@transaction.atomic
def let_go(task_id: int, *, by: Person, at: datetime) -> Task:
    """Give back what one holds; whoever wrote it down is told."""
    task, owner = _held(task_id, by=by, rule=why_not_let_go, at=at)
    task.holder = None
    task.save(update_fields=["holder"])
    notices.let_go(task, owner, by=by, at=at)
    return task


@transaction.atomic
def finish(task_id: int, *, by: Person, at: datetime) -> Task:
    """Say that it is done; said twice, the first time stays."""
    task, _owner = _held(task_id, by=by, rule=why_not_finish, at=at)
    task.done_at = task.done_at or at
    task.save(update_fields=["done_at"])
    return task


@transaction.atomic
def reopen(task_id: int, *, by: Person, at: datetime) -> Task:
    """Say that it is not done after all."""
    task, _owner = _held(task_id, by=by, rule=why_not_finish, at=at)
    task.done_at = None
    task.save(update_fields=["done_at"])
    return task


@transaction.atomic
def strike(task_id: int, *, by: Person, at: datetime) -> None:
    """Take it off the list."""
    task, _owner = _held(task_id, by=by, rule=why_not_strike, at=at)
    task.delete()


def remind(*, at: datetime) -> None:
    """Tell holders of what is due within two days; once for each day that is set."""
    for kind, duties in owners():
        due = Task.objects.filter(
            owner_type=ContentType.objects.get_for_model(kind), done_at=None,
            holder__isnull=False, due_on__range=(at.date(), (at + SOON).date()),
        )  # fmt: skip
        for task in due.select_related("holder").iterator():
            found = kind._default_manager.select_related(*duties.beside).filter(pk=task.owner_id)
            if owner := found.first():
                notices.soon_due(task, owner, at=at)
