"""A network's values: what it holds, the gap, who sees it, and talking about it."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from networks.actions import holding
from networks.forms.holding import ShareForm
from networks.models import CircleSeen, Opening
from networks.queries.framing import steps_of
from networks.queries.gaps import gap_page
from networks.queries.held import held_of
from networks.queries.holding import (
    circle_of,
    count_of,
    is_admitted,
    open_opening,
    words_on_opening,
)
from networks.rules import (
    sees_circle,
    sees_together,
    sees_values,
    why_not_open,
    why_not_say,
    why_not_share_here,
    why_not_shut,
)
from networks.views.asking import Question, ask
from networks.views.body import Body, body_for, stewards_only
from networks.views.choosing import body_of_hers
from solidarity.base.refused import Refused
from solidarity.people.models import Person, PersonRequest, ViewerRequest
from solidarity.ui.pressing import pressed
from values.actions import begin
from values.actions.pooling import leave_pool
from values.models import MOST_SEALINGS, Share, Sort
from values.queries import consent_of
from values.queries.pooling import profiles_of, share_in, spent_by, spent_in

TAB = "networks:values"


def _share_of(viewer: Any, body: Body) -> Share | None:
    pool = body.network.pool
    return share_in(viewer, pool) if pool and isinstance(viewer, Person) else None


def _why_not_share(request: PersonRequest, body: Body) -> str:
    let_in = body.standing.is_member and is_admitted(request.user, body.network)
    return why_not_share_here(body.standing, body.network, is_admitted=let_in)


@require_safe
@login_not_required
def values_page(request: ViewerRequest, slug: str) -> HttpResponse:
    """What its members hold, taken together; and what each may do with it."""
    body = body_for(request, slug)
    network, standing = body.network, body.standing
    if not sees_values(standing, network):
        raise Http404
    shown = circle_of(network) if sees_circle(standing, network) else None
    is_member = standing.is_member and isinstance(request.user, Person)
    context = body.context(TAB) | {
        "held": held_of(shown.now, shown.before) if shown and shown.now else None,
        "share": _share_of(request.user, body) if is_member else None,
        "why_not": _why_not_share(request, body) if is_member else "",  # type: ignore[arg-type]
        "is_member": is_member,
        "sees_together": sees_together(standing, network),
        "opening": open_opening(network, at=now()) if standing.belongs else None,
    }
    return render(request, "networks/values.html", context)


@require_safe
@login_not_required
def conversation_page(request: ViewerRequest, slug: str) -> HttpResponse:
    """A guided conversation about values: steps, times, questions. It keeps nothing."""
    body = body_for(request, slug)
    if not body.standing.belongs:
        raise Http404
    return render(request, "networks/values_conversation.html", body.context(TAB))


def _sharing_body(request: PersonRequest, slug: str) -> Body:
    """The network for one of its members; Http404 for anybody else."""
    body = body_of_hers(request, slug)
    if not body.standing.is_member:
        raise Http404
    return body


def _has_circle(person: Person) -> bool:
    """Whether she has agreed to be asked, and answered enough about herself."""
    return consent_of(person) is not None and bool(profiles_of([person.pk]))


@require_http_methods(["GET", "POST"])
def share_page(request: PersonRequest, slug: str) -> HttpResponse:
    """Put my circle together with the others', knowing what it costs; or change how."""
    body = _sharing_body(request, slug)
    network, own = body.network, _share_of(request.user, body)
    here = spent_in(network.pool, Sort.CIRCLE, [request.user.pk]) if network.pool else {}
    spent = spent_by([request.user.pk]).get(request.user.pk, 0)
    left = MOST_SEALINGS - spent + here.get(request.user.pk, 0)
    first = {"sealings": own.sealings, "gives_gap": own.gives_gap} if own else {}
    sent = request.POST if request.method == "POST" else None
    form = ShareForm(sent, initial=first, left=left)
    why_not = _why_not_share(request, body)
    if sent is not None and not why_not and form.is_valid():
        fields = {name: form.cleaned_data[name] for name in ("sealings", "gives_gap")}
        try:
            holding.share_here(network.pk, by=request.user, at=now(), **fields)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Kept. It counts from the next sum on."))
            return redirect(TAB, slug)
    context = body.context(TAB) | {
        "form": form, "share": own, "why_not": why_not, "left": max(0, MOST_SEALINGS - spent),
        "has_circle": bool(own) or _has_circle(request.user),
    }  # fmt: skip
    is_refused = sent is not None and bool(form.errors or why_not)
    return render(request, "networks/values_share.html", context, status=422 if is_refused else 200)


@require_POST
def leave_values(request: PersonRequest, slug: str) -> HttpResponse:
    """Take my circle out again."""
    body = body_of_hers(request, slug)
    pool = body.network.pool
    if pool is None:
        raise Http404
    act = partial(leave_pool, request.user, pool, at=now())
    done = _("Your circle is out of the next picture.")
    return pressed(request, act, done=done, to=reverse(TAB, args=[slug]))


# The gap


