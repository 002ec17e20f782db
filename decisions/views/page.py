"""The one page of a decision: what is proposed, what is said, positions, and the result."""

from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from decisions.actions.closing import close_if_due
from decisions.actions.talking import say, voice_in_talk
from decisions.effects import effect_of
from decisions.models import Decision, Outcome, RegisterSeen, Round, Stage
from decisions.names import (
    GOOD_RESULTS,
    RESULTS,
    method_in_words,
    quorum_in_words,
    voices_in_words,
)
from decisions.queries.counting import sentence_of
from decisions.queries.page import (
    concerns_of,
    earlier_rounds,
    newest_round,
    numbers_of,
    open_at,
    positions_of,
    silent_networks,
    sofar,
    standing_aside,
)
from decisions.queries.seeing import decisions_seen
from decisions.queries.writing import newest_version
from decisions.rules.councils import why_not_again
from decisions.rules.customs import customs_of
from decisions.rules.opening import why_not_open_round
from decisions.rules.writing import looks_after, why_not_ready, why_not_set_rules, why_not_write
from decisions.views.parts import TAB, Look, Question, parts_for, question_for
from decisions.views.talking import talk_context
from decisions.views.voices import voice_forms
from solidarity.base.refused import Refused
from solidarity.people.actions import drop_draft
from solidarity.people.models import PersonRequest, ViewerRequest
from solidarity.threads.forms import CommentForm
from solidarity.ui.moments import deadline_in_words


@require_safe
@login_not_required
def decision_page(request: ViewerRequest, slug: str, number: int) -> HttpResponse:
    """A decision, for whoever may read it."""
    return shown(request, question_for(request, slug, number))


def shown(
    request: ViewerRequest | PersonRequest, question: Question, status: int = 200, **forms: Any
) -> HttpResponse:
    """The page as it is now; a round whose time is over is counted by whoever looks first."""
    at, decision = now(), question.decision
    round = newest_round(decision)
    if round is not None and not round.counted_at and close_if_due(round.pk, at=at):
        question = question_for(request, question.body.network.slug, decision.number)
        decision, round = question.decision, newest_round(question.decision)
    look = Look(request, decision, question.body.standing, round, open_at(round, at))
    context = question.body.context(TAB) | _facts(look) | _acts(look, at=at)
    context |= {"parts": parts_for(look)} | talk_context(look)
    if round is not None:
        context |= _of_round(look, round)
    if look.is_open and round is not None:
        context |= {"voices": voice_forms(look)}
    return render(request, "decisions/decision.html", context | forms, status=status)


def _facts(look: Look) -> dict[str, Any]:
    """What is asked, and how it is decided."""
    decision, round = look.decision, look.round
    ruled = round if look.is_open and round else decision
    effect = effect_of(decision)
    is_draft = decision.stage == Stage.DRAFT
    return {
        "decision": decision,
        "round": round,
        "is_open": look.is_open,
        "is_draft": is_draft,
        "stage": _stage(look),
        "deadline": deadline_in_words(round.closes_at) if look.is_open and round else "",
        "reviewed": _reviewed(look),
        "version": newest_version(decision),
        "method_words": method_in_words(ruled.method),
        "quorum_words": quorum_in_words(ruled.quorum),
        "voices_words": voices_in_words(ruled.voices),
        "options": [option for option in ruled.options if isinstance(option, dict)],
        "effect": effect.in_words(decision.network, decision.effect_about) if effect else "",
        "effect_details": _effect_details(look),
    }


def _effect_details(look: Look) -> list[str]:
    """What exactly it sets in motion; of what was counted, what was decided stands in the log."""
    effect = effect_of(look.decision)
    if effect is None:
        return []
    return effect.details(look.decision.network, look.decision.effect_about, look.viewer)


