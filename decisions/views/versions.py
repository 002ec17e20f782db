"""The versions of a proposal, and what each changed."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from decisions.queries.writing import MOST_VERSIONS, versions_of
from decisions.views.parts import TAB, question_for
from solidarity.people.models import ViewerRequest
from solidarity.ui.versions import version_context


@require_safe
@login_not_required
def versions_page(request: ViewerRequest, slug: str, number: int) -> HttpResponse:
    """All of them, the newest first."""
    question = question_for(request, slug, number)
    found = versions_of(question.decision).defer("words", "words_html")[:MOST_VERSIONS]
    context = question.body.context(TAB) | {"decision": question.decision, "versions": found}
    return render(request, "decisions/versions.html", context)


@require_safe
@login_not_required
def version_page(request: ViewerRequest, slug: str, number: int, version: int) -> HttpResponse:
    """One version, and what it changed since the one before."""
    question = question_for(request, slug, number)
    context = question.body.context(TAB) | {"decision": question.decision}
    context |= version_context(request.GET, versions_of(question.decision), version)
    return render(request, "decisions/version.html", context)
