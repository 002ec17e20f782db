"""Requests to join: the queue, the page of one, the conversation on it, and its answer."""

from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from networks.actions import joining, requesting
from networks.forms.joining import DeclineForm, ReasonForm, WaitlistForm
from networks.forms.requesting import QueueForm
from networks.models import JoinAnswer, Membership, State
from networks.queries import answers_to, conversation_of, requests_sought, texts_of, waiting_in
from networks.queries.requesting import ANSWERED
from networks.rules import (
    answers_requests,
    is_shown,
    voice_on,
    why_not_answer,
    why_not_waitlist,
)
from networks.views.body import Body, awaited_body, body_for
from networks.views.talking import kept_words
from solidarity.base.pages import moment_page
from solidarity.base.refused import Refused
from solidarity.people.actions import drop_draft
from solidarity.people.models import PersonRequest
from solidarity.threads.forms import WordsForm
from solidarity.threads.queries import POSTS, talk_in
from solidarity.ui.pressing import pressed
from solidarity.ui.rendering import render_part

PER_PAGE = 10
TAB = "networks:requests"


@dataclass(frozen=True)
class Asked:
    """A request as one of its two sides meets it."""

    body: Body
    request: Membership
    is_hers: bool

    def context(self) -> dict[str, Any]:
        """What every page about a request shows."""
        tab = "networks:about" if self.is_hers else TAB
        return self.body.context(tab) | {"asked": self.request, "is_hers": self.is_hers}


def queue_body(request: PersonRequest, slug: str) -> Body:
    """The network, for those who answer requests; Http404 for everybody else."""
    body = body_for(request, slug)
    if not answers_requests(body.standing, body.network):
        raise Http404
    return body


def request_of(body: Body, pk: int) -> Membership:
    """A request to this network, as those who answer open it; Http404 for what is none."""
    requests = Membership.objects.select_related("person").prefetch_related("answers")
    asked = get_object_or_404(requests, pk=pk, network=body.network)
    asked.network = body.network
    return asked


@require_safe
def requests_page(request: PersonRequest, slug: str) -> HttpResponse:
    """The queue."""
    body = queue_body(request, slug)
    form = QueueForm(request.GET)
    sought = form.sought()
    page = moment_page(
        requests_sought(body.network, sought, at=now()),
        after=request.GET.get("after", ""),
        size=PER_PAGE,
        by=sought.moment,
        rising=not sought.newest_first and sought.state != ANSWERED,
    )
    context = body.context(TAB) | {
        "form": form,
        "sought": sought,
        "page": page,
        "cards": _cards(page.rows, reverse(TAB, args=[slug])),
        "counts": waiting_in(body.network, page.rows),
        "can_pick": sought.state != ANSWERED,
    }
    return render_part(request, "networks/requests.html#queue", context)


class Card(NamedTuple):
    """A request as the queue draws it."""

    asked: Membership
    key: str
    url: str
    person: str
    choose: str
    let_in: str
    answers: list[JoinAnswer]


def _cards(requests: list[Membership], queue_url: str) -> list[Card]:
    answers = answers_to(requests)
    return [_card(asked, queue_url, answers[asked.pk]) for asked in requests]


def _card(asked: Membership, queue_url: str, answers: list[JoinAnswer]) -> Card:
    person = asked.person.display_name
    return Card(
        asked, str(asked.pk), f"{queue_url}{asked.pk}/", person,
        _("Choose %(person)s") % {"person": person},
        _("Let %(person)s in") % {"person": person},
        answers,
    )  # fmt: skip


def _seen_by(request: PersonRequest, slug: str, pk: int) -> Asked:
    """A request, for her who asked and for those who answer; Http404 for everybody else."""
    body = awaited_body(request, slug)
    own = body.standing.membership
    is_hers = own is not None and own.pk == pk
    if not is_hers and not answers_requests(body.standing, body.network):
        raise Http404
    asked = request_of(body, pk)
    if not is_shown(asked, at=now()):
        raise Http404
    return Asked(body, asked, is_hers)


