"""Drafting: the groups of questions, their clauses, one clause, and writing it."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from coalitions.actions import drafting
from coalitions.actions.talking_of_clauses import say
from coalitions.forms.agreement import ClauseForm, NewClauseForm
from coalitions.guiding import guide_for
from coalitions.models import Clause, Group
from coalitions.queries.agreement import in_force
from coalitions.queries.drafting import (
    HISTORY,
    answered_suggestions,
    clause_words,
    clauses_in,
    groups_of,
    held_text,
    newest_text,
    open_suggestions,
    texts_of,
)
from coalitions.queries.reviewing import reviews_of
from coalitions.queries.templates import origin_of
from coalitions.rules.agreement import why_not_draft, why_not_write
from coalitions.views.body import AGREEMENT, agreement_for, clause_in
from networks.rules import voice_in
from networks.views.body import Body
from networks.views.talking import kept_words
from solidarity.base.diff import change_between
from solidarity.base.pages import keyset_page
from solidarity.base.refused import Refused
from solidarity.base.stale import Stale
from solidarity.people.actions import drop_draft
from solidarity.people.models import PersonRequest
from solidarity.threads.forms import CommentForm
from solidarity.threads.queries import POSTS, talk_in, threads_of
from solidarity.ui.pressing import pressed
from solidarity.ui.rendering import render_part

FEW = 10


@require_safe
def drafts_page(request: PersonRequest, slug: str) -> HttpResponse:
    """The groups of questions, with how far each is."""
    body = agreement_for(request, slug)
    context = body.context(AGREEMENT) | {
        "groups": groups_of(body.network),
        "version": in_force(body.network),
        "why_not": why_not_draft(body.standing, body.network),
    }
    return render(request, "coalitions/drafts.html", context)


@require_safe
def group_page(request: PersonRequest, slug: str, group: str) -> HttpResponse:
    """What to ask oneself about one group, and its clauses."""
    body = agreement_for(request, slug)
    if group not in Group.values:
        raise Http404
    version, after = in_force(body.network), request.GET.get("after", "")
    why_not = why_not_draft(body.standing, body.network)
    context = body.context(AGREEMENT) | {
        "group": Group(group),
        "guide": guide_for(group),
        "page": clauses_in(body.network, group, version, after=after),
        "version": version,
        "why_not": why_not,
        "can_move": not why_not,
    }
    return render(request, "coalitions/group.html", context)


@require_http_methods(["GET", "POST"])
def new_page(request: PersonRequest, slug: str) -> HttpResponse:
    """Propose a clause."""
    body = agreement_for(request, slug)
    purpose = f"clause-new-{body.network.pk}"
    asked = request.GET.get("group", "")
    initial = {"group": asked if asked in Group.values else Group.FREE}
    initial |= kept_words(request, purpose, ("title", "words"))
    form = NewClauseForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        try:
            made = drafting.propose_clause(slug, by=request.user, at=now(), **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            drop_draft(request.user, purpose)
            messages.success(request, _("Your clause is there. The others can write at it, too."))
            return redirect(made)
    context = body.context(AGREEMENT) | {
        "form": form,
        "draft_purpose": purpose,
        "guide": guide_for(str(form["group"].value())),
        "group_name": asked if asked in Group.values else "",
        "why_not": why_not_draft(body.standing, body.network),
    }
    return render_part(
        request, "coalitions/clause_new.html#new", context, 422 if form.errors else 200
    )


@require_safe
def clause_page(request: PersonRequest, slug: str, number: int) -> HttpResponse:
    """A clause: what it says, what is suggested, and what is said about it."""
    body, clause = clause_in(request, slug, number)
    return shown(request, body, clause)


def shown(
    request: PersonRequest, body: Body, clause: Clause, status: int = 200, **forms: Any
) -> HttpResponse:
    """The page of a clause as it is now."""
    text, version = newest_text(clause), in_force(body.network)
    held = held_text(clause, version)
    is_other = held is not None and held.text_id != text.pk
    context = body.context(AGREEMENT) | _talk(request, body, clause)
    context |= {
        "clause": clause,
        "text": text,
        "version": version,
        "held": held,
        "change": change_between(held.text.words, text.words) if held and is_other else None,
        "open": list(open_suggestions(clause)[:FEW]),
        "origin": origin_of(clause.pk),
        "reviews": reviews_of(clause),
        "why_not": why_not_write(body.standing, clause),
        "why_not_draft": why_not_draft(body.standing, body.network),
    }
    return render(request, "coalitions/clause.html", context | forms, status=status)


def _talk(request: PersonRequest, body: Body, clause: Clause) -> dict[str, Any]:
    """What is said about it, and room for more."""
    voice = voice_in(body.standing)
    purpose = f"clause-talk-{clause.pk}"
    thread = threads_of(clause).first()
    found: dict[str, Any] = {"thread_url": POSTS, "draft_purpose": purpose}
    if thread is not None:
        thread.owner = clause
        after = request.GET.get("after", "")
        found["talk"] = talk_in(thread, request.user, voice, after=after)
    if voice.writes:
        kept = kept_words(request, purpose, ("words",))
        found["talk_form"] = CommentForm(initial=kept, auto_id="id_talk_%s")
    return found


@require_POST
def talk(request: PersonRequest, slug: str, number: int) -> HttpResponse:
    """Say something about a clause."""
    body, clause = clause_in(request, slug, number)
    form = CommentForm(request.POST, auto_id="id_talk_%s")
    if form.is_valid():
        try:
            post = say(slug, number, by=request.user, at=now(), **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            drop_draft(request.user, f"clause-talk-{clause.pk}")
            return redirect(f"{clause.get_absolute_url()}#post-{post.pk}")
    return shown(request, body, clause, 422, talk_form=form)


@require_http_methods(["GET", "POST"])
def edit_page(request: PersonRequest, slug: str, number: int) -> HttpResponse:
    """Write a clause anew; who saves second sees both texts."""
    body, clause = clause_in(request, slug, number)
    purpose = f"clause-{clause.pk}"
    form = ClauseForm(
        request.POST if request.method == "POST" else None, initial=clause_words(clause)
    )
    if request.method == "GET":
        kept = kept_words(request, purpose, ("title", "words", "why", "seen"))
        form.initial = {**form.initial, **kept}
    if form.is_valid():
        try:
            drafting.write_clause(slug, number, by=request.user, at=now(), **form.cleaned_data)
        except Stale as stale:
            form.show_stale(stale)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            drop_draft(request.user, purpose)
            messages.success(request, _("The clause says it in your words now."))
            return redirect(clause)
    context = body.context(AGREEMENT) | {
        "form": form,
        "clause": clause,
        "draft_purpose": purpose,
        "guide": guide_for(clause.group),
        "why_not": why_not_write(body.standing, clause),
    }
    return render_part(
        request, "coalitions/clause_edit.html#edit", context, 422 if form.errors else 200
    )


@require_POST
def ready(request: PersonRequest, slug: str, number: int) -> HttpResponse:
    """Call a clause ready for a decision, or not yet."""
    _body, clause = clause_in(request, slug, number)
    sent = request.POST.get("text", "")
    text = int(sent) if sent.isdecimal() and len(sent) < 6 else 0
    is_ready = request.POST.get("act") != "not_yet"
    act = partial(
        drafting.mark_ready, slug, number, by=request.user, text=text, is_ready=is_ready, at=now()
    )
    done = _("It is ready for a decision.") if is_ready else _("It is not ready yet.")
    return pressed(request, act, done=done, to=clause)


@require_POST
def move(request: PersonRequest, slug: str, number: int) -> HttpResponse:
    """Let a clause change places with its neighbour in the list of its group."""
    _body, clause = clause_in(request, slug, number)
    later = request.POST.get("act") == "later"
    act = partial(drafting.move_clause, slug, number, by=request.user, later=later, at=now())
    done = _("It stands elsewhere now. The next version that is adopted has this order.")
    to = reverse("coalitions:group", args=[slug, clause.group])
    return pressed(request, act, done=done, to=f"{to}#clause-{number}")


@require_POST
def drop(request: PersonRequest, slug: str, number: int) -> HttpResponse:
    """Leave a clause out of the next version, or take it back in."""
    _body, clause = clause_in(request, slug, number)
    takes_in = request.POST.get("act") == "take_in"
    way = drafting.take_back_in if takes_in else drafting.leave_out
    act = partial(way, slug, number, by=request.user, at=now())
    done = _("It is back in the draft.")
    if not takes_in:
        done = _("The next version leaves it out. What is in force stays until then.")
    return pressed(request, act, done=done, to=clause)


@require_safe
def history_page(request: PersonRequest, slug: str, number: int) -> HttpResponse:
    """All texts of a clause, and what each changed."""
    body, clause = clause_in(request, slug, number)
    found = texts_of(clause)
    page = keyset_page(found, after=request.GET.get("after", ""), size=HISTORY, by="number")
    context = body.context(AGREEMENT) | {
        "clause": clause,
        "page": page,
        "answered": list(answered_suggestions(clause)[:HISTORY]),
    }
    return render(request, "coalitions/clause_history.html", context)


@require_safe
def text_page(request: PersonRequest, slug: str, number: int, text: int) -> HttpResponse:
    """One text of a clause, and what it changed."""
    body, clause = clause_in(request, slug, number)
    found = {each.number: each for each in clause.texts.filter(number__in=[text - 1, text])}
    if text not in found:
        raise Http404
    before, now_said = found.get(text - 1), found[text]
    context = body.context(AGREEMENT) | {
        "clause": clause,
        "text": now_said,
        "before": before,
        "change": change_between(before.words, now_said.words) if before else None,
    }
    return render(request, "coalitions/clause_text.html", context)
