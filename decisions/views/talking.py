"""The talk on the page of a decision."""

from typing import Any

from django.urls import reverse

from decisions.actions.talking import voice_in_talk
from decisions.models import Stage
from decisions.views.parts import Look
from networks.views.talking import kept_words
from solidarity.threads.forms import CommentForm
from solidarity.threads.queries import POSTS, talk_in, threads_of


def talk_context(look: Look) -> dict[str, Any]:
    """What is said about it, and room for more; for those who belong, or have a voice in it."""
    person, decision = look.person, look.decision
    if person is None or decision.stage == Stage.DRAFT:
        return {}
    voice = voice_in_talk(decision, person, look.standing)
    if not voice.reads:
        return {}
    purpose = f"decision-talk-{decision.pk}"
    thread = threads_of(decision).first()
    found: dict[str, Any] = {
        "reads_talk": True,
        "thread_url": POSTS,
        "draft_purpose": purpose,
        "say_url": reverse("decisions:talk", args=[decision.network.slug, decision.number]),
    }
    if thread is not None:
        thread.owner = decision
        found["talk"] = talk_in(thread, person, voice, after=look.request.GET.get("after", ""))
    if voice.writes:
        kept = kept_words(look.request, purpose, ("words",))  # type: ignore[arg-type]
        found["talk_form"] = CommentForm(initial=kept, auto_id="id_talk_%s")
    return found
