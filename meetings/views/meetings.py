"""Meetings of a body: the list, calling one, changing it, calling it off."""

from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import get_current_timezone_name, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from decisions.views.writing import saved_or_refused, sent
from meetings.actions import convening
from meetings.forms.meetings import CallOffForm, ChangeForm, MeetingForm
from meetings.models import Audience, Meeting
from meetings.queries.holding import out_of
from meetings.queries.meetings import coming_up, gone_by, meetings_seen, series_of
from meetings.rules.meetings import why_not_call_off, why_not_change, why_not_convene
from meetings.views.body import TAB, page_number, tended
from networks.views.asking import Question, ask
from networks.views.body import Body, body_for
from solidarity.people.models import PersonRequest, ViewerRequest
from solidarity.ui.rendering import render_part

MOST_AHEAD = 15
MOST_GONE = 15


@require_safe
@login_not_required
def meetings_page(request: ViewerRequest, slug: str) -> HttpResponse:
    """What comes up, and what has been, the last one first."""
    body = body_for(request, slug)
    at = now()
    seen = meetings_seen(request.user, body.network, body.standing)
    page, further = (page_number(request.GET.get(name, "")) for name in ("page", "ahead"))
    gone, older = _stretch(body, gone_by(seen, at=at), page, MOST_GONE, wanted=further == 1)
    ahead, later = _stretch(body, coming_up(seen, at=at), further, MOST_AHEAD, wanted=page == 1)
    context = body.context(TAB) | {
        "ahead": ahead,
        "gone": gone,
        "is_first": page == further == 1,
        "older": older,
        "later": later,
        "series": series_of(body.network) if body.standing.belongs else [],
        "out": [] if body.standing.belongs else out_of(body.network),
        "can_call": not why_not_convene(body.standing, body.network),
    }
    return render(request, "meetings/meetings.html", context)


def _stretch(
    body: Body, held: QuerySet[Meeting], page: int, most: int, *, wanted: bool
) -> tuple[list[Meeting], int]:
    """A page of `held`, and the number of the next one: 0 where there is none."""
    if not wanted:
        return [], 0
    found = list(held[(page - 1) * most : page * most + 1])
    for meeting in found:
        meeting.body = body.network
    return found[:most], page + 1 if len(found) > most else 0


def audiences_for(body: Body) -> tuple[str, ...]:
    """For whom the viewer may call a meeting here."""
    return tuple(
        each for each in Audience.values if not why_not_convene(body.standing, body.network, each)
    )


@require_http_methods(["GET", "POST"])
def new_page(request: PersonRequest, slug: str) -> HttpResponse:
    """Call a meeting."""
    body = body_for(request, slug)
    if not body.standing.belongs:
        raise Http404
    why_not = why_not_convene(body.standing, body.network)
    zone = get_current_timezone_name()
    form = MeetingForm(sent(request), zone=zone, audiences=audiences_for(body) or ("members",))
    if not why_not and form.is_valid():
        said = form.chosen() | {"key": form.cleaned_data["key"]}
        act = partial(convening.convene, body.network, by=request.user, at=now(), **said)
        if meeting := saved_or_refused(form, act):
            messages.success(request, _("Called. Those who belong here are told."))
            if meeting.starts_at is None:
                return redirect("meetings:time", slug, meeting.number)
            return redirect(meeting)
    context = body.context(TAB) | {"form": form, "why_not": why_not}
    status = 422 if request.method == "POST" else 200
    return render_part(request, "meetings/new.html#call", context, status)


@require_http_methods(["GET", "POST"])
def change_page(request: PersonRequest, slug: str, number: int) -> HttpResponse:
    """Change what it is about, when and where it is."""
    met = tended(request, slug, number)
    meeting = met.meeting
    why_not = why_not_change(met.standing, meeting, request.user)
    audiences = {*audiences_for(met.body), meeting.audience}
    form = ChangeForm(
        sent(request),
        meeting=meeting,
        audiences=tuple(each for each in Audience.values if each in audiences),
    )
    if not why_not and form.is_valid():
        act = partial(
            convening.change, meeting.pk, by=request.user, fields=form.chosen(),
            seen=form.cleaned_data["seen"], at=now(),
        )  # fmt: skip
        if saved_or_refused(form, act):
            messages.success(request, _("Saved."))
            return redirect(meeting)
    context = met.context() | {"form": form, "why_not": why_not}
    status = 422 if request.method == "POST" else 200
    return render_part(request, "meetings/change.html#write", context, status)


@require_http_methods(["GET", "POST"])
def call_off_page(request: PersonRequest, slug: str, number: int) -> HttpResponse:
    """Call it off."""
    met = tended(request, slug, number)
    form = CallOffForm(sent(request))
    question = Question(
        title=_("Call this meeting off?"),
        button=_("Call the meeting off"),
        back=reverse("meetings:meeting", args=[slug, number]),
        back_words=met.meeting.title_words,
        done=_("Called off. Those who come are told."),
        notes=[_("It stays in the list and in calendars, as called off.")],
        quote=met.meeting.title_words,
        why_not=why_not_call_off(met.standing, met.meeting, request.user, at=now()),
        is_grave=True,
    )
    act = lambda: convening.call_off(  # noqa: E731 asked for when the form is filled in
        met.meeting.pk, by=request.user, why=form.cleaned_data["why"], at=now()
    )
    return ask(request, question, form, act, body=met.body, tab=TAB)
