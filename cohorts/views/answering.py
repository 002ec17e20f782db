"""Applications as those who facilitate read them: the list, one with its conversation, letters."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from cohorts.actions import answering, applying
from cohorts.actions.answering import MOST_AT_ONCE
from cohorts.forms.applying import LetterForm, LettersForm, NoteForm, TalkedForm
from cohorts.models import Answered, Application, Stage
from cohorts.notices.letters import first_words, words_in
from cohorts.queries.applying import (
    EVERYBODY,
    STEPS,
    application_in,
    applications_to,
    chance_words,
    conversation_about,
    counts_by_step,
    mine_to_talk,
    notes_on,
    said_in,
    seats_taken,
    to_answer,
)
from cohorts.queries.choosing import waits_for_lottery
from cohorts.queries.gathering import gathering_of, unanswered
from cohorts.rules.applying import WAITS, reads, voice_on, why_not_answer, why_not_withdraw
from cohorts.views.body import Met, facilitated, of_hers
from decisions.views.writing import saved_or_refused, sent
from networks.rules import standing_of
from networks.views.talking import kept_words
from solidarity.base.pages import keyset_page
from solidarity.people.actions import drop_draft
from solidarity.people.models import PersonRequest
from solidarity.threads.forms import WordsForm
from solidarity.threads.queries import POSTS, talk_in
from solidarity.ui.rendering import render_part

PER_PAGE = 20
MAX_KEY = 18


@require_safe
def applications_page(request: PersonRequest, slug: str) -> HttpResponse:
    """All who applied, for those who facilitate: what waits first."""
    met = facilitated(request, slug)
    step = request.GET.get("state", "")
    where = mine_to_talk(request.user) if step == "mine" else STEPS.get(step, ("", EVERYBODY))[1]
    found = applications_to(met.cohort, where=where).order_by("-pk")
    counts = counts_by_step(met.cohort, request.user)
    context = met.context() | {
        "page": keyset_page(found, after=request.GET.get("after", ""), size=PER_PAGE),
        "states": [
            ("mine", _("I talk with them"), counts["mine"]),
            *((each, label, counts[each]) for each, (label, _where) in STEPS.items()),
        ],
        "state": step,
        "all": counts["all"],
        "free": max(0, met.cohort.seats - seats_taken(met.cohort)),
        "answers": [Answered.ACCEPTED, Answered.WAITING, Answered.DECLINED],
        "waits_for_letter": unanswered(met.cohort),
        "is_answering": met.cohort.stage in {Stage.CHOOSING, Stage.RUNNING},
    }
    return render(request, "cohorts/applications.html", context)


def application_seen(request: PersonRequest, met: Met, pk: int) -> Application:
    """The application of this key, if the viewer reads it; else Http404."""
    found = application_in(met.cohort, pk)
    if found is None or not reads(met.body.standing, found, request.user):
        raise Http404
    return found


@require_http_methods(["GET", "POST"])
def application_page(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    """One application and what is said about it: for whoever applied, and who facilitate."""
    met = of_hers(request, slug)
    application = application_seen(request, met, pk)
    purpose = f"application-{pk}"
    form = WordsForm(sent(request), initial=kept_words(request, purpose, ("words",)))
    if form.is_valid():
        act = partial(applying.say, slug, pk, by=request.user, at=now(), **form.cleaned_data)
        if post := saved_or_refused(form, act):
            drop_draft(request.user, purpose)
            return redirect(f"{request.path}#post-{post.pk}")
    context = shown(request, met, application) | {"form": form, "draft_purpose": purpose}
    status = 422 if form.errors else 200
    return render_part(request, "cohorts/application.html#conversation", context, status)


def shown(request: PersonRequest, met: Met, application: Application) -> dict[str, Any]:
    """An application as one side of it meets it."""
    voice = voice_on(application, request.user)
    thread = conversation_about(application)
    after = request.GET.get("after", "")
    is_hers = application.person_id == request.user.pk
    return met.context() | {
        "application": application,
        "is_hers": is_hers,
        "waits": application.state in WAITS,
        "said": said_in(application),
        "chance_words": chance_words(application),
        "how": gathering_of(met.cohort) if is_hers else None,
        "back_url": met.back,
        "can_withdraw": is_hers
        and not why_not_withdraw(application, request.user, is_inside=met.body.standing.is_member),
        "talked": TalkedForm(initial={"on": localdate()}, auto_id="id_talked_%s"),
        "notes": [] if is_hers else notes_on(application),
        "note": NoteForm(auto_id="id_note_%s"),
        "answers": [Answered.ACCEPTED, Answered.WAITING, Answered.DECLINED],
        "voice": voice,
        "is_closed": not voice.writes,
        "talk": talk_in(thread, request.user, voice, after=after) if thread else None,
        "thread_url": POSTS,
    }


@require_http_methods(["GET", "POST"])
def letter_page(request: PersonRequest, slug: str, pk: int, state: str) -> HttpResponse:
    """Answer with a letter."""
    met = facilitated(request, slug)
    application = application_seen(request, met, pk)
    if state not in {Answered.ACCEPTED, Answered.WAITING, Answered.DECLINED}:
        raise Http404
    why_not = why_not_answer(
        met.body.standing, application, state, taken=seats_taken(met.cohort),
        own=standing_of(application.person, met.body.network, at=now()),
        waits_for_lottery=waits_for_lottery(met.cohort),
    )  # fmt: skip
    words = first_words(application, state, by=request.user.display_name)
    form = LetterForm(sent(request), initial={"state": state, "letter": words})
    if not why_not and form.is_valid():
        letter = form.cleaned_data["letter"]
        act = partial(
            answering.answer, slug, pk, state=state, letter=letter, by=request.user, at=now()
        )
        if saved_or_refused(form, act):
            messages.success(request, _("The letter is on its way."))
            return redirect(reverse("cohorts:applications", args=[slug]))
    context = met.context() | {
        "form": form, "why_not": why_not, "application": application,
        "answer": Answered(state).label,
    }  # fmt: skip
    status = 422 if request.method == "POST" else 200
    return render_part(request, "cohorts/letter.html#write", context, status)


@require_http_methods(["GET", "POST"])
def letters_page(request: PersonRequest, slug: str, state: str) -> HttpResponse:
    """Give many the same answer."""
    met = facilitated(request, slug)
    if state not in {Answered.ACCEPTED, Answered.WAITING, Answered.DECLINED}:
        raise Http404
    found = to_answer(met.cohort, state)
    people = list(found[:MOST_AT_ONCE])
    languages = sorted({each.person.interface_language for each in people})
    signed = {"cohort": met.body.network.name, "by": request.user.display_name}
    first = {each: words_in(each, state, **signed) for each in languages}
    form = LettersForm(people, first, sent(request))
    if people and form.is_valid():
        act = partial(
            answering.answer_many, slug, [int(each) for each in form.cleaned_data["to"]],
            state=state, letters=form.letters(), by=request.user, at=now(),
        )  # fmt: skip
        many = saved_or_refused(form, act)
        if many is not None:
            said = ngettext("%(n)s letter is on its way.", "%(n)s letters are on their way.", many)
            messages.success(request, said % {"n": many})
            return redirect("cohorts:applications", slug)
    context = met.context() | {
        "form": form,
        "people": people,
        "all": found.count(),
        "answer": Answered(state).label,
    }
    status = 422 if request.method == "POST" else 200
    return render_part(request, "cohorts/letters.html#write", context, status)
