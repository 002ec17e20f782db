"""Tasks: those of a decision, and mine."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib import messages
from django.db.models import Model
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from decisions.actions import tasks
from decisions.forms.tasks import TaskForm
from decisions.models import Stage, Task
from decisions.queries.tasks import open_tasks_of, tasks_of, with_owners
from decisions.rules.duties import duties_of
from decisions.rules.tasks import (
    sees_tasks,
    why_not_finish,
    why_not_let_go,
    why_not_strike,
    why_not_take,
)
from decisions.views.parts import TAB, Look, Part, question_for, show
from networks.rules import Standing
from solidarity.base.refused import Refused
from solidarity.people.models import PersonRequest, Viewer
from solidarity.ui.pressing import pressed
from solidarity.ui.rendering import render_part

MOST_MINE = 100


@dataclass(frozen=True)
class ShownTask:
    """A task as one viewer meets it."""

    task: Task
    act: str  # where it is answered
    is_late: bool
    can_take: bool
    can_let_go: bool
    can_finish: bool
    can_strike: bool


def tasks_shown(viewer: Viewer, owner: Model, standing: Standing) -> dict[str, Any]:
    """What is to be done because of a decision, or another owner, for `viewer`. One query."""
    found = list(tasks_of(owner))
    open_ones = sum(task.done_at is None for task in found)
    duties = duties_of(type(owner))
    return {
        "tasks": [_shown(viewer, standing, task, act=duties.act(owner, task.pk)) for task in found],
        "can_add_task": not duties.why_not_add(standing, owner, open_ones),
    }


def _read(look: Look) -> dict[str, Any] | None:
    """The part of the page of a decision: once something is decided, or to be done already."""
    if not sees_tasks(look.standing) or look.decision.stage in (Stage.DRAFT, Stage.CANCELLED):
        return None
    shown = tasks_shown(look.viewer, look.decision, look.standing)
    is_decided = look.decision.stage == Stage.CLOSED
    return shown if shown["tasks"] or is_decided else None


show(Part("result", "decisions/tasks.html", _read))


def _shown(viewer: Viewer, standing: Standing, task: Task, *, act: str) -> ShownTask:
    asked: Any = (standing, task, viewer)
    return ShownTask(
        task,
        act,
        is_late=bool(task.due_on and not task.done_at and task.due_on < localdate()),
        can_take=task.holder_id is None and not why_not_take(*asked),
        can_let_go=not why_not_let_go(*asked),
        can_finish=not why_not_finish(*asked),
        can_strike=not why_not_strike(*asked),
    )


@require_http_methods(["GET", "POST"])
def tasks_page(request: PersonRequest, slug: str, number: int) -> HttpResponse:
    """What is to be done because of a decision; a form adds to it."""
    question = question_for(request, slug, number)
    if not sees_tasks(question.body.standing):
        raise Http404
    form = TaskForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            tasks.add(question.decision.pk, by=request.user, at=now(), **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Written down."))
            return redirect("decisions:tasks", slug, number)
    shown = tasks_shown(request.user, question.decision, question.body.standing)
    context = question.body.context(TAB) | {
        "decision": question.decision,
        "form": form,
        "part": shown,
    }
    return render_part(
        request, "decisions/tasks_page.html#add", context, 422 if form.errors else 200
    )


@require_POST
def answer_task(request: PersonRequest, slug: str, number: int, pk: int) -> HttpResponse:
    """Take a task on, give it back, say that it is done or not, or take it off the list."""
    question = question_for(request, slug, number)
    return answered(
        request, question.decision, pk, to=reverse("decisions:tasks", args=[slug, number])
    )


def answered(request: PersonRequest, owner: Model, pk: int, *, to: str) -> HttpResponse:
    """What somebody pressed about the task of `owner` with this key; then `to`, or to her tasks."""
    act = ANSWERS.get(request.POST.get("act", ""))
    if act is None or not tasks_of(owner).filter(pk=pk).exists():
        raise Http404
    where = reverse("decisions:my_tasks") if request.POST.get("to") == "mine" else to
    acting = partial(act, pk, by=request.user, at=now())
    return pressed(request, acting, done=_("Noted."), to=where)


@require_safe
def my_tasks_page(request: PersonRequest) -> HttpResponse:
    """What I have taken on and not done, in all my networks."""
    found = [
        {"task": task, "owner": owner, "act": duties_of(type(owner)).act(owner, task.pk)}
        for task, owner in with_owners(open_tasks_of(request.user)[:MOST_MINE])
    ]
    context = {"tasks": found, "today": localdate()}
    return render(request, "decisions/my_tasks.html", context)


ANSWERS: dict[str, Callable[..., Any]] = {
    "take": tasks.take,
    "let-go": tasks.let_go,
    "finish": tasks.finish,
    "reopen": tasks.reopen,
    "strike": tasks.strike,
}
