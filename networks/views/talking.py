"""Talk: a network's board and its conversations, for those who belong."""

from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from networks.actions.talking import start_on, take_off
from networks.queries import also_on, board_of, boards_to_share_on, thread_on
from networks.rules import voice_in
from networks.views.body import Body, body_for
from solidarity.base.refused import Refused
from solidarity.base.stale import Stale
from solidarity.people.actions import drop_draft
from solidarity.people.models import PersonRequest
from solidarity.people.queries import draft_of
from solidarity.threads import actions
from solidarity.threads.forms import (
    CommentForm,
    EditCommentForm,
    EditOpeningForm,
    StartForm,
    TakeDownForm,
)
from solidarity.threads.models import Post, Thread
from solidarity.threads.owners import Voice
from solidarity.threads.queries import lines_of, talk_in
from solidarity.threads.rules import why_not_edit, why_not_take_back, why_not_take_down
from solidarity.threads.views import answer_to
from solidarity.ui.rendering import render_part

LINES = 30
TAB = "networks:talk"


@dataclass(frozen=True)
class Room:
    """A network's talk as one who belongs meets it."""

    body: Body
    voice: Voice

    def thread(self, pk: int) -> Thread:
        """One on its board, read from here; Http404 for any other."""
        thread = thread_on(self.body.network, pk)
        if thread is None:
            raise Http404
        if not thread.is_shared:
            thread.owner = self.body.network
        return thread

    def voice_for(self, thread: Thread) -> Voice:
        """What the reader may do in it: of a shared one, only its owner's stewards keep order."""
        keeps_order = self.voice.keeps_order and thread.owner_id == self.body.network.pk
        return replace(self.voice, keeps_order=keeps_order)

    def url_of(self, thread: Thread) -> str:
        """Where it is read on this board."""
        return reverse("networks:thread", args=[self.body.network.slug, thread.pk])

    def place_of(self, post: Post) -> str:
        """Where a post is read on this board."""
        return f"{self.url_of(post.thread)}#post-{post.pk}"

    def post(self, pk: int, post: int) -> Post:
        """A post of one of its threads; Http404 for any other."""
        thread = self.thread(pk)
        found = get_object_or_404(thread.posts.select_related("author"), pk=post)
        found.thread = thread
        return found


def room_for(request: PersonRequest, slug: str) -> Room:
    """The talk of this network; Http404 for those who do not belong."""
    body = body_for(request, slug)
    voice = voice_in(body.standing)
    if not voice.reads:
        raise Http404
    return Room(body, voice)


@require_safe
def board_page(request: PersonRequest, slug: str) -> HttpResponse:
    """What is talked about; where something was said last stands first."""
    room = room_for(request, slug)
    network = room.body.network
    page = board_of(network, after=request.GET.get("after", ""), size=LINES)
    elsewhere = also_on(request.user, network, page.rows)
    lines = [
        (line, elsewhere.get(line.thread.pk, [])) for line in lines_of(page.rows, request.user)
    ]
    context = room.body.context(TAB) | {"page": page, "lines": lines}
    return render_part(request, "networks/talk.html", context)


@require_http_methods(["GET", "POST"])
def start_page(request: PersonRequest, slug: str) -> HttpResponse:
    """Begin a conversation; what is typed is kept."""
    room = room_for(request, slug)
    network = room.body.network
    purpose = f"talk-{network.pk}"
    others = {each.slug: each for each in boards_to_share_on(request.user, network)}
    form = StartForm(
        request.POST if request.method == "POST" else None,
        initial=kept_words(request, purpose, ("title", "words")),
        can_announce=room.voice.keeps_order,
        boards=[(slug, each.name) for slug, each in others.items()],
    )
    if form.is_valid():
        fields = dict(form.cleaned_data)
        boards = [network, *(others[slug] for slug in fields.pop("boards", []))]
        try:
            thread = start_on(boards, by=request.user, at=now(), **fields)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            drop_draft(request.user, purpose)
            return redirect(room.url_of(thread))
    context = room.body.context(TAB) | {"form": form, "draft_purpose": purpose}
    return render_part(request, "networks/talk_start.html", context, 422 if form.errors else 200)


def kept_words(request: PersonRequest, purpose: str, names: tuple[str, ...]) -> dict[str, Any]:
    """What she typed before in the fields of these names."""
    if request.method == "POST":
        return {}
    kept = draft_of(request.user, purpose)
    return {name: kept[name][0] for name in names if kept.get(name)}


