"""Meetings that come again."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import get_current_timezone_name, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from decisions.views.writing import saved_or_refused, sent
from meetings.actions import repeating
from meetings.forms.repeating import EndForm, SeriesChangeForm, SeriesForm
from meetings.models import Audience, Series
from meetings.queries.meetings import coming_up
from meetings.rules.meetings import (
    why_not_change_series,
    why_not_convene,
    why_not_end_series,
)
from meetings.views.body import TAB
from meetings.views.meetings import audiences_for
from networks.views.asking import Question, ask
from networks.views.body import Body, body_for
from solidarity.people.models import PersonRequest
from solidarity.ui.rendering import render_part

MOST_AHEAD = 20


@require_http_methods(["GET", "POST"])
def new_page(request: PersonRequest, slug: str) -> HttpResponse:
    """Let a meeting come again."""
    body = _inside(request, slug)
    why_not = why_not_convene(body.standing, body.network)
    zone = get_current_timezone_name()
    form = SeriesForm(sent(request), zone=zone, audiences=audiences_for(body) or ("members",))
    if not why_not and form.is_valid():
        act = partial(
            repeating.begin_series, body.network, by=request.user, fields=form.series(),
            key=form.cleaned_data["key"], at=now(),
        )  # fmt: skip
        if series := saved_or_refused(form, act):
            messages.success(request, _("Called. The next ones stand in the list already."))
            return redirect("meetings:series", slug, series.pk)
    context = body.context(TAB) | {"form": form, "why_not": why_not}
    status = 422 if request.method == "POST" else 200
    return render_part(request, "meetings/series_new.html#write", context, status)


def _inside(request: PersonRequest, slug: str) -> Body:
    body = body_for(request, slug)
    if not body.standing.belongs:
        raise Http404
    return body


def _series(request: PersonRequest, slug: str, pk: int) -> tuple[Body, Series]:
    body = _inside(request, slug)
    series = Series.objects.filter(body=body.network, pk=pk).first()
    if series is None:
        raise Http404
    return body, series


@require_safe
def series_page(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    """How it comes again, and the next ones."""
    body, series = _series(request, slug, pk)
    ahead = list(coming_up(series.meetings.all(), at=now())[:MOST_AHEAD])
    for meeting in ahead:
        meeting.body = body.network
    context = body.context(TAB) | {
        "series": series,
        "ahead": ahead,
        "can_end": not why_not_end_series(body.standing, series, request.user),
        "next": next((each for each in ahead if each.starts_at and not each.is_off), None),
    }
    return render(request, "meetings/series.html", context)


@require_http_methods(["GET", "POST"])
def end_page(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    """End it: at once, or after one that is to come."""
    body, series = _series(request, slug, pk)
    why_not = why_not_end_series(body.standing, series, request.user)
    if why_not and not body.standing.is_paused:
        raise Http404
    ahead = coming_up(series.meetings.filter(called_off_at=None), at=now())
    form = EndForm(
        sent(request), ahead=list(ahead.only("series", "series_day", "starts_at")[:MOST_AHEAD])
    )
    question = Question(
        title=_("End this meeting that comes again?"),
        button=_("End it"),
        back=reverse("meetings:series", args=[slug, pk]),
        back_words=series.title,
        done=_("Ended. Those who come are told."),
        quote=series.title,
        why_not=why_not,
        is_grave=True,
    )
    act = lambda: repeating.end_series(  # noqa: E731 asked for when the form is filled in
        series.pk, by=request.user, at=now(), after=form.after()
    )
    return ask(request, question, form, act, body=body, tab=TAB)


@require_http_methods(["GET", "POST"])
def change_page(request: PersonRequest, slug: str, pk: int, number: int) -> HttpResponse:
    """Change how it comes again: this one, and those that follow."""
    body, series = _series(request, slug, pk)
    meeting = series.meetings.filter(number=number, series_day__isnull=False).first()
    why_not = why_not_change_series(body.standing, series, request.user)
    if meeting is None or (why_not_end_series(body.standing, series, request.user)):
        raise Http404
    meeting.body = body.network
    audiences = {*audiences_for(body), series.audience}
    form = SeriesChangeForm(
        sent(request),
        series=series,
        since=meeting.series_day or series.first_on,
        audiences=tuple(each for each in Audience.values if each in audiences),
    )
    if not why_not and form.is_valid():
        act = partial(
            repeating.change_following, meeting.pk, by=request.user, fields=form.series(),
            seen=form.cleaned_data["seen"], at=now(),
        )  # fmt: skip
        if saved_or_refused(form, act):
            messages.success(request, _("Saved. Those who come are told."))
            return redirect("meetings:series", slug, pk)
    context = body.context(TAB) | {
        "form": form, "why_not": why_not, "meeting": meeting, "series": series,
    }  # fmt: skip
    status = 422 if request.method == "POST" else 200
    return render_part(request, "meetings/series_change.html#write", context, status)
