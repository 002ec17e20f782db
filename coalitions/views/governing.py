"""What a clause holds; and how each network stands to the agreement."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from coalitions.actions.governing import governing_of, set_governing
from coalitions.forms.governing import GoverningForm
from coalitions.queries.bonds import bonds_of, networks_in
from coalitions.queries.governing import settings_in_words
from coalitions.rules.agreement import why_not_write
from coalitions.views.body import AGREEMENT, agreement_for, clause_in
from decisions.views.writing import saved_or_refused, sent
from solidarity.base.pages import keyset_page
from solidarity.people.models import PersonRequest
from solidarity.ui.rendering import render_part

PER_PAGE = 25


@require_http_methods(["GET", "POST"])
def settings_page(request: PersonRequest, slug: str, number: int) -> HttpResponse:
    """Which settings the draft of a clause holds, and when it is looked at again."""
    body, clause = clause_in(request, slug, number)
    why_not = why_not_write(body.standing, clause)
    form = GoverningForm(sent(request), initial=governing_of(clause))
    if not why_not and form.is_valid():
        act = partial(
            set_governing, slug, number, by=request.user, settings=form.settings(),
            review_on=form.review_day(), seen=form.cleaned_data["seen"], at=now(),
        )  # fmt: skip
        if saved_or_refused(form, act):
            messages.success(request, _("Saved. It holds when a decision adopts the clause."))
            return redirect(clause)
    context = body.context(AGREEMENT) | {
        "clause": clause, "form": form, "why_not": why_not,
        "governs": settings_in_words(clause.settings),
    }  # fmt: skip
    status = 422 if request.method == "POST" else 200
    return render_part(request, "coalitions/clause_settings.html#governing", context, status)


@require_safe
def consents_page(request: PersonRequest, slug: str) -> HttpResponse:
    """Who consented to which version; what each network may do, and what holds for it."""
    body = agreement_for(request, slug)
    inside = networks_in(request.user, body.network)
    page = keyset_page(inside, after=request.GET.get("after", ""), size=PER_PAGE)
    found = bonds_of(body.network, [affiliation.member for affiliation in page.rows])
    context: dict[str, Any] = body.context(AGREEMENT) | {
        "page": page,
        "found": found,
        "shared": settings_in_words(found.settings_of_all),
    }
    return render(request, "coalitions/consents.html", context)