@require_http_methods(["GET", "POST"])
def my_request_page(request: PersonRequest, slug: str) -> HttpResponse:
    """Where my request stands, and the conversation on it."""
    body = awaited_body(request, slug)
    own = body.standing.membership
    if own is None:
        raise Http404
    return _request_page(request, _seen_by(request, slug, own.pk))


@require_http_methods(["GET", "POST"])
def request_page(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    """Somebody's request, for those who answer; whoever asked is led to her own page."""
    asked = _seen_by(request, slug, pk)
    if asked.is_hers:
        return redirect("networks:my_request", slug)
    return _request_page(request, asked)


def _request_page(request: PersonRequest, asked: Asked) -> HttpResponse:
    purpose = f"request-{asked.request.pk}"
    form = WordsForm(
        request.POST if request.method == "POST" else None,
        initial=kept_words(request, purpose, ("words",)),
    )
    if form.is_valid():
        try:
            post = requesting.say(asked.request.pk, by=request.user, at=now(), **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            drop_draft(request.user, purpose)
            return redirect(f"{request.path}#post-{post.pk}")
    context = asked.context() | _conversation(request, asked)
    context |= {"form": form, "draft_purpose": purpose}
    name = "networks/request.html#conversation"
    return render_part(request, name, context, 422 if form.errors else 200)


def _conversation(request: PersonRequest, asked: Asked) -> dict[str, Any]:
    """What was said on a request, as far as the viewer reads it."""
    voice = voice_on(asked.request, request.user)
    thread = conversation_of(asked.request) if voice.reads else None
    after = request.GET.get("after", "")
    return {
        "voice": voice,
        "is_closed": not voice.writes,
        "talk": talk_in(thread, request.user, voice, after=after) if thread else None,
        "thread_url": POSTS,
    }


@require_POST
def admit_request(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    """Let an applicant in."""
    body = queue_body(request, slug)
    asked = request_of(body, pk)
    act = partial(joining.admit, asked.pk, by=request.user, at=now())
    words = _("%(person)s is a member now, and has been told.")
    done = words % {"person": asked.person.display_name}
    return pressed(request, act, done=done, to=reverse(TAB, args=[slug]))


@require_http_methods(["GET", "POST"])
def decline_page(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    """Say no, with a reason."""
    return _answer_page(request, slug, pk, State.DECLINED)


@require_http_methods(["GET", "POST"])
def waitlist_page(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    """Put on the waiting list, with a word on why if one likes."""
    return _answer_page(request, slug, pk, State.WAITLISTED)


def _answer_page(request: PersonRequest, slug: str, pk: int, state: State) -> HttpResponse:
    """Answer with words, which can begin with a text that the stewards keep."""
    body = queue_body(request, slug)
    asked = request_of(body, pk)
    is_no = state == State.DECLINED
    kind, rule = (DeclineForm, why_not_answer) if is_no else (WaitlistForm, why_not_waitlist)
    texts = list(texts_of(body.network))
    form: ReasonForm = kind(request.POST if request.method == "POST" else None, texts=texts)
    if request.POST.get("act") == "fill":
        form = form.filled()
    elif form.is_valid():
        act = joining.decline if is_no else joining.waitlist
        try:
            act(asked.pk, by=request.user, reason=form.cleaned_data["reason"], at=now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            words = _("%(person)s has been told.")
            if form.cleaned_data["reason"]:
                words = _("%(person)s has been told, with your reason.")
            messages.success(request, words % {"person": asked.person.display_name})
            return redirect("networks:requests", slug)
    context = body.context(TAB) | {
        "form": form,
        "asked": asked,
        "texts": texts,
        "why_not": rule(body.standing, asked),
        "is_no": is_no,
    }
    name = "networks/decline.html#decline" if is_no else "networks/waitlist.html#waitlist"
    return render_part(request, name, context, 422 if form.errors else 200)
