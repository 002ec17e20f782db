"""Coming in and going."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from networks.actions import joining
from networks.forms.joining import DeclineForm, JoinForm
from networks.models import JoinPolicy, Membership, Network, State
from networks.queries import open_requests, stewards_of
from networks.rules import (
    standing_of,
    why_not_answer,
    why_not_join,
    why_not_leave,
    why_not_withdraw,
)
from networks.views.body import Body, body_for
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
        initial={name: values[0] for name, values in kept.items() if values},
    )
    if form.is_valid():
        try:
            count_against(ASKING, what="join", who=str(request.user.pk), at=now())
            done = joining.join(network.pk, by=request.user, answers=form.answers(), at=now())
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
    }
    return render_part(request, "networks/join.html#join", context, 422 if form.errors else 200)


def _welcome_words(membership: Membership) -> str:
    if membership.state == State.ACTIVE:
        return _("Welcome! You are a member now.")
    return _("Your request is with the stewards. They answer you here and by mail.")


@require_http_methods(["GET", "POST"])
def withdraw_page(request: PersonRequest, slug: str) -> HttpResponse:
    """Take back a request: asks once more, then does it."""
    network = get_object_or_404(Network.objects.known_to(request.user), slug=slug)
    body = Body(network, standing_of(request.user, network))
    why_not = why_not_withdraw(body.standing)
    if request.method == "POST" and not why_not:
        try:
            joining.withdraw(body.network.pk, by=request.user, at=now())
        except Refused as refusal:
            why_not = str(refusal)
        else:
            messages.success(request, _("You took back your request. Your answers are deleted."))
            is_seen = Network.objects.visible_to(request.user).filter(pk=network.pk).exists()
            return redirect(network if is_seen else "home")
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


@require_safe
def requests_page(request: PersonRequest, slug: str) -> HttpResponse:
    """The stewards' queue."""
    body = body_for(request, slug)
    if not body.standing.is_steward:
        raise Http404
    waiting = open_requests(body.network)
    context = body.context("networks:requests") | {
        "requests": list(waiting[:MOST_SHOWN]),
        "waiting": waiting.count(),
    }
    return render(request, "networks/requests.html", context)


@require_POST
def admit_request(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    """Let an applicant in."""
    body = body_for(request, slug)
    asked = _request_to_answer(request, slug, pk)
    try:
        joining.admit(asked.pk, by=request.user, at=now())
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        words = _("%(person)s is a member now, and has been told.")
        messages.success(request, words % {"person": asked.person.display_name})
    return redirect("networks:requests", body.network.slug)


@require_http_methods(["GET", "POST"])
def decline_page(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    """Say no, with a reason."""
    body = body_for(request, slug)
    asked = _request_to_answer(request, slug, pk)
    form = DeclineForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            joining.decline(asked.pk, by=request.user, reason=form.cleaned_data["reason"], at=now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            words = _("%(person)s has been told, with your reason.")
            messages.success(request, words % {"person": asked.person.display_name})
            return redirect("networks:requests", body.network.slug)
    context = body.context("networks:requests") | {
        "form": form,
        "asked": asked,
        "why_not": why_not_answer(body.standing, asked),
    }
    status = 422 if form.errors else 200
    return render_part(request, "networks/decline.html#decline", context, status)


def _request_to_answer(request: PersonRequest, slug: str, pk: int) -> Membership:
    """The request that a steward opens; Http404 for everybody else."""
    body = body_for(request, slug)
    if not body.standing.is_steward:
        raise Http404
    requests = Membership.objects.select_related("person").prefetch_related("answers")
    return get_object_or_404(requests, pk=pk, network=body.network)
