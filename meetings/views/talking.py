"""The talk about a meeting."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from meetings.actions.talking import say, voice_in_talk
from meetings.views.body import gathering_for
from networks.views.talking import kept_words
from solidarity.base.refused import Refused
from solidarity.people.actions import drop_draft
from solidarity.people.models import PersonRequest
from solidarity.threads.forms import CommentForm
from solidarity.threads.queries import POSTS, talk_in, threads_of


@require_http_methods(["GET", "POST"])
def talk_page(request: PersonRequest, slug: str, number: int) -> HttpResponse:
    """What is said about it, for those who belong and for guests; a form says more."""
    met = gathering_for(request, slug, number)
    voice = voice_in_talk(met.standing, is_guest=met.is_guest)
    if not voice.reads:
        raise Http404
    purpose = f"meeting-talk-{met.meeting.pk}"
    form = CommentForm(request.POST or None, auto_id="id_talk_%s")
    if request.method != "POST":
        form.initial = kept_words(request, purpose, ("words",))
    elif form.is_valid():
        try:
            post = say(met.meeting.pk, by=request.user, at=now(), **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            drop_draft(request.user, purpose)
            return redirect(f"{request.path}#post-{post.pk}")
    thread = threads_of(met.meeting).first()
    context = met.context() | {
        "thread_url": POSTS,
        "draft_purpose": purpose,
        "say_url": request.path,
        "talk_form": form if voice.writes else None,
    }
    if thread is not None:
        thread.owner = met.meeting
        context["talk"] = talk_in(thread, request.user, voice, after=request.GET.get("after", ""))
    status = 422 if request.method == "POST" else 200
    return render(request, "meetings/talk.html", context, status=status)