def _stage(look: Look) -> dict[str, Any]:
    """Where it stands, by its times: in words, with a mark."""
    decision, round = look.decision, look.round
    if look.is_open:
        return {"words": _("Open: positions are taken"), "tone": "-wait"}
    if decision.stage == Stage.CLOSED and round is not None and round.counted_at:
        is_good = round.outcome.result in GOOD_RESULTS
        return {"words": RESULTS[round.outcome.result], "tone": "-good" if is_good else ""}
    return {"words": Stage(decision.stage).label, "tone": ""}


def _reviewed(look: Look) -> Decision | None:
    """The decision that this one looks at again, where the viewer reads it."""
    if not look.decision.reviews_id:
        return None
    seen = decisions_seen(look.viewer, look.decision.network, look.standing)
    found = seen.filter(pk=look.decision.reviews_id).first()
    if found is not None:
        found.network = look.decision.network
    return found


def _acts(look: Look, *, at: datetime) -> dict[str, Any]:
    """What the viewer can do about it."""
    decision, standing = look.decision, look.standing
    if look.person is None or not looks_after(decision, look.person, standing):
        return {"leads": False}
    open_not = why_not_open_round(standing, decision, look.person) or why_not_ready(decision)
    return {
        "leads": True,
        "can_write": not why_not_write(decision, look.person, standing),
        "can_rule": not why_not_set_rules(decision, look.person, standing),
        "waits_for_answers": bool(
            open_not and decision.stage == Stage.DISCUSSION and why_not_again(decision)
        ),
        "why_not_open": open_not if decision.stage == Stage.DISCUSSION else "",
        "can_cancel": decision.stage in (Stage.DISCUSSION, Stage.ROUND),
    }


def shows_names(look: Look) -> bool:
    """Whether the viewer reads who said what: who belongs does, others where the body lets them."""
    if look.standing.belongs or look.decision.by_id == (look.person.pk if look.person else 0):
        return True
    return customs_of(look.decision.network).register_seen == RegisterSeen.EVERYONE


def _of_round(look: Look, round: Round) -> dict[str, Any]:
    """Positions and numbers, of the round that is open or of the newest."""
    names = shows_names(look) and not (round.is_secret or round.in_room)
    found: dict[str, Any] = {"shows_names": names, "earlier": earlier_rounds(look.decision, round)}
    if names:
        after = look.request.GET.get("positions", "")
        page, said = positions_of(round, look.viewer, after=after)
        found |= {"positions_page": page, "said": said}
    if look.is_open:
        return found | {"sofar": sofar(round)}
    return found | (_of_outcome(look, round, names=names) if round.counted_at else {})


def _of_outcome(look: Look, round: Round, *, names: bool) -> dict[str, Any]:
    outcome, viewer = round.outcome, look.viewer
    has_networks = outcome.told["electorate"]["networks"] > 0
    return {
        "outcome": outcome,
        "result": RESULTS[outcome.result],
        "is_good": outcome.result in GOOD_RESULTS,
        "sentence": sentence_of(outcome, round),
        "numbers": numbers_of(round, outcome),
        "aside": standing_aside(round, look.viewer)
        if names and _some(outcome, "stand_aside")
        else [],
        "concerns": concerns_of(round, viewer) if names else [],
        "silent_networks": silent_networks(round, viewer) if has_networks else [],
    }


def _some(outcome: Outcome, stance: str) -> bool:
    """Whether anybody took this stance, as it was written down."""
    return bool(outcome.told["counts"].get(stance, {}).get("electors"))


@require_POST
def talk(request: PersonRequest, slug: str, number: int) -> HttpResponse:
    """Say something about it."""
    question = question_for(request, slug, number)
    decision = question.decision
    if not voice_in_talk(decision, request.user, question.body.standing).reads:
        raise Http404
    form = CommentForm(request.POST, auto_id="id_talk_%s")
    if form.is_valid():
        try:
            post = say(decision.pk, by=request.user, at=now(), **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            drop_draft(request.user, f"decision-talk-{decision.pk}")
            return redirect(f"{decision.get_absolute_url()}#post-{post.pk}")
    return shown(request, question, 422, talk_form=form)