@require_safe
@login_not_required
def gap_view(request: ViewerRequest, slug: str) -> HttpResponse:
    """What we hold and what we think we hold, side by side."""
    body = body_for(request, slug)
    network = body.network
    if not sees_circle(body.standing, network):
        raise Http404
    circle, gaps = circle_of(network).now, circle_of(network, Sort.GAP).now
    is_member = body.standing.is_member and isinstance(request.user, Person)
    context = body.context(TAB) | {
        "gap": gap_page(circle, gaps) if circle and gaps else None,
        "is_member": is_member,
        "why_not": _why_not_share(request, body) if is_member else "",  # type: ignore[arg-type]
    }
    return render(request, "networks/values_gap.html", context)


@require_http_methods(["GET", "POST"])
def answer_page(request: PersonRequest, slug: str) -> HttpResponse:
    """The three questionnaires of the gap: which are done, and which is next."""
    body = _sharing_body(request, slug)
    why_not = _why_not_share(request, body)
    if request.method == "POST":
        try:
            return _begin_next(request, body)
        except Refused as refusal:
            messages.warning(request, str(refusal))
            agreed = consent_of(request.user) is not None
            return redirect(TAB, slug) if agreed else redirect("values:consent")
    steps = steps_of(request.user, body.network.pool)
    context = body.context(TAB) | {
        "steps": steps, "share": _share_of(request.user, body), "why_not": why_not,
        "is_done": all(step.is_done for step in steps),
    }  # fmt: skip
    return render(request, "networks/values_answer.html", context)


def _begin_next(request: PersonRequest, body: Body) -> HttpResponse:
    """Begin the questionnaire that is next, or go on with it."""
    pool = holding.pool_for(body.network.pk, by=request.user, at=now())
    step = next((each for each in steps_of(request.user, pool) if each.is_next), None)
    if step is None:
        return redirect("networks:values_gap", body.network.slug)
    of = pool if step.about == "member" else None
    return redirect(begin(request.user, about=step.about, pool=of, at=now()))


# Who sees it


@require_http_methods(["GET", "POST"])
def opening_page(request: PersonRequest, slug: str) -> HttpResponse:
    """Who sees the circle; proposing another way, and what the members say to it."""
    body = body_of_hers(request, slug)
    if request.method == "POST":
        return _press(request, body)
    network, at = body.network, now()
    opening = open_opening(network, at=at)
    wants = (
        CircleSeen.MEMBERS if network.circle_seen == CircleSeen.EVERYONE else CircleSeen.EVERYONE
    )
    has_circle = circle_of(network).now is not None
    context = body.context(TAB) | {
        "opening": opening,
        "wants": wants,
        "why_not": why_not_open(body.standing, network, wants, has_circle=has_circle),
        "can_shut": not why_not_shut(body.standing, network),
    }
    if opening is not None:
        context |= _said_to(request.user, body, opening)
    return render(request, "networks/values_opening.html", context)


def _said_to(viewer: Person, body: Body, opening: Opening) -> dict[str, Any]:
    words = words_on_opening(opening)
    own = next((word for word in words if word.person_id == viewer.pk), None)
    return {
        "confirming": [word.person for word in words if not word.objects_to],
        "objecting": [word.person for word in words if word.objects_to],
        "count": count_of(opening),
        "own": own,
        "why_not_say": why_not_say(body.standing, opening, now()),
        "is_mine": opening.by_id == viewer.pk,
    }


def _press(request: PersonRequest, body: Body) -> HttpResponse:
    """Propose, confirm, object, take back: whichever button was pressed."""
    to = reverse("networks:values_opening", args=[body.network.slug])
    pressing, at = request.POST.get("act", ""), now()
    if pressing in CircleSeen.values:
        act = partial(
            holding.propose_opening, body.network.pk, wants=pressing, by=request.user, at=at
        )
        return pressed(request, act, done=_("Proposed. Everybody here is told."), to=to)
    if pressing == "shut":
        shut = partial(holding.shut_circle, body.network.pk, by=request.user, at=at)
        return pressed(request, shut, done=_("Only members see it now. They are told."), to=to)
    opening = open_opening(body.network, at=at)
    said = ANSWERS.get(pressing)
    if said is None or opening is None:
        raise Http404
    act = partial(said, opening.pk, by=request.user, at=at)
    return pressed(request, act, done=_("Noted."), to=to)


def _object(pk: int, **who: Any) -> bool:
    return holding.say(pk, objects_to=True, **who)


ANSWERS: dict[str, Callable[..., Any]] = {
    "confirm": holding.say,
    "object": _object,
    "take-back": holding.unsay,
    "drop": holding.drop_opening,
}


@require_http_methods(["GET", "POST"])
def map_page(request: PersonRequest, slug: str) -> HttpResponse:
    """Do without the circle of values, or have it again: for stewards."""
    body = stewards_only(request, slug)
    network = body.network
    off = not network.map_off
    question = Question(
        title=_("Do without the circle of values") if off else _("Have the circle of values again"),
        button=_("Switch it off") if off else _("Switch it on"),
        back=reverse("networks:settings", args=[slug]),
        done=_("The circle is switched off.") if off else _("The circle is back."),
        notes=[
            _(
                "Some networks would rather speak of what moves them in their own words alone. Then"
                " circle and gap are not there, for nobody, and nothing is summed up. Everything"
                " else stays as it is, and you can switch it on again. It stands in the log."
            )
        ],
    )
    form = forms.Form(request.POST if request.method == "POST" else None)
    act = partial(holding.switch_map, network.pk, off=off, by=request.user, at=now())
    return ask(request, question, form, act, body=body, tab="networks:settings")
