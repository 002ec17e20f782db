"""Every concern about a proposal: by whom, and what became of it."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from decisions.actions import councils
from decisions.forms.councils import AnswerForm
from decisions.models import Became, Concern, Decision
from decisions.names import stance_name
from decisions.queries.councils import concerns_of, hers_among, names_of
from decisions.rules.councils import why_not_answer_concern
from decisions.views.parts import TAB, Look, question_for
from networks.rules import Standing
from networks.views.asking import Question as Asked
from networks.views.asking import ask
from solidarity.base.pages import keyset_page
from solidarity.people.models import Person, PersonRequest, Viewer, ViewerRequest
from solidarity.ui.pressing import pressed
from solidarity.ui.rendering import render_part

PER_PAGE, FEW = 50, 10


@require_safe
@login_not_required
def synthesis_page(request: ViewerRequest, slug: str, number: int) -> HttpResponse:
    """The concerns of all rounds, the newest first; for those who belong."""
    question = question_for(request, slug, number)
    if not question.body.standing.belongs:
        raise Http404
    after = request.GET.get("after", "")
    page = keyset_page(concerns_of(question.decision), after=after, size=PER_PAGE)
    part = synthesis_context(question.decision, question.body.standing, request.user, page.rows)
    context = question.body.context(TAB) | {"decision": question.decision, "part": part}
    return render_part(request, "decisions/synthesis_page.html", context | {"page": page}, 200)


def concerns_part(look: Look) -> dict[str, Any] | None:
    """The newest concerns, on the page of the decision; for those who belong."""
    if look.round is None or not look.standing.belongs:
        return None
    found = list(concerns_of(look.decision)[:FEW])
    return synthesis_context(look.decision, look.standing, look.viewer, found) if found else None


def synthesis_context(
    decision: Decision, standing: Standing, viewer: Viewer, concerns: list[Concern]
) -> dict[str, Any]:
    """What `decisions/synthesis.html` shows."""
    for each in concerns:
        each.decision = decision
    names = names_of(concerns, viewer)
    hers = hers_among(concerns, viewer) if isinstance(viewer, Person) else set()
    return {
        "concerns": [
            {
                "concern": each,
                "name": names[each.pk],
                "stance": stance_name(each.stance) if each.stance else "",
                "is_open": each.became == Became.OPEN,
                "can_answer": _can_answer(standing, each, viewer),
                "can_take_back": each.pk in hers and each.became != Became.WITHDRAWN,
            }
            for each in concerns
        ],
        "unanswered": decision.concerns.filter(became=Became.OPEN).count(),
    }


def _can_answer(standing: Standing, concern: Concern, viewer: Viewer) -> bool:
    return isinstance(viewer, Person) and not why_not_answer_concern(standing, concern, viewer)


@require_http_methods(["GET", "POST"])
def answer_page(request: PersonRequest, slug: str, number: int, pk: int) -> HttpResponse:
    """Say what became of a concern: whoever proposed it, or a steward."""
    question = question_for(request, slug, number)
    concern = get_object_or_404(concerns_of(question.decision), pk=pk)
    if not question.body.standing.is_member:
        raise Http404
    concern.decision = question.decision
    begun = {"answer": concern.answer}
    if concern.became != Became.OPEN:
        begun["became"] = concern.became
    form = AnswerForm(request.POST if request.method == "POST" else None, initial=begun)
    asked = Asked(
        title=_("What became of this concern?"),
        button=_("Save"),
        back=reverse("decisions:synthesis", args=[slug, number]),
        done=_("Saved. Whoever raised it has been told."),
        quote=concern.words,
        why_not=why_not_answer_concern(question.body.standing, concern, request.user),
    )

    def act() -> Concern:
        said = form.cleaned_data
        return councils.answer_concern(
            pk, became=Became(said["became"]), answer=said["answer"], by=request.user, at=now()
        )

    return ask(request, asked, form, act, body=question.body, tab=TAB)


@require_POST
def withdraw(request: PersonRequest, slug: str, number: int, pk: int) -> HttpResponse:
    """Take one's concern back."""
    question = question_for(request, slug, number)
    if not question.body.standing.belongs:
        raise Http404
    get_object_or_404(question.decision.concerns, pk=pk)
    return pressed(
        request, lambda: councils.withdraw_concern(pk, by=request.user, at=now()),
        done=_("Taken back. Thank you for going on together."),
        to=reverse("decisions:synthesis", args=[slug, number]),
    )  # fmt: skip
