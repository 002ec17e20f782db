"""The questions of a cohort: read, worded anew, added, left out."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cohorts.actions import questioning as actions
from cohorts.forms.reflecting import QuestionForm
from cohorts.models import Question
from cohorts.queries import reflecting as queries
from cohorts.rules.reflecting import why_not_word
from cohorts.views.within import TAB, within
from decisions.views.writing import saved_or_refused, sent
from networks.views.body import Body
from solidarity.people.models import PersonRequest
from solidarity.ui.pressing import pressed
from solidarity.ui.rendering import render_part


@require_safe
def questions_page(request: PersonRequest, slug: str) -> HttpResponse:
    """What will be asked, and what was left out."""
    body = within(request, slug)
    rounds = queries.rounds_of(body.network)
    if not rounds:
        raise Http404
    context = body.context(TAB) | {
        "groups": queries.by_dimension(queries.questions_of(body.network)),
        "left_out": queries.questions_of(body.network, left_out=True),
        "why_not": why_not_word(body.standing, rounds),
    }
    return render(request, "cohorts/questions.html", context)


@require_http_methods(["GET", "POST"])
def new_page(request: PersonRequest, slug: str) -> HttpResponse:
    """Ask something more."""
    body = within(request, slug)
    rounds = queries.rounds_of(body.network)
    if not rounds:
        raise Http404
    why_not = why_not_word(body.standing, rounds)
    form = QuestionForm(sent(request), is_new=True)
    if not why_not and form.is_valid():
        said = form.cleaned_data
        act = partial(
            actions.add_question, slug, by=request.user, at=now(), dimension=said["dimension"],
            is_open=said["is_open"] == "open", words=said["words"], why=said["why"],
        )  # fmt: skip
        if saved_or_refused(form, act):
            messages.success(request, _("Your question is among the others."))
            return redirect(reverse("cohorts:questions", args=[slug]))
    return _write(request, body, form, why_not)


@require_http_methods(["GET", "POST"])
def question_page(request: PersonRequest, slug: str, place: int) -> HttpResponse:
    """Word a question anew; how it read before stands below."""
    body = within(request, slug)
    found = queries.question_called(body.network, place)
    if found is None:
        raise Http404
    why_not = why_not_word(body.standing, queries.rounds_of(body.network))
    form = QuestionForm(sent(request), initial={"words": found.text}, is_new=False)  # type: ignore[attr-defined]
    if not why_not and form.is_valid():
        act = partial(
            actions.word_question, slug, place, by=request.user, at=now(),
            fields=form.cleaned_data, seen=form.cleaned_data["seen"],
        )  # fmt: skip
        if saved_or_refused(form, act):
            messages.success(request, _("The question reads so now. How it read before is kept."))
            return redirect(reverse("cohorts:questions", args=[slug]))
    return _write(request, body, form, why_not, found)


def _write(
    request: PersonRequest, body: Body, form: QuestionForm, why_not: str,
    question: Question | None = None,
) -> HttpResponse:  # fmt: skip
    versions = question.versions.select_related("by").order_by("-number") if question else []
    context = body.context(TAB) | {
        "form": form, "why_not": why_not, "question": question, "versions": versions,
    }  # fmt: skip
    status = 422 if request.method == "POST" else 200
    return render_part(request, "cohorts/question.html#write", context, status)


@require_POST
def leave_out(request: PersonRequest, slug: str, place: int) -> HttpResponse:
    """Leave a question out, or ask it again."""
    body = within(request, slug)
    if queries.question_called(body.network, place) is None:
        raise Http404
    is_out = "back" not in request.POST
    act = partial(actions.leave_out, slug, place, by=request.user, is_out=is_out, at=now())
    done = _("It is left out. It stands below, and can come back.") if is_out else _("It is asked.")
    return pressed(request, act, done=done, to=reverse("cohorts:questions", args=[slug]))
