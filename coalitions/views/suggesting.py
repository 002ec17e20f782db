"""Suggesting other words for a clause, and answering that."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from coalitions.actions import suggesting
from coalitions.forms.agreement import AnswerForm, SuggestForm, TakeInForm
from coalitions.queries.consents import hers_in
from coalitions.queries.drafting import newest_text, suggestion_for
from coalitions.rules.agreement import why_not_answer, why_not_write
from coalitions.views.body import TAB, clause_in
from networks.views.talking import kept_words
from solidarity.base.diff import change_between
from solidarity.base.refused import Refused
from solidarity.base.stale import Stale
from solidarity.people.actions import drop_draft
from solidarity.people.models import PersonRequest
from solidarity.ui.rendering import render_part


@require_http_methods(["GET", "POST"])
def suggest_page(request: PersonRequest, slug: str, number: int) -> HttpResponse:
    """Suggest other words for a clause."""
    body, clause = clause_in(request, slug, number)
    purpose = f"suggestion-{clause.pk}"
    hers = list(hers_in(request.user, body.network).values_list("pk", "name"))
    initial = {"words": newest_text(clause).words} | kept_words(request, purpose, ("words", "why"))
    form = SuggestForm(
        request.POST if request.method == "POST" else None, initial=initial, networks=hers
    )
    if form.is_valid():
        said = {"network": None} | form.cleaned_data
        try:
            made = suggesting.suggest(slug, number, by=request.user, at=now(), **said)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            drop_draft(request.user, purpose)
            messages.success(request, _("Your suggestion is there. The others answer it."))
            return redirect("coalitions:suggestion", slug, number, made.pk)
    context = body.context(TAB) | {
        "form": form,
        "clause": clause,
        "draft_purpose": purpose,
        "why_not": why_not_write(body.standing, clause),
    }
    return render_part(
        request, "coalitions/suggest.html#suggest", context, 422 if form.errors else 200
    )


@require_http_methods(["GET", "POST"])
def suggestion_page(request: PersonRequest, slug: str, number: int, pk: int) -> HttpResponse:
    """A suggestion with what it changes; taken in, or answered."""
    body, clause = clause_in(request, slug, number)
    suggestion = suggestion_for(clause, pk)
    if suggestion is None:
        raise Http404
    newest = newest_text(clause)
    sent = request.POST if request.method == "POST" else None
    takes = request.POST.get("act") != "answer"
    saved = {"words": newest.words}
    take_form = TakeInForm(sent if takes else None, initial=saved, auto_id="id_take_%s")
    take_form.initial = {**take_form.initial, "words": suggestion.words}
    answer_form = AnswerForm(None if takes else sent, auto_id="id_answer_%s")
    form = take_form if takes else answer_form
    if form.is_valid():
        act = suggesting.take_in if takes else suggesting.answer_suggestion
        try:
            act(slug, number, pk, by=request.user, at=now(), **form.cleaned_data)
        except Stale as stale:
            take_form.show_stale(stale)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            done = _("The clause says it now.") if takes else _("Your answer stands beside it.")
            messages.success(request, done)
            return redirect(clause)
    context = body.context(TAB) | {
        "clause": clause,
        "suggestion": suggestion,
        "change": change_between(suggestion.base.words, suggestion.words),
        "is_behind": suggestion.base_id != newest.pk,
        "newest": newest,
        "take_form": take_form,
        "answer_form": answer_form,
        "why_not": why_not_answer(body.standing, suggestion),
    }
    return render_part(
        request, "coalitions/suggestion.html#suggestion", context, 422 if form.errors else 200
    )
