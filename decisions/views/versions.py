"""The versions of a proposal, and what each changed."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from decisions.queries.writing import MOST_VERSIONS, versions_of
from decisions.views.parts import TAB, question_for
from solidarity.base.diff import change_between
from solidarity.people.models import ViewerRequest


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
    versions = versions_of(question.decision)
    this = get_object_or_404(versions, number=version)
    before = versions.filter(number=version - 1).first()
    context = question.body.context(TAB) | {
        "decision": question.decision,
        "version": this,
        "before": before,
        "change": None if before is None else change_between(before.words, this.words),
        "is_newest": not versions.filter(number__gt=version).exists(),
    }
    return render(request, "decisions/version.html", context)
