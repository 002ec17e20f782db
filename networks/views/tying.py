"""Ties: what two networks are to each other without one belonging to the other."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from networks.actions import tying
from networks.forms.approaching import FindForm
from networks.forms.tying import TieForm, UntieForm
from networks.models import Network, Tie
from networks.queries import networks_named, tie_of, ties_proposed, ties_seen
from networks.rules import why_not_confirm_tie, why_not_tie, why_not_untie
from networks.views.body import Body, body_for, in_words, stewards_only
from solidarity.base.refused import Refused
from solidarity.people.models import PersonRequest, ViewerRequest
from solidarity.ui.pressing import pressed
from solidarity.ui.rendering import render_part

TAB = "networks:ties"
MOST_SHOWN = 200


def _row(body: Body, tie: Tie) -> dict[str, Any]:
    """A tie as a page of one of its networks shows it."""
    return {
        "tie": tie,
        "far": tie.far_from(body.network),
        "words": in_words(tie, body.network),
        "can_confirm": not why_not_confirm_tie(body.standing, body.network, tie),
        "can_end": not why_not_untie(body.standing, body.network, tie),
        "is_ours": tie.proposed_from(body.network),
    }


@require_safe
@login_not_required
def ties_page(request: ViewerRequest, slug: str) -> HttpResponse:
    """The ties of a network by kind; what is proposed, for its stewards."""
    body = body_for(request, slug)
    groups: dict[str, list[dict[str, Any]]] = {}
    for tie in ties_seen(request.user, body.network, body.standing)[:MOST_SHOWN]:
        row = _row(body, tie)
        groups.setdefault(row["words"], []).append(row)
    waiting = ties_proposed(body.network) if body.standing.is_steward else []
    context = body.context(TAB) | {
        "groups": groups,
        "proposals": [_row(body, tie) for tie in waiting],
        "can_propose": not why_not_tie(body.standing, body.network),
    }
    return render(request, "networks/ties.html", context)


@require_http_methods(["GET", "POST"])
def propose_page(request: PersonRequest, slug: str) -> HttpResponse:
    """Find the other network, say what the two are to each other."""
    body = stewards_only(request, slug)
    if "to" in request.GET:
        return _words_page(request, body)
    finding = FindForm(request.GET if "q" in request.GET else None)
    found: list[Network] = []
    if finding.is_valid():
        found = networks_named(request.user, finding.cleaned_data["q"])
        found = [network for network in found if network != body.network]
    context = body.context(TAB) | {
        "form": finding,
        "found": found,
        "is_searched": finding.is_bound,
        "why_not": why_not_tie(body.standing, body.network),
    }
    return render(request, "networks/tie_find.html", context)


def _words_page(request: PersonRequest, body: Body) -> HttpResponse:
    seen = Network.objects.visible_to(request.user)
    far = get_object_or_404(seen, slug=request.GET["to"].replace("\0", ""))
    form = TieForm(
        request.POST if request.method == "POST" else None, initial={"way": request.GET.get("way")}
    )
    if form.is_valid():
        try:
            tying.propose(
                body.network.pk, far.pk, kind=form.kind, is_learner=form.is_learner,
                note=form.cleaned_data["note"], by=request.user, at=now(),
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Proposed. It is a tie when their stewards confirm it."))
            return redirect("networks:ties", body.network.slug)
    context = body.context(TAB) | {
        "form": form,
        "far": far,
        "why_not": why_not_tie(body.standing, body.network) if request.method == "GET" else "",
    }
    status = 422 if form.errors else 200
    return render_part(request, "networks/tie_write.html#tie", context, status)


def _tie(body: Body, pk: int) -> Tie:
    tie = tie_of(body.network, pk)
    if tie is None:
        raise Http404
    return tie


@require_POST
def confirm(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    """Say yes to a tie that another network proposed."""
    body = stewards_only(request, slug)
    tie = _tie(body, pk)
    act = partial(tying.confirm, tie.pk, body.network.pk, by=request.user, at=now())
    done = _("Confirmed. Both pages show it now.")
    return pressed(request, act, done=done, to=reverse("networks:ties", args=[slug]))


@require_http_methods(["GET", "POST"])
def end_page(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    """End a tie, take back what one proposed, or say no."""
    body = stewards_only(request, slug)
    tie = _tie(body, pk)
    form = UntieForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            tying.untie(tie.pk, body.network.pk, by=request.user, at=now(), **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Done. The stewards on the other side have been told."))
            return redirect("networks:ties", slug)
    why_not = ""
    if request.method == "GET":
        why_not = why_not_untie(body.standing, body.network, tie)
    context = body.context(TAB) | _row(body, tie) | {"form": form, "why_not": why_not}
    status = 422 if form.errors else 200
    return render_part(request, "networks/tie_end.html#end", context, status)
