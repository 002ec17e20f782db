"""Networks that ask to belong to one another, and what their stewards say to it."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from networks.actions import approaching
from networks.entering import leads_in, why_not_let_in
from networks.forms.approaching import (
    AcceptForm,
    ApproachForm,
    FindForm,
    NoForm,
    RecallForm,
    TermsForm,
    terms_of,
)
from networks.leaving import held_by, way_out
from networks.models import Affiliation, AffiliationState, Approach, ApproachState, Network, Side
from networks.queries import (
    MOST_WAITING,
    approach_for,
    approaches_of,
    needs_of,
    networks_named,
    waiting_approaches,
)
from networks.rules import (
    TAKES_NETWORKS,
    sides_of,
    why_not_answer_approach,
    why_not_approach,
    why_not_ask_again,
    why_not_enter,
    why_not_part,
    why_not_recall,
)
from networks.views.body import Body, stewards_only
from solidarity.base.pages import keyset_page
from solidarity.base.refused import Refused
from solidarity.people.actions import drop_draft
from solidarity.people.models import PersonRequest
from solidarity.people.queries import draft_of
from solidarity.threads import actions as talk
from solidarity.threads.forms import CommentForm
from solidarity.threads.models import Thread
from solidarity.threads.queries import POSTS, talk_in, threads_of
from solidarity.ui.pressing import pressed
from solidarity.ui.rendering import render_part

PER_PAGE = 25
TAB = "networks:affiliations"


@require_safe
def queue_page(request: PersonRequest, slug: str) -> HttpResponse:
    """What passed between this network and others: what waits, and what came of the rest."""
    body = stewards_only(request, slug)
    network, at = body.network, now()
    found = approaches_of(network, at=at)
    page = keyset_page(found, after=request.GET.get("after", ""), size=PER_PAGE)
    waiting = waiting_approaches(network, at=at)[:MOST_WAITING] if page.is_first else []
    context = body.context(TAB) | {
        "page": page,
        "waiting": [_row(network, each) for each in waiting],
        "rest": [_row(network, each) for each in page.rows],
        "takes_networks": network.kind in TAKES_NETWORKS,
    }
    return render(request, "networks/affiliation_requests.html", context)


def _row(network: Network, made: Approach) -> dict[str, Any]:
    """An approach as the list of one of its networks shows it."""
    state = made.shown_state(now())
    is_ours = made.network_of(made.side).pk == network.pk
    return {
        "approach": made,
        "far": made.body if made.member_id == network.pk else made.member,
        "is_ours": is_ours,
        "wants_in": made.member_id == network.pk,
        "state": state,
        "state_words": state.label,
        "waits_for_us": state == "open" and not is_ours,
    }


@require_http_methods(["GET", "POST"])
def ask_page(request: PersonRequest, slug: str) -> HttpResponse:
    """Ask another network to let this one in."""
    return _approach_page(request, slug, Side.MEMBER)


@require_http_methods(["GET", "POST"])
def invite_page(request: PersonRequest, slug: str) -> HttpResponse:
    """Invite another network to belong to this one."""
    return _approach_page(request, slug, Side.BODY)


def _approach_page(request: PersonRequest, slug: str, side: Side) -> HttpResponse:
    near = stewards_only(request, slug)
    context = near.context(TAB) | {"asks": side == Side.MEMBER}
    if side == Side.BODY and near.network.kind not in TAKES_NETWORKS:
        raise Http404
    if "to" in request.GET:
        return _words_page(request, near, side, context)
    finding = FindForm(request.GET if "q" in request.GET else None)
    found: list[Network] = []
    if finding.is_valid():
        found = networks_named(request.user, finding.cleaned_data["q"])
        found = [network for network in found if network != near.network]
    context |= {"form": finding, "found": found, "is_searched": finding.is_bound}
    return render(request, "networks/approach_find.html", context)


def _words_page(
    request: PersonRequest, near: Body, side: Side, context: dict[str, Any]
) -> HttpResponse:
    seen = Network.objects.visible_to(request.user)
    far = get_object_or_404(seen, slug=request.GET["to"].replace("\0", ""))
    member, body = (near.network, far) if side == Side.MEMBER else (far, near.network)
    questions = body.affiliation_questions.order_by("position") if side == Side.MEMBER else []
    purpose = f"approach-{side}-{near.network.pk}-{far.pk}"
    form = ApproachForm(
        request.POST if request.method == "POST" else None,
        questions=questions,
        initial=_kept(request, purpose),
    )
    if form.is_valid():
        words = {"message": form.cleaned_data["message"], "key": form.cleaned_data["key"]}
        try:
            made = approaching.approach(
                near.network.pk, far.pk, side=side, by=request.user, at=now(),
                answers=form.answers(), **words,
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            drop_draft(request.user, purpose)
            messages.success(request, _("Sent. Their stewards are told, and answer you here."))
            return redirect(made)
    why_not = ""
    if request.method == "GET":
        why_not = why_not_approach(member, body, side=side, at=now())
        why_not = why_not or (why_not_enter(member, body) if side == Side.MEMBER else "")
    context |= {
        "form": form,
        "far": far,
        "why_not": why_not,
        "needed": needs_of(body, member),
        "draft_purpose": purpose,
    }
    name = "networks/approach_write.html#approach"
    return render_part(request, name, context, 422 if form.errors else 200)


def _kept(request: PersonRequest, purpose: str) -> dict[str, Any]:
    if request.method == "POST":
        return {}
    kept = draft_of(request.user, purpose)
    return {name: values[0] for name, values in kept.items() if values and name != "key"}


@require_http_methods(["GET", "POST"])
def terms_page(request: PersonRequest, slug: str) -> HttpResponse:
    """What a body asks of networks that want to belong to it."""
    body = stewards_only(request, slug)
    if body.network.kind not in TAKES_NETWORKS:
        raise Http404
    form = TermsForm(
        body.network,
        request.user,
        request.POST if request.method == "POST" else None,
        initial=terms_of(body.network),
    )
    if form.is_valid():
        try:
            approaching.set_terms(
                body.network.pk, by=request.user, questions=form.questions(),
                prerequisites=form.cleaned_data["needed"], fields=form.terms(), at=now(),
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved. The members see in the log what you changed."))
            return redirect("networks:affiliation_requests", slug)
    context = body.context(TAB) | {"form": form}
    status = 422 if form.errors else 200
    return render_part(request, "networks/affiliation_terms.html#terms", context, status)


def _approach(request: PersonRequest, pk: int) -> Approach:
    """An approach, for the stewards on both sides; Http404 for everybody else."""
    made = approach_for(request.user, pk)
    if made is None:
        raise Http404
    return made


def _about(request: PersonRequest, made: Approach) -> dict[str, Any]:
    """What every page about an approach shows."""
    seen = Network.objects.visible_to(request.user).filter(pk__in=[made.member_id, made.body_id])
    sides = sides_of(request.user, made)
    state = made.shown_state(now())
    return {
        "approach": made,
        "asker": made.network_of(made.side),
        "answerer": made.network_of(made.answering_side),
        "known": set(seen.values_list("pk", flat=True)),
        "mine": made.network_of(Side.BODY if Side.BODY in sides else Side.MEMBER),
        "state": state,
        "state_words": state.label,
    }


@require_http_methods(["GET", "POST"])
def approach_page(request: PersonRequest, pk: int) -> HttpResponse:
    """Where it stands, what was answered, and what the stewards say to each other."""
    made = _approach(request, pk)
    thread = threads_of(made).get()
    thread.owner = made
    purpose = f"thread-{thread.pk}"
    form = CommentForm(
        request.POST if request.method == "POST" else None, initial=_kept(request, purpose)
    )
    if form.is_valid():
        try:
            post = talk.comment(thread.pk, by=request.user, at=now(), **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            drop_draft(request.user, purpose)
            return redirect(f"{made.get_absolute_url()}#post-{post.pk}")
    context = _about(request, made) | _acts(request, made) | _talk(request, thread)
    context |= {"form": form, "draft_purpose": purpose}
    name = "networks/approach.html#conversation"
    return render_part(request, name, context, 422 if form.errors else 200)


def _acts(request: PersonRequest, made: Approach) -> dict[str, Any]:
    """What the reader can do about it."""
    return {
        "can_answer": not why_not_answer_approach(request.user, made, at=now()),
        "can_recall": not why_not_recall(request.user, made, at=now()),
        "can_send_again": not why_not_ask_again(request.user, made),
        "needed": needs_of(made.body, made.member),
        "leads": leads_in(made) if made.shown_state(now()) == ApproachState.OPEN else [],
    }


def _talk(request: PersonRequest, thread: Thread) -> dict[str, Any]:
    voice = thread.voice_of(request.user)
    talk_here = talk_in(thread, request.user, voice, after=request.GET.get("after", ""))
    return {"talk": talk_here, "voice": voice, "thread_url": POSTS}


@require_http_methods(["GET", "POST"])
def accept_page(request: PersonRequest, pk: int) -> HttpResponse:
    """Say yes; an invited network answers the body's questions first."""
    made = _approach(request, pk)
    asked = made.side == Side.BODY
    questions = made.body.affiliation_questions.order_by("position") if asked else []
    form = AcceptForm(questions, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            approaching.accept(pk, by=request.user, at=now(), answers=form.answers())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            words = _("%(member)s belongs to %(body)s from now on.")
            names = {"member": made.member.name, "body": made.body.name}
            messages.success(request, words % names)
            return redirect(made)
    return _answer_page(request, made, form, "accept")


@require_http_methods(["GET", "POST"])
def decline_page(request: PersonRequest, pk: int) -> HttpResponse:
    """Say no, with a reason."""
    done = _("Declined. They have been told, with your reason.")
    return _no_page(request, pk, "decline", NoForm, approaching.decline, done)


@require_http_methods(["GET", "POST"])
def recall_page(request: PersonRequest, pk: int) -> HttpResponse:
    """Take back what one's own network asked."""
    done = _("Taken back. They have been told.")
    return _no_page(request, pk, "recall", RecallForm, approaching.recall, done)


def _no_page(
    request: PersonRequest, pk: int, name: str, kind: type[forms.Form],
    act: Callable[..., Any], done: str,
) -> HttpResponse:  # fmt: skip
    """Let it come to nothing, from either side."""
    made = _approach(request, pk)
    form = kind(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            act(pk, by=request.user, at=now(), **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, done)
            return redirect(made)
    return _answer_page(request, made, form, name)


def _answer_page(
    request: PersonRequest, made: Approach, form: forms.Form, act: str
) -> HttpResponse:
    rule = why_not_recall if act == "recall" else why_not_answer_approach
    why_not = rule(request.user, made, at=now()) if request.method == "GET" else ""
    if act == "accept" and not why_not and request.method == "GET":
        why_not = why_not_enter(made.member, made.body) or why_not_let_in(made)
    context = _about(request, made) | {
        "form": form, "act": act, "why_not": why_not, "needed": needs_of(made.body, made.member),
    }  # fmt: skip
    status = 422 if form.errors else 200
    return render_part(request, "networks/approach_answer.html#answer", context, status)


@require_POST
def send_again(request: PersonRequest, pk: int) -> HttpResponse:
    """Send an invitation once more."""
    made = _approach(request, pk)
    act = partial(approaching.ask_again, pk, by=request.user, at=now())
    done = _("Sent once more. It is good for 14 days from now.")
    return pressed(request, act, done=done, to=made)


@require_http_methods(["GET", "POST"])
def end_page(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    """End an affiliation of this network, up or down, with a reason."""
    body = stewards_only(request, slug)
    rows = Affiliation.objects.select_related("member", "body")
    affiliation = get_object_or_404(rows, pk=pk)
    if body.network.pk not in {affiliation.member_id, affiliation.body_id}:
        raise Http404
    is_leaving = affiliation.member_id == body.network.pk
    is_looking = request.method == "GET" and affiliation.state == AffiliationState.ACTIVE
    if is_looking and (elsewhere := way_out(affiliation, is_leaving=is_leaving)):
        return redirect(elsewhere)
    form = NoForm(request.POST if request.method == "POST" else None)
    far = affiliation.body if is_leaving else affiliation.member
    if form.is_valid():
        try:
            approaching.separate(pk, by=request.user, at=now(), **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Ended. The stewards on both sides have been told."))
            return redirect("networks:affiliations", slug)
    context = body.context(TAB) | {
        "form": form,
        "far": far,
        "is_leaving": is_leaving,
        "held": held_by(affiliation.member, affiliation.body) if is_leaving else [],
        "is_over": affiliation.state != AffiliationState.ACTIVE,
        "why_not": why_not_part(request.user, affiliation) if request.method == "GET" else "",
    }
    status = 422 if form.errors else 200
    return render_part(request, "networks/affiliation_end.html#end", context, status)
