"""Answering a call: what one network says, by a decision or by those who speak for it."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from coalitions.actions import calls as actions
from coalitions.carrying.calls import effect_for, words_for
from coalitions.forms.calls import AnswerForm
from coalitions.models import Call, Reply
from coalitions.queries.calls import answer_of, answer_words, of_member_networks
from coalitions.rules.calls import is_everyones, why_not_alone, why_not_answer
from coalitions.views.body import inside
from coalitions.views.calls import TAB, call_in, spoken_for
from decisions.actions.moving import bring
from decisions.models import Stage
from decisions.views.writing import saved_or_refused, sent
from networks.models import Network
from networks.views.body import Body
from solidarity.base.refused import Refused
from solidarity.people.models import PersonRequest
from solidarity.ui.rendering import render_part


def _far(
    request: PersonRequest, slug: str, number: int, network: str
) -> tuple[Body, Call, Network]:
    """The call, and a network in the coalition that she is a member of."""
    body = inside(request, slug)
    call = call_in(request, body, number)
    hers = of_member_networks(request.user, body.network)
    far = next((each for each in hers if each.slug == network), None)
    if far is None or far == call.network:
        raise Http404
    return body, call, far


@require_http_methods(["GET", "POST"])
def answer_page(request: PersonRequest, slug: str, number: int, network: str) -> HttpResponse:
    """What one network of hers answers: by a decision, or as those say who speak for it."""
    body, call, far = _far(request, slug, number, network)
    held = answer_of(call, far)
    is_public = call.is_public and is_everyones(far)
    form = AnswerForm(sent(request), initial=answer_words(held), is_public=is_public)
    speaks = far in spoken_for(request.user, body)
    if not speaks and form.is_bound:
        form.add_error(None, _("The stewards of your network, or its spoke here, answer for it."))
    elif form.is_valid():
        said = form.cleaned_data
        seen = said.pop("seen")
        act = partial(
            actions.answer, call.pk, by=request.user, network=network, fields=said, seen=seen,
            at=now(),
        )  # fmt: skip
        if saved_or_refused(form, act):
            messages.success(request, _("Answered. Those who called are told."))
            return redirect(call)
    context = body.context(TAB) | {
        "call": call,
        "far": far,
        "form": form,
        "held": held,
        "why_not": why_not_answer(call, far),
        **_ways(call, far, held=held, speaks=speaks),
    }
    return render_part(
        request, "coalitions/call_answer.html#write", context, 422 if form.errors else 200
    )


def _ways(call: Call, far: Network, *, held: Any, speaks: bool) -> dict[str, Any]:
    """Which answers are left to a decision, and which she may give."""
    alone = {reply: why_not_alone(call, far, reply, held) for reply in Reply.values}
    return {
        "replies": Reply.choices,
        "can_alone": speaks and not all(alone.values()),
        "why_decide": next((reason for reason in alone.values() if reason), ""),
        "speaks": speaks,
    }


@require_POST
def bring_answer(request: PersonRequest, slug: str, number: int, network: str) -> HttpResponse:
    """Bring an answer to a decision of a network of hers: one press, and a draft is there."""
    _body, call, far = _far(request, slug, number, network)
    reply = request.POST.get("reply", "")
    if reply not in Reply.values:
        raise Http404
    if reason := why_not_answer(call, far):
        messages.warning(request, reason)
        return redirect(call)
    about = {"call": call.pk, "reply": reply, "public": "public" in request.POST}
    effect = effect_for(call)
    try:
        made = bring(
            far, kind=effect.kind, about=about, by=request.user, words=words_for(call, reply),
            key=f"call-{call.pk}-{far.pk}-{reply}-{request.user.pk}", at=now(),
        )  # fmt: skip
    except Refused as refusal:
        messages.warning(request, str(refusal))
        return redirect("coalitions:call_answer", slug, number, network)
    messages.success(request, _("A draft is begun. Look at it, and put it up."))
    is_draft = made.stage == Stage.DRAFT
    return redirect(f"{made.get_absolute_url()}{'edit/' if is_draft else ''}")
