"""Those whom a question touches most: who was named, who asks to be in, and what they are told."""

from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from decisions.actions.touching import answer_in, ask_in, let_go, name_touched
from decisions.forms.touching import AnswerForm, AskInForm, NameForm
from decisions.models import Decision, Touched, TouchedState, Who
from decisions.queries.touching import own_touch, touched_by
from decisions.rules.touching import why_not_answer_in, why_not_ask_in, why_not_name
from decisions.views.parts import TAB, Look, Part, Question, question_for, show
from solidarity.base.refused import Refused
from solidarity.people.models import PersonRequest
from solidarity.ui.pressing import pressed

MOST_SHOWN = 300


def page_of(decision: Decision) -> str:
    """Where those are listed whom it touches."""
    return reverse("decisions:affected", args=[decision.network.slug, decision.number])


def _question(request: PersonRequest, slug: str, number: int) -> Question:
    """A question that those decide whom it touches; else Http404."""
    question = question_for(request, slug, number)
    if question.decision.who != Who.AFFECTED:
        raise Http404
    return question


@require_http_methods(["GET", "POST"])
def affected_page(request: PersonRequest, slug: str, number: int) -> HttpResponse:
    """Who they are; one form for those who lead the question, one for those who ask to be in."""
    question = _question(request, slug, number)
    decision, standing = question.decision, question.body.standing
    mine = own_touch(decision, request.user)
    can_name = not why_not_name(decision, request.user, standing)
    why_not = why_not_ask_in(decision, standing, mine)
    sent = request.POST if request.method == "POST" else None
    naming = NameForm(sent if sent is not None and "handle" in sent else None)
    asking = AskInForm(sent if sent is not None and "handle" not in sent else None)
    if answer := _done(request, decision, naming, asking):
        return answer
    context = question.body.context(TAB) | {
        "decision": decision,
        "touched": touched_by(decision)[:MOST_SHOWN],
        "mine": mine,
        "can_name": can_name,
        "naming": naming,
        "asking": asking,
        "why_not": why_not,
        "waiting": TouchedState.ASKED,
    }
    status = 200 if sent is None else 422
    return render(request, "decisions/affected.html", context, status=status)


def _done(
    request: PersonRequest, decision: Decision, naming: NameForm, asking: AskInForm
) -> HttpResponse | None:
    """What was asked for, done; None where nothing was, or it was refused."""
    by, at = request.user, now()
    try:
        if naming.is_bound and naming.is_valid():
            name_touched(decision.pk, by=by, handle=naming.cleaned_data["handle"], at=at)
            messages.success(request, _("Named, and told."))
            return redirect(page_of(decision))
        if asking.is_bound and asking.is_valid():
            ask_in(decision.pk, by=by, why=asking.cleaned_data["why"], at=at)
            messages.success(request, _("Asked. Whoever brought it in and the stewards are told."))
            return redirect(page_of(decision))
    except Refused as refusal:
        form: forms.Form = naming if naming.is_bound else asking
        form.add_error(None, str(refusal))
    return None


@require_POST
def unname(request: PersonRequest, slug: str, number: int) -> HttpResponse:
    """Somebody who was named decides with them no more."""
    decision = _question(request, slug, number).decision
    handle = request.POST.get("handle", "")[:60].replace("\0", "")
    act = partial(let_go, decision.pk, by=request.user, handle=handle, at=now())
    return pressed(request, act, done=_("Taken off the list, and told."), to=page_of(decision))


@require_http_methods(["GET", "POST"])
def answer_page(request: PersonRequest, slug: str, number: int, pk: int) -> HttpResponse:
    """Take somebody in who asked, or leave her out with a reason."""
    question = _question(request, slug, number)
    decision, standing = question.decision, question.body.standing
    touched = get_object_or_404(Touched.objects.select_related("person"), pk=pk, decision=decision)
    why_not = why_not_answer_in(decision, touched, request.user, standing)
    if not standing.is_steward and decision.by_id != request.user.pk:
        raise Http404
    sent = request.POST if request.method == "POST" else None
    form = AnswerForm(sent)
    if not why_not and form.is_valid():
        takes_in = request.POST.get("act") == "take_in"
        try:
            answer_in(
                touched.pk, by=request.user, takes_in=takes_in, at=now(),
                answer=form.cleaned_data["answer"],
            )  # fmt: skip
        except Refused as refusal:
            form.add_error("answer", str(refusal))
        else:
            messages.success(request, _("Answered, and told."))
            return redirect(page_of(decision))
    context = question.body.context(TAB) | {
        "decision": decision, "touched": touched, "form": form, "why_not": why_not,
    }  # fmt: skip
    status = 422 if sent is not None else 200
    return render(request, "decisions/affected_answer.html", context, status=status)


def _part(look: Look) -> dict[str, Any] | None:
    """On the page of the decision: who decides, and the way to ask to be in."""
    if look.decision.who != Who.AFFECTED or look.person is None:
        return None
    own = own_touch(look.decision, look.viewer)
    return {
        "url": page_of(look.decision),
        "state": own.get_state_display() if own else "",
        "can_ask": not why_not_ask_in(look.decision, look.standing, own),
    }


def show_parts() -> None:
    """Called when the app starts."""
    show(Part("end", "decisions/affected_part.html", _part))
