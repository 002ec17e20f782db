"""Applying, and taking it back."""

from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cohorts.actions import applying
from cohorts.actions.applying import draft_purpose
from cohorts.forms.applying import ApplyForm
from cohorts.queries.applying import application_of
from cohorts.queries.gathering import gathering_of, is_let, questions_of
from cohorts.rules.applying import why_not_apply, why_not_withdraw
from cohorts.views.body import TAB, of_hers, programme_for
from cohorts.views.programme import kept_in
from decisions.views.writing import saved_or_refused, sent
from networks.views.asking import Question, ask
from solidarity.base.limits import TooOften
from solidarity.people.actions import keep_draft
from solidarity.people.models import PersonRequest
from solidarity.people.queries import draft_of
from solidarity.ui.rendering import render_part


@require_http_methods(["GET", "POST"])
def apply_page(request: PersonRequest, slug: str) -> HttpResponse:
    """Apply; who has applied is led to her application."""
    met = programme_for(request, slug)
    mine = application_of(met.cohort, request.user)
    if mine is not None:
        return redirect(mine)
    why_not = why_not_apply(
        met.body.standing, met.cohort, is_let=is_let(met.cohort, request.user),
        has_applied=False, at=now(),
    )  # fmt: skip
    how, purpose = gathering_of(met.cohort), draft_purpose(slug)
    form = ApplyForm(questions_of(met.cohort), how.positions, sent(request))
    form.initial.update(kept_in(form, draft_of(request.user, purpose)))
    if not why_not and form.is_valid():
        act = partial(
            applying.apply, slug, by=request.user, said=form.said(), answers=form.answers(),
            at=now(),
        )  # fmt: skip
        try:
            application = saved_or_refused(form, act)
        except TooOften:
            typed = {name: request.POST.getlist(name) for name in form.fields}
            keep_draft(request.user, purpose, typed, at=now())
            raise
        if application:
            messages.success(
                request, _("You have applied. Next comes a conversation: you are written to here.")
            )
            return redirect(application)
    context: dict[str, Any] = met.context() | {
        "form": form, "why_not": why_not, "how": how, "draft_purpose": purpose,
    }  # fmt: skip
    status = 422 if request.method == "POST" else 200
    return render_part(request, "cohorts/apply.html#write", context, status)


@require_http_methods(["GET", "POST"])
def withdraw_page(request: PersonRequest, slug: str) -> HttpResponse:
    """Take one's application back."""
    met = of_hers(request, slug)
    mine = application_of(met.cohort, request.user)
    if mine is None:
        raise Http404
    question = Question(
        title=_("Take back my application"),
        button=_("Take it back"),
        back=mine.get_absolute_url(),
        back_words=_("Your application"),
        done=_("Your application is deleted."),
        notes=[_("All that you answered and said with it is deleted at once.")],
        why_not=why_not_withdraw(mine, request.user, is_inside=met.body.standing.is_member),
        is_grave=True,
    )
    act = partial(applying.withdraw, slug, by=request.user, at=now())
    form = forms.Form(sent(request))
    return ask(request, question, form, act, body=met.body, tab=TAB, to=met.back)
