"""The conversation below a point or a mark."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now

from coalitions.actions.talking import Owner, say, voice_in_talk
from networks.rules import Standing
from networks.views.talking import kept_words
from solidarity.base.refused import Refused
from solidarity.people.actions import drop_draft
from solidarity.people.models import PersonRequest
from solidarity.threads.forms import CommentForm
from solidarity.threads.queries import POSTS, talk_in, threads_of


def _purpose(owner: Owner) -> str:
    return f"{owner._meta.model_name}-talk-{owner.pk}"


def talk_about(request: PersonRequest, owner: Owner, standing: Standing) -> dict[str, Any]:
    """What is said about it, and room for more, for those who belong."""
    voice = voice_in_talk(owner, standing)
    found: dict[str, Any] = {"thread_url": POSTS, "draft_purpose": _purpose(owner)}
    thread = threads_of(owner).first()
    if thread is not None:
        thread.owner = owner
        found["talk"] = talk_in(thread, request.user, voice, after=request.GET.get("after", ""))
    if voice.writes:
        kept = kept_words(request, _purpose(owner), ("words",))
        found["talk_form"] = CommentForm(initial=kept, auto_id="id_talk_%s")
    return found


def said_about(request: PersonRequest, owner: Owner) -> HttpResponse | CommentForm:
    """Say what was sent and lead back to it; or the form, with why that could not be."""
    form = CommentForm(request.POST, auto_id="id_talk_%s")
    if form.is_valid():
        try:
            post = say(owner, by=request.user, at=now(), **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            drop_draft(request.user, _purpose(owner))
            return redirect(f"{owner.get_absolute_url()}#post-{post.pk}")
    return form
