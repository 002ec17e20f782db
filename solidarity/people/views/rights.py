"""What is kept of me: taking it along, letting my account rest, deleting it."""

from contextlib import suppress
from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from solidarity.base.limits import TooOften
from solidarity.base.refused import Refused
from solidarity.people.actions import exporting, leaving
from solidarity.people.data_rights import chapters, consequences_for
from solidarity.people.forms.rights import DepartForm
from solidarity.people.models import Export, PersonRequest, ViewerRequest
from solidarity.people.queries import departure_of, export_of
from solidarity.people.rules import why_not_come_back, why_not_depart

LATE = timedelta(minutes=5)


@require_safe
def data_page(request: PersonRequest) -> HttpResponse:
    """What I can do with what is kept of me."""
    return _data_page(request)


def _data_page(request: PersonRequest, *, problem: str = "", status: int = 200) -> HttpResponse:
    export = export_of(request.user)
    context = {
        "export": export,
        "export_state": _state_of(export),
        "export_until": export.ready_at + exporting.KEPT if export and export.ready_at else None,
        "is_resting": request.user.resting_since is not None,
        "problem": problem,
    }
    return render(request, "people/data.html", context, status=status)


def _state_of(export: Export | None) -> str:
    """How far the file is: none, waiting, late, ready, fetched or gone."""
    at = now()
    if export is None:
        return "none"
    if export.fetched_at:
        return "fetched"
    if export.ready_at is None:
        return "waiting" if export.asked_at > at - LATE else "late"
    return "ready" if export.ready_at > at - exporting.KEPT else "gone"


@require_POST
def ask_export(request: PersonRequest) -> HttpResponse:
    """Let the file be made."""
    try:
        exporting.ask_for_export(request.user, at=now())
    except TooOften as refusal:
        return _data_page(request, problem=str(refusal), status=429)
    messages.success(request, _("We are putting it together. You are told when it is ready."))
    return redirect("people:data")


@require_POST
def fetch(request: PersonRequest) -> HttpResponse:
    """Give out the file, once; not by a link, which a browser could fetch ahead."""
    content = exporting.fetch_export(request.user, at=now())
    if content is None:
        problem = _("This file is here no more: each is given out once, within a day.")
        return _data_page(request, problem=problem, status=410)
    name = f"{request.user.handle}-{now():%Y-%m-%d}.zip"
    response = HttpResponse(content, content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_safe
@login_not_required
def kept_page(request: ViewerRequest) -> HttpResponse:
    """What is kept of people, why and how long: for those as well who think of coming."""
    return render(request, "people/kept.html", {"chapters": chapters()})


@require_http_methods(["GET", "POST"])
def rest_page(request: PersonRequest) -> HttpResponse:
    """Pause my account."""
    if request.method == "POST":
        with suppress(Refused):  # it rests already
            leaving.rest(request.user.pk, at=now())
        return redirect("people:resting")
    context = {"consequences": consequences_for(request.user)}
    return render(request, "people/rest.html", context)


@require_http_methods(["GET", "POST"])
def depart_page(request: PersonRequest) -> HttpResponse:
    """Delete my account, in seven days."""
    if departure_of(request.user):
        return redirect("people:resting")
    why_not = why_not_depart(request.user)
    form = DepartForm(request.POST if request.method == "POST" else None)
    if not why_not and form.is_valid():
        leaves_words = form.cleaned_data["words"] == "leave"
        try:
            leaving.depart(request.user.pk, leaves_words=leaves_words, at=now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("people:resting")
    context = {
        "form": form,
        "why_not": why_not,
        "consequences": consequences_for(request.user),
        "chapters": chapters(),
    }
    is_refused = request.method == "POST"
    return render(request, "people/depart.html", context, status=422 if is_refused else 200)


@require_http_methods(["GET", "POST"])
def resting_page(request: PersonRequest) -> HttpResponse:
    """My account rests, or waits to be deleted; here I come back."""
    if request.user.resting_since is None:
        return redirect("people:data")
    why_not = why_not_come_back(request.user, at=now())
    if request.method == "POST":
        try:
            leaving.come_back(request.user.pk, at=now())
        except Refused as refusal:
            why_not = str(refusal)
        else:
            messages.success(request, _("Good to have you back. All is as you left it."))
            return redirect("home")
    context = {"departure": departure_of(request.user), "why_not": why_not}
    status = 422 if request.method == "POST" else 200
    return render(request, "people/resting.html", context, status=status)