@require_http_methods(["GET", "POST"])
def thread_page(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    """A conversation; the comments that came last, oldest first, and room for one more."""
    room = room_for(request, slug)
    thread = room.thread(pk)
    purpose = f"thread-{pk}"
    form = CommentForm(
        request.POST if request.method == "POST" else None,
        initial=kept_words(request, purpose, ("words",)),
    )
    if form.is_valid():
        try:
            post = actions.comment(thread.pk, by=request.user, at=now(), **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            drop_draft(request.user, purpose)
            return redirect(room.place_of(post))
    context = room.body.context(TAB) | _conversation(request, room, thread)
    context |= {"form": form, "draft_purpose": purpose}
    name = "networks/thread.html#conversation"
    return render_part(request, name, context, 422 if form.errors else 200)


def _conversation(request: PersonRequest, room: Room, thread: Thread) -> dict[str, Any]:
    voice = room.voice_for(thread)
    elsewhere = also_on(request.user, room.body.network, [thread])
    return {
        "thread": thread,
        "thread_url": room.url_of(thread),
        "talk": talk_in(thread, request.user, voice, after=request.GET.get("after", "")),
        "elsewhere": elsewhere.get(thread.pk, []),
        "can_take_off": thread.is_shared and room.body.standing.is_steward,
    }


def _about(room: Room, post: Post) -> dict[str, Any]:
    """What the pages about one post show."""
    places = {"thread_url": room.url_of(post.thread), "back_url": room.place_of(post)}
    return room.body.context(TAB) | places | {"post": post}


@require_http_methods(["GET", "POST"])
def edit_page(request: PersonRequest, slug: str, pk: int, post: int) -> HttpResponse:
    """Change what I wrote."""
    room = room_for(request, slug)
    mine = room.post(pk, post)
    if mine.author_id != request.user.pk:
        raise Http404
    kind = EditOpeningForm if mine.has_title else EditCommentForm
    form = kind(request.POST if request.method == "POST" else None, initial=actions.words_of(mine))
    if form.is_valid():
        fields = dict(form.cleaned_data)
        seen = fields.pop("seen")
        try:
            changed = actions.edit(mine.pk, by=request.user, fields=fields, seen=seen, at=now())
        except Stale as stale:
            form.show_stale(stale)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(room.place_of(changed))
    why_not = (
        why_not_edit(room.voice_for(mine.thread), request.user, mine)
        if request.method == "GET"
        else ""
    )
    context = _about(room, mine) | {"form": form, "why_not": why_not}
    return render_part(request, "networks/post_edit.html#edit", context, _status(form, why_not))


@require_http_methods(["GET", "POST"])
def delete_page(request: PersonRequest, slug: str, pk: int, post: int) -> HttpResponse:
    """Delete what I wrote, when I say so once more."""
    room = room_for(request, slug)
    mine = room.post(pk, post)
    if mine.author_id != request.user.pk:
        raise Http404
    why_not = why_not_take_back(room.voice, request.user, mine)
    if request.method == "POST":
        try:
            actions.take_back(mine.pk, by=request.user, at=now())
        except Refused as refusal:
            why_not = str(refusal)
        else:
            messages.success(request, _("Deleted. The words are gone."))
            return redirect(room.place_of(mine))
    context = _about(room, mine) | {"why_not": why_not}
    return render_part(request, "networks/post_delete.html", context, 422 if why_not else 200)


@require_http_methods(["GET", "POST"])
def remove_page(request: PersonRequest, slug: str, pk: int, post: int) -> HttpResponse:
    """Take down what somebody else wrote, with a reason: for stewards."""
    room = room_for(request, slug)
    theirs = room.post(pk, post)
    if not room.voice_for(theirs.thread).keeps_order:
        raise Http404
    why_not = why_not_take_down(room.voice_for(theirs.thread), request.user, theirs)
    form = TakeDownForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and not why_not:
        reason = form.cleaned_data["reason"]
        try:
            actions.take_down(post, by=request.user, reason=reason, at=now())
        except Refused as refusal:
            why_not = str(refusal)
        else:
            messages.success(request, _("Taken down. Its author has been told, with your reason."))
            return redirect(room.place_of(theirs))
    context = _about(room, theirs) | {"form": form, "why_not": why_not}
    return render_part(request, "networks/post_remove.html#remove", context, _status(form, why_not))


def _status(form: Any, why_not: str) -> int:
    return 422 if form.errors or why_not else 200


@require_POST
def answer(request: PersonRequest, slug: str, pk: int, post: int) -> HttpResponse:
    """Say one of the few words under a post, or take it back."""
    room = room_for(request, slug)
    theirs = room.post(pk, post)
    return answer_to(request, theirs, room.url_of(theirs.thread))


@require_http_methods(["GET", "POST"])
def take_off_page(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    """Take a shared conversation off this board, with a reason; elsewhere it stays."""
    room = room_for(request, slug)
    network, thread = room.body.network, room.thread(pk)
    if not room.body.standing.is_steward or not thread.is_shared:
        raise Http404
    form = TakeDownForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            take_off(pk, network.pk, by=request.user, at=now(), **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Taken off this board. Its author has been told."))
            return redirect("networks:talk", slug)
    context = room.body.context(TAB) | {"form": form, "thread": thread}
    context["thread_url"] = room.url_of(thread)
    name = "networks/thread_off.html#off"
    return render_part(request, name, context, 422 if form.errors else 200)
