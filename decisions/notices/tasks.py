"""Who is told what about tasks."""

from datetime import datetime

from django.db.models import Model

from decisions.models import Task
from decisions.rules.duties import duties_of
from solidarity.inbox.notices import tell
from solidarity.people.models import Person


def given(task: Task, owner: Model, *, by: Person, at: datetime) -> None:
    """Tell whoever is to hold it; she can give it back."""
    if task.holder is None or task.holder == by:
        return
    duties = duties_of(type(owner))
    tell(
        task.holder, kind=f"{duties.tells}.task_given", about=owner, key=str(task.pk), at=at,
        words=task.words, url=duties.page(owner), by=by,
        source=task.network_id,
    )  # fmt: skip


def let_go(task: Task, owner: Model, *, by: Person, at: datetime) -> None:
    """Tell whoever wrote it down that nobody holds it now."""
    if task.by is None or task.by == by:
        return
    duties = duties_of(type(owner))
    tell(
        task.by, kind=f"{duties.tells}.task_let_go", about=owner,
        key=f"{task.pk}-{at.timestamp():.0f}", at=at, words=task.words,
        url=duties.page(owner), source=task.network_id,
    )  # fmt: skip


def soon_due(task: Task, owner: Model, *, at: datetime) -> None:
    """Remind whoever holds it, once for the day that is set."""
    if task.holder is None:
        return
    duties = duties_of(type(owner))
    tell(
        task.holder, kind=f"{duties.tells}.task_due", about=owner,
        key=f"{task.pk}-{task.due_on}", at=at, words=task.words,
        url=duties.page(owner), source=task.network_id,
    )  # fmt: skip
