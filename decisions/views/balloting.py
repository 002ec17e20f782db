"""Secret ballots: the page where one is cast or changed, and what is published of them."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_safe

from decisions.actions.balloting import cast
from decisions.actions.closing import close_if_due
from decisions.codes import tag_of
from decisions.forms.balloting import ballot_form, choice_of
from decisions.forms.taking import PositionForm
from decisions.models import Elector, Published, Round
from decisions.names import method_in_words
from decisions.queries.balloting import elector_in, published
from decisions.queries.page import newest_round
from decisions.rules.balloting import why_not_ballot
from decisions.views.parts import TAB, Look, Part, Question, question_for, show
from solidarity.base.logs import unrecorded
from solidarity.base.refused import Refused
from solidarity.people.models import PersonRequest, ViewerRequest


def _secret_round(question: Question) -> Round:
    """The last round of a question that is decided secretly; Http404 when there is none."""
    round = newest_round(question.decision)
    if round is None or not round.is_secret:
        raise Http404
    return round


@unrecorded
@require_http_methods(["GET", "POST"])
def ballot_page(request: PersonRequest, slug: str, number: int) -> HttpResponse:
    """Cast a secret ballot, or change one.

    What answers a ballot is the page with its code, and no redirect: the code would have to wait
    somewhere until the next page, and nothing here keeps it beside her. No line in the log says
    when it was, either: beside the moment at which she read a notice it could tell that it was she.
    """
    question = question_for(request, slug, number)
    round = _secret_round(question)
    elector = elector_in(round, request.user)
    why_not = why_not_ballot(round, elector, at=now())
    form = _form(request, round, elector)
    if request.method == "POST" and not why_not and form.is_valid():
        try:
            code = cast(
                round.pk, by=request.user, choice=choice_of(form), code=form.cleaned_data["code"],
                at=now(),
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return _cast(request, question, code)
    context = question.body.context(TAB) | {
        "decision": question.decision,
        "round": round,
        "form": form,
        "why_not": why_not,
        "changes": bool(elector and elector.has_balloted),
        "by_code": question.decision.published == Published.CODES,
        "method": method_in_words(round.method),
    }
    is_refused = request.method == "POST" and bool(form.errors or why_not)
    return render(request, "decisions/ballot.html", context, status=422 if is_refused else 200)


def _form(request: PersonRequest, round: Round, elector: Elector | None) -> PositionForm:
    sent = request.POST if request.method == "POST" else None
    return ballot_form(round, sent, changes=bool(elector and elector.has_balloted))


def _cast(request: PersonRequest, question: Question, code: str) -> HttpResponse:
    context = question.body.context(TAB) | {
        "decision": question.decision,
        "code": code,
        "tag": tag_of(code),
        "by_code": question.decision.published == Published.CODES,
    }
    return render(request, "decisions/ballot_cast.html", context)


@require_safe
@login_not_required
def ballots_page(request: ViewerRequest, slug: str, number: int) -> HttpResponse:
    """What is published of a secret ballot, once it is counted."""
    question = question_for(request, slug, number)
    round = _secret_round(question)
    if close_if_due(round.pk, at=now()) is None:
        raise Http404
    shown = published(round, question.decision, after=request.GET.get("after", "")[:12])
    context = question.body.context(TAB) | {
        "decision": question.decision,
        "round": round,
        "shown": shown,
    }
    return render(request, "decisions/ballots.html", context)


def _voice(look: Look) -> dict[str, Any] | None:
    """On the page of the decision while it is open: the way to one's ballot."""
    if look.round is None or not look.round.is_secret or not look.is_open:
        return None
    elector = elector_in(look.round, look.viewer)
    has_voice = elector is not None and not why_not_ballot(look.round, elector, at=now())
    return {
        "url": _url(look, "ballot"),
        "has_voice": has_voice,
        "has_balloted": bool(elector and elector.has_balloted),
    }


def _result(look: Look) -> dict[str, Any] | None:
    """On the page of the decision once it is counted: the way to the ballots."""
    if look.round is None or not look.round.is_secret or not look.round.counted_at:
        return None
    return {"url": _url(look, "ballots"), "by_code": look.decision.published == Published.CODES}


def _url(look: Look, page: str) -> str:
    return reverse(f"decisions:{page}", args=[look.decision.network.slug, look.decision.number])


def show_parts() -> None:
    """Called when the app starts."""
    show(Part("voice", "decisions/ballot_part.html", _voice))
    show(Part("result", "decisions/ballots_part.html", _result))
