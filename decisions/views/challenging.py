"""Saying that something was not decided rightly, and what becomes of it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from decisions.actions.challenging import answer_challenge, challenge
from decisions.forms.touching import AnswerChallengeForm, ChallengeForm
from decisions.models import Challenge, Decision, Round
from decisions.queries.touching import (
    challenged_round,
    challenges_of,
    open_challenge_of,
    own_touch,
)
from decisions.queries.voices import own_voice
from decisions.rules.challenging import (
    why_not_answer_challenge,
    why_not_challenge,
    why_not_challengeable,
    why_not_uphold,
)
from decisions.views.parts import TAB, Look, Part, Question, question_for, show
from solidarity.base.refused import Refused
from solidarity.people.models import PersonRequest

MOST_SHOWN = 100


def page_of(decision: Decision) -> str:
    """Where it is challenged, and challenges are read."""
    return reverse("decisions:challenge", args=[decision.network.slug, decision.number])


def _may_be(decision: Decision, round: Round | None) -> bool:
    """Whether there is anything here that can be challenged, or was."""
    is_one = round is not None and (round.in_room or decision.who == "affected")
    return is_one or decision.challenges.exists()


def _question(request: PersonRequest, slug: str, number: int) -> tuple[Question, Round | None]:
    question = question_for(request, slug, number)
    round = challenged_round(question.decision)
    if not _may_be(question.decision, round):
        raise Http404
    return question, round


@require_http_methods(["GET", "POST"])
def challenge_page(request: PersonRequest, slug: str, number: int) -> HttpResponse:
    """Challenge it; read what others said, and what became of that."""
    question, round = _question(request, slug, number)
    decision, standing, viewer = question.decision, question.body.standing, request.user
    reads = own_touch(decision, viewer) is not None or bool(
        round and own_voice(round, viewer).exists()
    )
    if not standing.belongs and not reads:
        raise Http404
    mine = open_challenge_of(decision, viewer)
    why_not = why_not_challengeable(decision, round, at=now()) or why_not_challenge(
        standing, mine, reads=reads
    )
    sent = request.POST if request.method == "POST" else None
    form = ChallengeForm(sent)
    if not why_not and form.is_valid():
        try:
            challenge(decision.pk, by=viewer, words=form.cleaned_data["words"], at=now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Said. Somebody who has no part in it will answer."))
            return redirect(page_of(decision))
    found = list(challenges_of(decision)[:MOST_SHOWN])
    context = question.body.context(TAB) | {
        "decision": decision,
        "round": round,
        "form": form,
        "why_not": why_not,
        "challenges": [
            (each, not why_not_answer_challenge(each, decision, round, viewer, standing))
            for each in found
        ],
    }
    status = 422 if sent is not None else 200
    return render(request, "decisions/challenge.html", context, status=status)


@require_http_methods(["GET", "POST"])
def answer_page(request: PersonRequest, slug: str, number: int, pk: int) -> HttpResponse:
    """Say what becomes of a challenge: it stands, or is begun anew."""
    question, round = _question(request, slug, number)
    decision, standing = question.decision, question.body.standing
    if not standing.is_member:
        raise Http404
    found = get_object_or_404(Challenge.objects.select_related("by"), pk=pk, decision=decision)
    why_not = why_not_answer_challenge(found, decision, round, request.user, standing)
    sent = request.POST if request.method == "POST" else None
    form = AnswerChallengeForm(sent)
    if not why_not and form.is_valid():
        upholds = request.POST.get("act") == "uphold"
        try:
            answer_challenge(
                found.pk, by=request.user, upholds=upholds, answer=form.cleaned_data["answer"],
                at=now(),
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Answered, and told."))
            return redirect(page_of(decision))
    context = question.body.context(TAB) | {
        "decision": decision,
        "challenge": found,
        "form": form,
        "why_not": why_not,
        "why_not_uphold": why_not_uphold(round, effect_done=False),
        "in_room": bool(round and round.in_room),
    }
    status = 422 if sent is not None else 200
    return render(request, "decisions/challenge_answer.html", context, status=status)


def _part(look: Look) -> dict[str, Any] | None:
    """On the page of the decision: what is challenged, and the way to do so."""
    if look.person is None or not look.standing.belongs:
        return None
    decision, round = look.decision, look.round
    number = decision.challenges.count()
    can = not why_not_challengeable(decision, round, at=now())
    return {"url": page_of(decision), "number": number, "can": can} if number or can else None


def show_parts() -> None:
    """Called when the app starts."""
    show(Part("end", "decisions/challenge_part.html", _part))
