"""Care: how much I carry, what helps, resting."""

from datetime import datetime, time
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cohorts.actions import own as actions
from cohorts.actions import resting
from cohorts.forms.own import HelpsForm, LoadForm, LoadSharedField, RestForm
from cohorts.models import Carried, Load, LoadShared
from cohorts.queries import own as queries
from cohorts.queries.buddies import buddies_of
from cohorts.rules.people import facilitates
from cohorts.steps import picture
from cohorts.views.own import TAB, own_body
from decisions.views.writing import saved_or_refused, sent
from networks.views.body import Body
from solidarity.people.models import PersonRequest
from solidarity.ui.pressing import pressed
from solidarity.ui.rendering import render_part

SHOWN = 26


def _in_words(loads: list[Load]) -> list[Load]:
    for load in loads:
        load.step = Carried(load.said["step"])
    return loads


def _shown(request: PersonRequest, body: Body, status: int = 200, **given: Any) -> HttpResponse:
    viewer, network = request.user, body.network
    buddies = buddies_of(viewer, network)
    hers = _in_words(queries.all_opened(queries.own(Load, viewer, network)[:SHOWN]))
    of = facilitates(body.standing)
    context = body.context(TAB) | {
        "load_form": LoadForm(has_buddies=bool(buddies)),
        "helps_form": HelpsForm(
            initial={"words": queries.helps_of(viewer, network)}, auto_id="id_helps_%s"
        ),
        "rest_form": RestForm(auto_id="id_rest_%s"),
        "loads": hers,
        "drawn": picture([(each.at, each.said["step"]) for each in reversed(hers)]),
        "shared": _in_words(queries.shared_with(Load, viewer, network, facilitates=of)),
        "rest": queries.rest_of(viewer, network, at=now()),
        "choices": LoadSharedField(bool(buddies)).choices,
        "has_buddies": bool(buddies),
    }
    return render_part(request, "cohorts/care.html", context | given, status)


@require_http_methods(["GET", "POST"])
def care_page(request: PersonRequest, slug: str) -> HttpResponse:
    """How much she carries, over time; what helps; resting."""
    body = own_body(request, slug)
    if request.method != "POST":
        return _shown(request, body)
    form = LoadForm(request.POST, has_buddies=bool(buddies_of(request.user, body.network)))
    if form.is_valid():
        said = form.cleaned_data
        act = partial(
            actions.write_own, Load, slug, by=request.user, shared=said["shared"], key=said["key"],
            said={"step": said["step"], "words": said["words"]}, at=now(),
        )  # fmt: skip
        if saved_or_refused(form, act):
            messages.success(request, _("It is kept. Thank you for looking after yourself."))
            return redirect("cohorts:care", slug)
    return _shown(request, body, 422, load_form=form)


def _her_load(request: PersonRequest, slug: str, pk: int) -> Body:
    body = own_body(request, slug)
    if not queries.own(Load, request.user, body.network).filter(pk=pk).exists():
        raise Http404
    return body


@require_POST
def share(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    """Who else may know it, from now on."""
    _her_load(request, slug, pk)
    shared = request.POST.get("shared", "")
    if shared not in LoadShared.values:
        raise Http404
    act = partial(actions.share_own, Load, slug, pk, by=request.user, shared=shared, at=now())
    to = f"{reverse('cohorts:care', args=[slug])}#earlier"
    return pressed(request, act, done=_("It is saved."), to=to)


@require_POST
def delete(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    """It is gone at once."""
    _her_load(request, slug, pk)
    act = partial(actions.delete_own, Load, slug, pk, by=request.user, at=now())
    to = f"{reverse('cohorts:care', args=[slug])}#earlier"
    return pressed(request, act, done=_("It is gone."), to=to)


@require_POST
def helps(request: PersonRequest, slug: str) -> HttpResponse:
    """What helps her, in her own words."""
    body = own_body(request, slug)
    form = HelpsForm(sent(request), auto_id="id_helps_%s")
    if form.is_valid():
        words = form.cleaned_data["words"]
        actions.say_what_helps(slug, by=request.user, words=words, at=now())
        messages.success(request, _("It is saved."))
        return redirect("cohorts:care", slug)
    return _shown(request, body, 422, helps_form=form)


@require_POST
def rest(request: PersonRequest, slug: str) -> HttpResponse:
    """She rests until the day that she names begins where she is."""
    body = own_body(request, slug)
    form = RestForm(sent(request), auto_id="id_rest_%s")
    if form.is_valid():
        until = datetime.combine(form.cleaned_data["until"], time(), request.user.zone)
        resting.rest(slug, by=request.user, until=until, at=now())
        messages.success(request, _("Rest well. Nothing here reminds you until then."))
        return redirect("cohorts:care", slug)
    return _shown(request, body, 422, rest_form=form)


@require_POST
def back(request: PersonRequest, slug: str) -> HttpResponse:
    """She is back."""
    own_body(request, slug)
    act = partial(resting.come_back, slug, by=request.user, at=now())
    to = reverse("cohorts:care", args=[slug])
    return pressed(request, act, done=_("Good that you are here."), to=to)
