"""Coming in and going."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
)

from networks.actions import joining
from networks.forms.joining import JoinForm
from networks.models import Admission, JoinPolicy, Membership, State
from networks.queries import stewards_of
from networks.rules import (
    why_not_join,
    why_not_leave,
    why_not_withdraw,
)
from networks.views.body import awaited_body, body_for
from solidarity.base.limits import ASKING, TooOften, count_against
from solidarity.base.refused import Refused
from solidarity.people.actions import drop_draft, keep_draft
from solidarity.people.models import PersonRequest
from solidarity.people.queries import draft_of
from solidarity.ui.rendering import render_part

MOST_SHOWN = 20


@require_http_methods(["GET", "POST"])
def join_page(request: PersonRequest, slug: str) -> HttpResponse:
    """Join, or ask to, with answers to the stewards' questions."""
    body = body_for(request, slug)
    network, purpose = body.network, f"join-{slug}"
    kept = draft_of(request.user, purpose)
    form = JoinForm(
        network.questions.order_by("position"),
        request.POST if request.method == "POST" else None,
        initial={name: values[0] for name, values in kept.items() if values and name != "agrees"},
        ways=network.ways_number,
    )
    if form.is_valid():
        try:
            count_against(ASKING, what="join", who=str(request.user.pk), at=now())
            done = joining.join(
                network.pk,
                by=request.user,
                answers=form.answers(),
                ways=form.agreed(),
                at=now(),
            )
        except TooOften:  # a 429; her answers are here when she comes again
            answers = {name: request.POST.getlist(name) for name in form.fields}
            keep_draft(request.user, purpose, answers, at=now())
            raise
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            drop_draft(request.user, purpose)
            messages.success(request, _welcome_words(done))
            return redirect(network)
    context = body.context("networks:about") | {
        "form": form,
        "draft_purpose": purpose,
        "why_not": why_not_join(body.standing, network) if request.method == "GET" else "",
        "is_open": network.join_policy == JoinPolicy.OPEN,
        "asks_questions": any(name.startswith("answer_") for name in form.fields),
    }
    return render_part(request, "networks/join.html#join", context, 422 if form.errors else 200)


def _welcome_words(membership: Membership) -> str:
    if membership.state == State.ACTIVE:
        return _("Welcome! You are a member now.")
    if membership.network.admission == Admission.MEMBERS:
        return _("Your request is with the members. One of them answers you here and by mail.")
    return _("Your request is with the stewards. They answer you here and by mail.")


@require_http_methods(["GET", "POST"])
def withdraw_page(request: PersonRequest, slug: str) -> HttpResponse:
    """Take back a request: asks once more, then does it."""
    body = awaited_body(request, slug)
    why_not = why_not_withdraw(body.standing)
    if request.method == "POST" and not why_not:
        try:
            joining.withdraw(body.network.pk, by=request.user, at=now())
        except Refused as refusal:
            why_not = str(refusal)
        else:
            messages.success(request, _("You took back your request. Your answers are deleted."))
            return redirect(body.network if body.is_seen else "home")
    context = body.context("networks:about") | {"why_not": why_not, "tabs": []}
    status = 422 if why_not and request.method == "POST" else 200
    return render(request, "networks/withdraw.html", context, status=status)


@require_http_methods(["GET", "POST"])
def leave_page(request: PersonRequest, slug: str) -> HttpResponse:
    """Leave: says what follows, then does it."""
    body = body_for(request, slug)
    why_not = why_not_leave(body.standing)
    if request.method == "POST" and not why_not:
        try:
            joining.leave(body.network.pk, by=request.user, at=now())
        except Refused as refusal:
            why_not = str(refusal)
        else:
            words = _("You left %(network)s. Thank you for what you gave.")
            messages.success(request, words % {"network": body.network.name})
            return redirect("home")
    is_last = body.standing.is_steward and stewards_of(body.network)[:2].count() == 1
    context = body.context("networks:about") | {
        "why_not": why_not,
        "is_last_steward": is_last,
    }
    status = 422 if why_not and request.method == "POST" else 200
    return render(request, "networks/leave.html", context, status=status)
