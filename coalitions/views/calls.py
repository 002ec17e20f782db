"""Calls for solidarity: the list, one call, calling, answering, and what followed."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from coalitions.actions import calls as actions
from coalitions.actions.calls import voice_of
from coalitions.forms.calls import CallForm, FollowedForm
from coalitions.models import Call, Phase, Wanted
from coalitions.queries.calls import (
    MOST_TO_CHOOSE,
    answers_to,
    call_for,
    calls_in,
    following_words,
    named_in,
    networks_in,
    of_member_networks,
)
from coalitions.queries.life import coalition_of
from coalitions.rules.calls import why_not_call, why_not_follow
from coalitions.rules.speaking import networks_spoken_for
from coalitions.views.body import coalition_for, inside, page_number
from decisions.views.writing import saved_or_refused, sent
from networks.models import AffiliationState, Network
from networks.views.body import Body
from networks.views.talking import kept_words
from solidarity.base.pages import keyset_page
from solidarity.base.refused import Refused
from solidarity.people.actions import drop_draft
from solidarity.people.models import Person, PersonRequest, Viewer, ViewerRequest
from solidarity.threads.forms import CommentForm
from solidarity.threads.queries import POSTS, talk_in, threads_of
from solidarity.ui.rendering import render_part

TAB = "coalitions:calls"
PER_PAGE = 20


def spoken_for(viewer: Viewer, body: Body) -> list[Network]:
    """For which networks the viewer acts here; of those who do not belong, none."""
    if not isinstance(viewer, Person) or not body.standing.belongs:
        return []
    return networks_spoken_for(viewer, body.network, at=now())


@require_safe
@login_not_required
def calls_page(request: ViewerRequest, slug: str) -> HttpResponse:
    """The calls that the viewer reads, the newest first."""
    body = coalition_for(request, slug)
    found = calls_in(request.user, body.network, body.standing)
    callers = spoken_for(request.user, body)
    coalition = coalition_of(body.network)
    context = body.context(TAB) | {
        "page": keyset_page(found, after=request.GET.get("after", ""), size=PER_PAGE),
        "today": localdate(),
        "can_call": not why_not_call(body.standing, coalition, callers),
        "has_ended": coalition.phase == Phase.ENDED,
    }
    return render(request, "coalitions/calls.html", context)


@require_http_methods(["GET", "POST"])
def new_page(request: PersonRequest, slug: str) -> HttpResponse:
    """Call the others."""
    body = inside(request, slug)
    callers = spoken_for(request.user, body)
    why_not = why_not_call(body.standing, coalition_of(body.network), callers)
    others = networks_in(request.user, body.network)
    form = CallForm(
        sent(request), callers=callers, others=others if len(others) <= MOST_TO_CHOOSE else []
    )
    if not why_not and form.is_valid():
        said = form.cleaned_data
        to = said.pop("to", [])
        network, key = said.pop("network"), said.pop("key")
        act = partial(
            actions.call_out, slug, by=request.user, network=network, fields=said, to=to, key=key,
            at=now(),
        )  # fmt: skip
        if call := saved_or_refused(form, act):
            messages.success(request, _("Called. Those who speak for the others are told."))
            return redirect(call)
    context = body.context(TAB) | {"form": form, "why_not": why_not}
    status = 422 if request.method == "POST" else 200
    return render_part(request, "coalitions/call_new.html#write", context, status)


def call_in(request: ViewerRequest | PersonRequest, body: Body, number: int) -> Call:
    """The call of this number; Http404 where there is none that the viewer reads."""
    call = call_for(request.user, body.network, body.standing, number)
    if call is None:
        raise Http404
    return call


@require_safe
@login_not_required
def call_page(request: ViewerRequest, slug: str, number: int) -> HttpResponse:
    """A call, what was answered, and what followed."""
    body = coalition_for(request, slug)
    return _shown(request, body, call_in(request, body, number))


def _shown(
    request: ViewerRequest | PersonRequest, body: Body, call: Call, status: int = 200, **forms: Any
) -> HttpResponse:
    page = page_number(request.GET.get("page", ""))
    answers = answers_to(request.user, call, body.standing, page=page)
    context = body.context(TAB) | {
        "call": call,
        "is_letter": call.wanted == Wanted.LETTER,
        "is_late": bool(call.until and call.until < localdate() and not call.ended_at),
        "answers": answers,
        "named": named_in(request.user, call),
        **_acts(request.user, body, call),
        **_talk(request, call),
    }
    return render(request, "coalitions/call.html", context | forms, status=status)


def _acts(viewer: Viewer, body: Body, call: Call) -> dict[str, Any]:
    """What the viewer can do about it: for which of her networks she answers, or asks them to."""
    if not isinstance(viewer, Person) or not body.standing.belongs:
        return {}
    spoken = spoken_for(viewer, body)
    mine = of_member_networks(viewer, body.network)
    hers = [each for each in mine if each != call.network]
    is_there = body.network.affiliates.filter(
        member=call.network_id, state=AffiliationState.ACTIVE
    ).exists()
    can_follow = not why_not_follow(body.standing, call, spoken, is_there=is_there)
    return {"mine": mine, "hers": [] if call.ended_at else hers, "can_follow": can_follow}


def _talk(request: ViewerRequest | PersonRequest, call: Call) -> dict[str, Any]:
    """What is said about it, and room for more: for those who belong."""
    if not isinstance(request.user, Person):
        return {}
    voice = voice_of(call, request.user)
    if not voice.reads:
        return {}
    purpose = f"call-talk-{call.pk}"
    found: dict[str, Any] = {"reads_talk": True, "thread_url": POSTS, "draft_purpose": purpose}
    thread = threads_of(call).first()
    if thread is not None:
        thread.owner = call
        after = request.GET.get("after", "")
        found["talk"] = talk_in(thread, request.user, voice, after=after)
    if voice.writes:
        kept = kept_words(request, purpose, ("words",))  # type: ignore[arg-type]
        found["talk_form"] = CommentForm(initial=kept, auto_id="id_talk_%s")
    return found


@require_POST
def talk(request: PersonRequest, slug: str, number: int) -> HttpResponse:
    """Say something about a call."""
    body = inside(request, slug)
    call = call_in(request, body, number)
    form = CommentForm(request.POST, auto_id="id_talk_%s")
    if form.is_valid():
        try:
            post = actions.say(call.pk, by=request.user, at=now(), **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            drop_draft(request.user, f"call-talk-{call.pk}")
            return redirect(f"{call.get_absolute_url()}#post-{post.pk}")
    return _shown(request, body, call, 422, talk_form=form)


@require_http_methods(["GET", "POST"])
def followed_page(request: PersonRequest, slug: str, number: int) -> HttpResponse:
    """Write what followed, and end the call: for those who called."""
    body = inside(request, slug)
    call = call_in(request, body, number)
    if not _acts(request.user, body, call)["can_follow"]:
        raise Http404
    form = FollowedForm(sent(request), initial=following_words(call))
    if form.is_valid():
        act = partial(actions.follow, call.pk, by=request.user, at=now(), **form.cleaned_data)
        if saved_or_refused(form, act):
            messages.success(request, _("Saved."))
            return redirect(call)
    context = body.context(TAB) | {"form": form, "call": call}
    status = 422 if form.errors else 200
    return render_part(request, "coalitions/call_followed.html#write", context, status)
