"""Who writes down what is to be done because of a decision, takes it on, and says it is done."""

from django.utils.translation import gettext as _

from decisions.models import Decision, Stage, Task
from networks.rules import Standing
from solidarity.people.models import Person

MOST_TASKS = 50
TOO_EARLY = (Stage.DRAFT, Stage.CANCELLED)


def sees_tasks(standing: Standing) -> bool:
    """Whether tasks are there for the viewer: they name people, so those who belong see them."""
    return standing.belongs


def why_not_add_task(standing: Standing, decision: Decision, held: int) -> str:
    """Why the viewer may not add a task to the `held` ones of `decision`; "" when she may."""
    if reason := why_not_touch(standing):
        return reason
    if decision.stage in TOO_EARLY:
        return _("There is nothing to do because of this.")
    if held >= MOST_TASKS:
        return _("There are %(most)s tasks already. Finish some of them first.") % {
            "most": MOST_TASKS
        }
    return ""


def why_not_touch(standing: Standing) -> str:
    """Why the viewer may not change anything about tasks here; "" when she may."""
    if not standing.belongs:
        return _("Only those who belong to this network share its tasks.")
    return _("You can read here, but not write.") if standing.is_paused else ""


def why_not_take(standing: Standing, task: Task, viewer: Person) -> str:
    """Why the viewer may not take `task` on; "" when she may: while nobody holds it."""
    if task.done_at:
        return _("This is done already.")
    if task.holder_id and task.holder_id != viewer.pk:
        return _("Somebody else has taken this on already.")
    return why_not_touch(standing)


def why_not_let_go(standing: Standing, task: Task, viewer: Person) -> str:
    """Why the viewer may not give `task` back; "" when she may: it is hers and not done."""
    if task.holder_id != viewer.pk:
        return _("This is not yours to give back.")
    return _("This is done already.") if task.done_at else ""


def why_not_finish(standing: Standing, task: Task, viewer: Person) -> str:
    """Why the viewer may not say that `task` is done, or not; "" when she may.

    Whoever holds it, whoever wrote it down, and stewards may; where nobody holds it, anybody.
    """
    hers = {task.holder_id, task.by_id}
    if task.holder_id and viewer.pk not in hers and not standing.is_steward:
        return _("Whoever has taken this on says when it is done.")
    return why_not_touch(standing)


def why_not_strike(standing: Standing, task: Task, viewer: Person) -> str:
    """Why the viewer may not take `task` off the list; "" when she may."""
    if task.by_id != viewer.pk and not standing.is_steward:
        return _("Whoever wrote this down takes it off the list, or a steward.")
    return why_not_touch(standing)
