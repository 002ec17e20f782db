"""Who is told what about tasks."""

from datetime import datetime

from decisions.models import Decision, Task
from solidarity.inbox.notices import tell
from solidarity.people.models import Person


def given(task: Task, decision: Decision, *, by: Person, at: datetime) -> None:
    """Tell whoever is to hold it; she can give it back."""
    if task.holder is None or task.holder == by:
        return
    tell(
        task.holder, kind="decisions.task_given", about=decision, key=str(task.pk), at=at,
        words=task.words, url=f"{decision.get_absolute_url()}tasks/", by=by,
        source=task.network_id,
    )  # fmt: skip


def let_go(task: Task, decision: Decision, *, by: Person, at: datetime) -> None:
    """Tell whoever wrote it down that nobody holds it now."""
    if task.by is None or task.by == by:
        return
    tell(
        task.by, kind="decisions.task_let_go", about=decision,
        key=f"{task.pk}-{at.timestamp():.0f}", at=at, words=task.words,
        url=f"{decision.get_absolute_url()}tasks/", source=task.network_id,
    )  # fmt: skip


def soon_due(task: Task, decision: Decision, *, at: datetime) -> None:
    """Remind whoever holds it, once for the day that is set."""
    if task.holder is None:
        return
    tell(
        task.holder, kind="decisions.task_due", about=decision,
        key=f"{task.pk}-{task.due_on}", at=at, words=task.words,
        url=f"{decision.get_absolute_url()}tasks/", source=task.network_id,
    )  # fmt: skip
