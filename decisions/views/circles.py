"""The circles of a body: which there are, who is in them, and how stewards keep them."""

from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from decisions.actions.circles import (
    add_to_circle,
    change_circle,
    end_circle,
    make_circle,
    take_out_of_circle,
)
from decisions.forms.circles import AddForm, CircleForm
from decisions.models import Circle
from decisions.queries.circles import circle_words, circles_in, people_in
from decisions.rules.circles import why_not_change_circle, why_not_end, why_not_keep_circles
from decisions.views.parts import TAB
from networks.views.asking import Question as Asked
from networks.views.asking import ask
from networks.views.body import Body, body_for, stewards_only
from solidarity.base.refused import Refused
from solidarity.base.stale import Stale
from solidarity.people.models import PersonRequest
from solidarity.ui.pressing import pressed


def _body(request: PersonRequest, slug: str) -> Body:
    """The network, for one who belongs; Http404 for anybody else."""
    body = body_for(request, slug)
    if not body.standing.belongs:
        raise Http404
    return body


def url_of(circle: Circle, page: str = "circle") -> str:
    """The address of a page of a circle."""
    return reverse(f"decisions:{page}", args=[circle.network.slug, circle.pk])


@require_safe
def circles_page(request: PersonRequest, slug: str) -> HttpResponse:
    """Which circles there are."""
    body = _body(request, slug)
    context = body.context(TAB) | {
        "circles": circles_in(body.network),
        "can_keep": not why_not_keep_circles(body.standing),
    }
    return render(request, "decisions/circles.html", context)


@require_http_methods(["GET", "POST"])
def new_page(request: PersonRequest, slug: str) -> HttpResponse:
    """Begin a circle."""
    body = stewards_only(request, slug)
    form = CircleForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        said = form.cleaned_data
        try:
            circle = make_circle(
                slug, by=request.user, name=said["name"], purpose=said["purpose"], at=now()
            )
        except Refused as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, _("Begun. Now say who is in it."))
            return redirect(url_of(circle))
    context = body.context(TAB) | {"form": form}
    return render(request, "decisions/circle_edit.html", context, status=_status(form))


def _status(form: forms.Form) -> int:
    return 422 if form.errors else 200


def _circle(request: PersonRequest, slug: str, pk: int) -> tuple[Body, Circle]:
    body = _body(request, slug)
    circle = get_object_or_404(Circle, network=body.network, pk=pk)
    circle.network = body.network
    return body, circle


def _kept_circle(request: PersonRequest, slug: str, pk: int) -> tuple[Body, Circle]:
    """The circle, for stewards; Http404 for everybody else."""
    body, circle = _circle(request, slug, pk)
    if not body.standing.is_steward:
        raise Http404
    return body, circle


@require_http_methods(["GET", "POST"])
def circle_page(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    """What falls to it, and who is in it; stewards put people into it."""
    body, circle = _circle(request, slug, pk)
    why_not = why_not_change_circle(body.standing, circle)
    sent = request.POST if request.method == "POST" else None
    form = AddForm(sent, initial={"handle": request.GET.get("who", "")[:60]})
    if sent is not None and why_not:
        form.add_error(None, why_not)
    elif form.is_valid():
        try:
            add_to_circle(circle.pk, by=request.user, handle=form.cleaned_data["handle"], at=now())
        except Refused as refusal:
            form.add_error("handle", str(refusal))
        else:
            messages.success(request, _("In it now, and told."))
            return redirect(url_of(circle))
    people = list(people_in(circle))
    context: dict[str, Any] = body.context(TAB) | {
        "circle": circle,
        "people": people,
        "form": form,
        "can_change": not why_not,
        "is_in_it": any(each.person_id == request.user.pk for each in people),
    }
    return render(request, "decisions/circle.html", context, status=_status(form))


@require_http_methods(["GET", "POST"])
def change_page(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    """Give it another name or purpose."""
    body, circle = _kept_circle(request, slug, pk)
    form = CircleForm(
        request.POST if request.method == "POST" else None, initial=circle_words(circle)
    )
    if form.is_valid():
        try:
            change_circle(circle.pk, by=request.user, at=now(), **form.cleaned_data)
        except Stale as stale:
            form.show_stale(stale)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect(url_of(circle))
    context = body.context(TAB) | {"form": form, "circle": circle}
    return render(request, "decisions/circle_edit.html", context, status=_status(form))


@require_POST
def take_out(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    """Take somebody out of it; or leave it oneself."""
    _body_of_it, circle = _circle(request, slug, pk)
    handle = request.POST.get("handle", "")[:60].replace("\0", "") or request.user.handle
    act = partial(take_out_of_circle, circle.pk, by=request.user, handle=handle, at=now())
    return pressed(request, act, done=_("No more in it."), to=url_of(circle))


@require_http_methods(["GET", "POST"])
def end_page(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    """End it, when she says so once more."""
    body, circle = _kept_circle(request, slug, pk)
    asked = Asked(
        title=_("End the circle “%(circle)s”?") % {"circle": circle.name},
        button=_("End it"),
        back=url_of(circle),
        done=_("Ended. What it decided stays."),
        notes=[_("Nothing new can be given to it to decide. What it decided stays as it is.")],
        why_not=why_not_change_circle(body.standing, circle) or why_not_end(circle),
        is_grave=True,
    )
    form = forms.Form(request.POST if request.method == "POST" else None)
    act = partial(end_circle, circle.pk, by=request.user, at=now())
    to = reverse("decisions:circles", args=[slug])
    return ask(request, asked, form, act, body=body, tab=TAB, to=to)
