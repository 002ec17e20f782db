"""What two people write to each other, and posts that stand on no board."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from solidarity.base.pages import keyset_page
from solidarity.base.refused import Refused
from solidarity.base.stale import Stale
from solidarity.people.actions import drop_draft
from solidarity.people.models import Person, PersonRequest
from solidarity.people.queries import draft_of
from solidarity.people.rules import seen_fields
from solidarity.people.views import keep_away
from solidarity.threads import actions
from solidarity.threads.forms import (
    EditCommentForm,
    FirstWordsForm,
    TakeDownForm,
    WordsForm,
)
from solidarity.threads.models import Answer, Post
from solidarity.threads.queries import (
    POSTS,
    conversation_between,
    conversation_for,
    conversations_of,
    lines_of,
    talk_in,
    thread_of,
    with_people,
)
from solidarity.threads.rules import (
    why_not_edit,
    why_not_take_back,
    why_not_take_down,
    why_not_write,
    why_not_write_to,
)
from solidarity.ui.rendering import render_part

PER_PAGE = 30


def _kept(request: PersonRequest, purpose: str) -> dict[str, Any]:
    """What she typed before."""
    kept = {} if request.method == "POST" else draft_of(request.user, purpose)
    return {"words": kept["words"][0]} if kept.get("words") else {}


@require_http_methods(["GET", "POST"])
def write_page(request: PersonRequest, handle: str) -> HttpResponse:
    """The first words to somebody; where there were some before, it leads to them."""
    other = get_object_or_404(Person, handle=handle)
    if other == request.user:
        return redirect(other)
    if (found := conversation_between(request.user, other)) and (thread := thread_of(found)):
        return redirect(thread)
    why_not = why_not_write_to(request.user, other, has_written=False)
    if why_not and seen_fields(request.user, other) is None:
        raise Http404
    purpose = f"write-{other.pk}"
    form = FirstWordsForm(
        request.POST if request.method == "POST" else None, initial=_kept(request, purpose)
    )
    if form.is_valid():
        try:
            thread = actions.write_to(other, by=request.user, at=now(), **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            drop_draft(request.user, purpose)
            messages.success(request, _("Sent."))
            return redirect(thread)
    context = {"form": form, "other": other, "why_not": why_not, "draft_purpose": purpose}
    status = 422 if form.errors else 200
    return render_part(request, "threads/write.html#write", context, status)


@require_safe
def conversations_page(request: PersonRequest) -> HttpResponse:
    """What others and I write to each other; the newest words stand first."""
    found = conversations_of(request.user)
    page = keyset_page(found, after=request.GET.get("after", ""), size=PER_PAGE, by="newest")
    pairs = with_people(page.rows)
    for thread, pair in zip(page.rows, pairs, strict=True):
        thread.owner = pair
    rows = [
        {"line": line, "other": pair.far_from(request.user)}
        for line, pair in zip(lines_of(page.rows, request.user), pairs, strict=True)
    ]
    return render(request, "threads/conversations.html", {"page": page, "rows": rows})


@require_http_methods(["GET", "POST"])
def conversation_page(request: PersonRequest, pk: int) -> HttpResponse:
    """What one other and I write to each other."""
    found = conversation_for(request.user, pk)
    thread = thread_of(found) if found else None
    if found is None or thread is None:
        raise Http404
    thread.owner = found
    purpose = f"thread-{thread.pk}"
    form = WordsForm(
        request.POST if request.method == "POST" else None, initial=_kept(request, purpose)
    )
    if form.is_valid():
        try:
            post = actions.comment(thread.pk, by=request.user, at=now(), **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            drop_draft(request.user, purpose)
            return redirect(f"{thread.get_absolute_url()}#post-{post.pk}")
    voice = thread.voice_of(request.user)
    other = found.far_from(request.user)
    context = {
        "form": form,
        "other": other,
        "sees_page": other is not None and seen_fields(request.user, other) is not None,
        "talk": talk_in(thread, request.user, voice, after=request.GET.get("after", "")),
        "why_not": why_not_write(voice),
        "thread_url": POSTS,
        "draft_purpose": purpose,
    }
    name = "threads/conversation_page.html#conversation"
    return render_part(request, name, context, 422 if form.errors else 200)


def post_read_by(request: PersonRequest, pk: int) -> Post:
    """A post that she may read, with its thread; Http404 for any other."""
    post = get_object_or_404(Post.objects.select_related("thread", "author"), pk=pk)
    if not post.thread.voice_of(request.user).reads:
        raise Http404
    return post


def unshared_post(request: PersonRequest, pk: int) -> Post:
    """The same, unless it stands on several boards: each has an address of its own for it.

    Here it would tell where it began, which may be hidden from her.
    """
    post = post_read_by(request, pk)
    if post.thread.is_shared:
        raise Http404
    return post


def _mine(request: PersonRequest, pk: int) -> Post:
    post = unshared_post(request, pk)
    if post.author_id != request.user.pk:
        raise Http404
    return post


@require_http_methods(["GET", "POST"])
def edit_page(request: PersonRequest, pk: int) -> HttpResponse:
    """Change what I wrote."""
    mine = _mine(request, pk)
    form = EditCommentForm(
        request.POST if request.method == "POST" else None, initial={"words": mine.words}
    )
    if form.is_valid():
        fields = actions.words_of(mine) | {"words": form.cleaned_data["words"]}
        try:
            changed = actions.edit(
                pk, by=request.user, fields=fields, seen=form.cleaned_data["seen"], at=now()
            )
        except Stale as stale:
            form.show_stale(stale)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(changed.get_absolute_url())
    voice = mine.thread.voice_of(request.user)
    why_not = why_not_edit(voice, request.user, mine) if request.method == "GET" else ""
    context = {"post": mine, "form": form, "why_not": why_not, "back_url": mine.get_absolute_url()}
    return render_part(request, "threads/edit.html#edit", context, _status(form, why_not))


def _status(form: forms.Form, why_not: str) -> int:
    return 422 if form.errors or why_not else 200


@require_http_methods(["GET", "POST"])
def delete_page(request: PersonRequest, pk: int) -> HttpResponse:
    """Delete what I wrote, when I say so once more."""
    mine = _mine(request, pk)
    why_not = why_not_take_back(mine.thread.voice_of(request.user), request.user, mine)
    if request.method == "POST":
        try:
            actions.take_back(pk, by=request.user, at=now())
        except Refused as refusal:
            why_not = str(refusal)
        else:
            messages.success(request, _("Deleted. The words are gone."))
            return redirect(mine.get_absolute_url())
    context = {"post": mine, "why_not": why_not, "back_url": mine.get_absolute_url()}
    return render(request, "threads/delete.html", context, status=422 if why_not else 200)


@require_http_methods(["GET", "POST"])
def remove_page(request: PersonRequest, pk: int) -> HttpResponse:
    """Take down what somebody else wrote, with a reason: for those who keep order there."""
    post = unshared_post(request, pk)
    voice = post.thread.voice_of(request.user)
    if not voice.keeps_order:
        raise Http404
    why_not = why_not_take_down(voice, request.user, post)
    form = TakeDownForm(request.POST if request.method == "POST" else None)
    if not why_not and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            actions.take_down(pk, by=request.user, reason=reason, at=now())
        except Refused as refusal:
            why_not = str(refusal)
        else:
            messages.success(request, _("Taken down. Its author has been told, with your reason."))
            return redirect(post.get_absolute_url())
    context = {"post": post, "form": form, "why_not": why_not}
    context["back_url"] = post.get_absolute_url()
    is_wrong = request.method == "POST"
    return render_part(request, "threads/remove.html#remove", context, 422 if is_wrong else 200)


@require_http_methods(["GET", "POST"])
def author_page(request: PersonRequest, pk: int) -> HttpResponse:
    """Mute or block whoever wrote this: what one reads is reason enough."""
    author = post_read_by(request, pk).author
    if author is None or author == request.user:
        raise Http404
    return keep_away(request, author)


@require_POST
def answer(request: PersonRequest, pk: int) -> HttpResponse:
    """Say one of the few words under a post, or take it back."""
    post = unshared_post(request, pk)
    return answer_to(request, post, post.thread.get_absolute_url())


def answer_to(request: PersonRequest, post: Post, url: str) -> HttpResponse:
    """Keep what was said under `post`, and go back to it in its thread at `url`."""
    is_said = "say" in request.POST
    word = request.POST.get("say" if is_said else "unsay", "")
    if word not in Answer.values:
        raise Http404
    try:
        actions.react(post.pk, by=request.user, kind=Answer(word), is_said=is_said)
    except Refused as refusal:
        messages.error(request, str(refusal))
    after = request.GET.get("after", "")
    query = f"?after={after}" if after.isdigit() else ""
    return redirect(f"{url}{query}#post-{post.pk}")
