"""Giving one's voice away for one question: who speaks for whom, and taking it back."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from decisions.actions.delegating import give_voice, hand_voices_back, take_voice_back
from decisions.forms.delegating import GiveVoiceForm
from decisions.models import Decision
from decisions.queries.delegating import given_by, given_in
from decisions.queries.voices import own_voice
from decisions.rules.delegating import why_not_delegate
from decisions.views.parts import TAB, Look, Part, Question, question_for, show
from solidarity.base.refused import Refused
from solidarity.people.models import PersonRequest
from solidarity.ui.pressing import pressed

MOST_SHOWN = 200


def page_of(decision: Decision) -> str:
    """Where one gives one's voice away."""
    return reverse("decisions:delegation", args=[decision.network.slug, decision.number])


def _question(request: PersonRequest, slug: str, number: int) -> Question:
    """A question in which voices are given away, for those who belong or decide; else Http404."""
    question = question_for(request, slug, number)
    decision = question.decision
    if not decision.allows_delegation or not _decides(request, question):
        raise Http404
    return question


def _decides(request: PersonRequest, question: Question) -> bool:
    if question.body.standing.belongs:
        return True
    newest = question.decision.rounds.order_by("-number").first()
    return newest is not None and own_voice(newest, request.user).exists()


@require_http_methods(["GET", "POST"])
def delegation_page(request: PersonRequest, slug: str, number: int) -> HttpResponse:
    """Who speaks for whom, and the form that gives one's voice to somebody."""
    question = _question(request, slug, number)
    decision = question.decision
    sent = request.POST if request.method == "POST" else None
    form = GiveVoiceForm(sent, initial={"handle": request.GET.get("who", "")[:60]})
    why_not = why_not_delegate(decision)
    if not why_not and form.is_valid():
        try:
            give_voice(decision.pk, by=request.user, handle=form.cleaned_data["handle"], at=now())
        except Refused as refusal:
            form.add_error("handle", str(refusal))
        else:
            messages.success(request, _("Given. You can take it back at any time until it closes."))
            return redirect(page_of(decision))
    context = question.body.context(TAB) | {
        "decision": decision,
        "form": form,
        "why_not": why_not,
        "own": given_by(decision, request.user),
        "carried": _carried(decision, request.user.pk),
        "given": given_in(decision)[:MOST_SHOWN],
    }
    is_refused = sent is not None and bool(form.errors or why_not)
    status = 422 if is_refused else 200
    return render(request, "decisions/delegation.html", context, status=status)


def _carried(decision: Decision, taker: int) -> int:
    return given_in(decision).filter(taker=taker).count()


@require_POST
def take_back(request: PersonRequest, slug: str, number: int) -> HttpResponse:
    """Speak for oneself again."""
    decision = _question(request, slug, number).decision
    act = partial(take_voice_back, decision.pk, by=request.user, at=now())
    return pressed(request, act, done=_("You speak for yourself again."), to=page_of(decision))


@require_POST
def hand_back(request: PersonRequest, slug: str, number: int) -> HttpResponse:
    """Speak for nobody else any more."""
    decision = _question(request, slug, number).decision
    act = partial(hand_voices_back, decision.pk, by=request.user, at=now())
    done = _("Handed back. Each of them is told.")
    return pressed(request, act, done=done, to=page_of(decision))


def _part(look: Look) -> dict[str, Any] | None:
    """On the page of the decision: who speaks for her, and the way to the page."""
    decision, person = look.decision, look.person
    if person is None or why_not_delegate(decision):
        return None
    if not look.standing.belongs and not (look.round and own_voice(look.round, person).exists()):
        return None
    own = given_by(decision, person)
    return {"own": own, "carried": 0 if own else _carried(decision, person.pk),
            "url": page_of(decision)}  # fmt: skip


def show_parts() -> None:
    """Called when the app starts."""
    show(Part("voice", "decisions/delegation_part.html", _part))
