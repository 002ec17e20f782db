"""The one page of a decision: what is proposed, what is said, positions, and the result."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from decisions.models import Decision
from decisions.queries.seeing import decision_for
from networks.views.body import Body, body_for
from solidarity.people.models import PersonRequest, ViewerRequest

TAB = "decisions:register"


@dataclass(frozen=True)
class Question:
    """A decision as one viewer meets it, in its network."""

    body: Body
    decision: Decision


def question_for(request: ViewerRequest | PersonRequest, slug: str, number: int) -> Question:
    """The decision of this number; Http404 when there is none that the viewer may know of."""
    body = body_for(request, slug)
    decision = decision_for(request.user, body.network, body.standing, number)
    if decision is None:
        raise Http404
    return Question(body, decision)


@require_safe
@login_not_required
def decision_page(request: ViewerRequest, slug: str, number: int) -> HttpResponse:
    """A decision, for whoever may read it."""
    question = question_for(request, slug, number)
    context = question.body.context(TAB) | {"decision": question.decision}
    return render(request, "decisions/decision.html", context)
