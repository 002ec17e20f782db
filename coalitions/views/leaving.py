"""Leaving a coalition, after a look at what one holds for others; and being asked to leave."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from coalitions.actions import leaving as actions
from coalitions.forms.leaving import AskToGoForm, GoAnswerForm, LeaveForm
from coalitions.models import LeaveRequest
from coalitions.queries import leaving as queries
from coalitions.queries.governing import leaving_path_for
from coalitions.rules import leaving as rules
from coalitions.rules.speaking import networks_spoken_for, why_not_speak_for
from coalitions.views.handbook import inside_of
from decisions.views.writing import saved_or_refused, sent
from networks.leaving import held_by
from networks.models import Network
from networks.queries import affiliates_of
from networks.views.body import Body
from solidarity.base.refused import Refused
from solidarity.base.secrets import new_token
from solidarity.people.models import PersonRequest
from solidarity.ui.pressing import pressed
from solidarity.ui.rendering import render_part

TAB = "networks:affiliations"
MOST = 50


@require_safe
def leaving_page(request: PersonRequest, slug: str) -> HttpResponse:
    """How one leaves here, and whom the coalition has asked to; for those who belong."""
    body = inside_of(request, slug)
    context = body.context(TAB) | {
        "mine": queries.stewarded_in(request.user, body.network),
        "requests": _named(request, queries.requests_of(body.network)[:MOST]),
        "path": leaving_path_for(body.network, body.network),
        "others": _others(request, body),
    }
    return render(request, "coalitions/leaving.html", context)


def _others(request: PersonRequest, body: Body) -> list[Network]:
    """The networks that she could ask to leave."""
    spoken = networks_spoken_for(request.user, body.network)
    if not (body.standing.is_steward or spoken):
        return []
    inside = [each.member for each in affiliates_of(request.user, body.network)[:MOST]]
    return inside if body.standing.is_steward or len(spoken) > 1 else [
        each for each in inside if each not in spoken
    ]  # fmt: skip


def _named(request: PersonRequest, found: Any) -> list[LeaveRequest]:
    """Those about networks that she may know of."""
    rows = list(found)
    seen = Network.objects.visible_to(request.user).filter(pk__in=[r.network_id for r in rows])
    known = set(seen.values_list("pk", flat=True))
    return [row for row in rows if row.network_id in known]


def _member(request: PersonRequest, body: Body, slug: str) -> Network:
    """A network in this coalition that the viewer may know of; Http404 for any other."""
    seen = Network.objects.visible_to(request.user)
    network = get_object_or_404(seen, slug=slug)
    if not rules.is_in(network, body.network):
        raise Http404
    return network


@require_http_methods(["GET", "POST"])
def leave_page(request: PersonRequest, slug: str, network: str) -> HttpResponse:
    """What it holds for others, then one press: for the stewards of the network."""
    body = inside_of(request, slug)
    member = _member(request, body, network)
    if rules.why_not_leave(request.user, member, body.network):
        raise Http404
    form = LeaveForm(sent(request))
    if form.is_valid():
        try:
            actions.leave(member, body.network, by=request.user, at=now(), **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            names = {"member": member.name, "body": body.network.name}
            messages.success(request, _("%(member)s has left %(body)s.") % names)
            return redirect(member)
    context = body.context(TAB) | {
        "form": form,
        "member": member,
        "held": held_by(member, body.network),
        "key": new_token(),
    }
    status = 422 if form.errors else 200
    return render_part(request, "coalitions/leave.html#leave", context, status)


@require_POST
def decide_to_leave(request: PersonRequest, slug: str, network: str) -> HttpResponse:
    """Let the network decide itself whether it leaves: a draft on its own page."""
    body = inside_of(request, slug)
    member = _member(request, body, network)
    if rules.why_not_leave(request.user, member, body.network):
        raise Http404
    try:
        made = actions.decide_to_leave(
            member, body.network, by=request.user, key=request.POST.get("key", "")[:64], at=now()
        )
    except Refused as refusal:
        messages.warning(request, str(refusal))
        return redirect("coalitions:leave", slug, network)
    return redirect(f"{made.get_absolute_url()}edit/")


@require_http_methods(["GET", "POST"])
def ask_page(request: PersonRequest, slug: str, network: str) -> HttpResponse:
    """Ask a network to leave, with a reason: for stewards, and who acts for another network."""
    body = inside_of(request, slug)
    member = _member(request, body, network)
    speaks = any(each != member for each in networks_spoken_for(request.user, body.network))
    if not (body.standing.is_steward or speaks):
        raise Http404
    open_one = queries.open_request(member, body.network, at=now())
    if open_one is not None and request.method == "GET":
        return redirect(open_one)
    form = AskToGoForm(body.network, queries.clauses_to_name(body.network), sent(request))
    if form.is_valid():
        act = partial(
            actions.ask_to_go, member.pk, body.network.pk, by=request.user, at=now(),
            reason=form.cleaned_data["reason"], clause=form.cleaned_data.get("clause"),
        )  # fmt: skip
        if made := saved_or_refused(form, act):
            messages.success(request, _("The network is told. It has time to answer now."))
            return redirect(made)
    context = body.context(TAB) | {
        "form": form,
        "member": member,
        "path": leaving_path_for(body.network, member),
    }
    status = 422 if form.errors else 200
    return render_part(request, "coalitions/ask_to_go.html#ask", context, status)


def _request(request: PersonRequest, slug: str, pk: int) -> tuple[Body, LeaveRequest]:
    """What is asked of a network; Http404 for those who do not belong, or know not of it."""
    body = inside_of(request, slug)
    asked = _named(request, queries.requests_of(body.network).filter(pk=pk))
    if not asked:
        raise Http404
    asked[0].body = body.network
    return body, asked[0]


@require_http_methods(["GET", "POST"])
def asked_page(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    """Why a network is asked to leave, what it answers, and what comes next."""
    body, asked = _request(request, slug, pk)
    at = now()
    speaks = why_not_speak_for(request.user, asked.network, body.network)
    why_not, question = rules.why_not_answer(asked, speaks, at=at), queries.question_of(asked)
    form = GoAnswerForm(sent(request), initial={"words": asked.answer})
    if request.method == "POST" and speaks:
        raise Http404
    if form.is_valid() and not why_not:
        act = partial(actions.answer, pk, by=request.user, at=at, **form.cleaned_data)
        if saved_or_refused(form, act):
            messages.success(request, _("Your answer stands beside the reason."))
            return redirect(asked)
    context = body.context(TAB) | {
        "asked": asked,
        "form": form,
        "speaks": not speaks,
        "why_not": why_not,
        "can_drop": not rules.why_not_drop(body.standing, asked, request.user),
        "question": question,
        "why_not_bring": rules.why_not_bring(
            body.standing, asked, is_brought=question is not None, at=at
        ),
        "is_over": asked.state not in rules.OPEN,
        "key": new_token(),
    }
    status = 422 if request.method == "POST" else 200
    return render_part(request, "coalitions/asked_to_go.html#asked", context, status)


@require_POST
def drop(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    """Take it back: for whoever asked, and stewards."""
    body, asked = _request(request, slug, pk)
    if rules.why_not_drop(body.standing, asked, request.user) and asked.state in rules.OPEN:
        raise Http404
    act = partial(actions.drop, pk, by=request.user, at=now())
    return pressed(request, act, done=_("Taken back. The network is told."), to=asked)


@require_POST
def bring(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    """Bring it to a decision, once the notice is over."""
    _body, asked = _request(request, slug, pk)
    key = request.POST.get("key", "")[:64]
    try:
        made = actions.bring_to_decision(pk, by=request.user, key=key, at=now())
    except Refused as refusal:
        messages.warning(request, str(refusal))
        return redirect(asked)
    return redirect(f"{made.get_absolute_url()}edit/")
