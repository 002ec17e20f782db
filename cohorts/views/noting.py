"""What those who facilitate note of an application; each is a form on its page."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cohorts.actions import noting
from cohorts.forms.applying import NoteForm, TalkedForm
from cohorts.models import Application
from cohorts.views.answering import application_seen, shown
from cohorts.views.body import Met, facilitated
from decisions.views.writing import saved_or_refused
from solidarity.people.models import PersonRequest
from solidarity.threads.forms import WordsForm
from solidarity.ui.pressing import pressed


@require_POST
def take_talk(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    """Take the conversation, or leave it to the others."""
    application = application_seen(request, facilitated(request, slug), pk)
    yes = request.POST.get("talk") != "no"
    act = partial(noting.take_talk, slug, pk, by=request.user, yes=yes, at=now())
    return pressed(request, act, done=_("Noted."), to=application)


@require_POST
def note_talk(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    """Note that the conversation took place."""
    met = facilitated(request, slug)
    application = application_seen(request, met, pk)
    form = TalkedForm(request.POST, auto_id="id_talked_%s")
    if form.is_valid():
        on = form.cleaned_data["on"]
        act = partial(noting.note_talk, slug, pk, by=request.user, on=on, at=now())
        if saved_or_refused(form, act):
            messages.success(request, _("Noted."))
            return redirect(application)
    return _again(request, met, application, {"talked": form})


@require_POST
def write_note(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    """Note something for the others who facilitate."""
    met = facilitated(request, slug)
    application = application_seen(request, met, pk)
    form = NoteForm(request.POST, auto_id="id_note_%s")
    if form.is_valid():
        act = partial(
            noting.write_note, slug, pk, by=request.user, words=form.cleaned_data["words"], at=now()
        )
        if saved_or_refused(form, act):
            messages.success(request, _("Noted."))
            return redirect(f"{application.get_absolute_url()}#notes")
    return _again(request, met, application, {"note": form})


@require_POST
def drop_note(request: PersonRequest, slug: str, pk: int, number: int) -> HttpResponse:
    """Delete a note of one's own."""
    application = application_seen(request, facilitated(request, slug), pk)
    act = partial(noting.drop_note, slug, pk, number, by=request.user, at=now())
    return pressed(request, act, done=_("Deleted."), to=application)


def _again(
    request: PersonRequest, met: Met, application: Application, forms: dict[str, Any]
) -> HttpResponse:
    """Its page once more, with what is wrong."""
    empty = {"form": WordsForm(), "draft_purpose": f"application-{application.pk}"}
    context = shown(request, met, application) | empty | forms
    return render(request, "cohorts/application.html", context, status=422)
