"""Saying that something was not decided rightly; what comes of it: begun anew, or it stands."""

from datetime import datetime, timedelta

from django.db import transaction

from decisions.actions.closing import void
from decisions.actions.holding import held_decision
from decisions.actions.opening import begin_round
from decisions.models import (
    Challenge,
    ChallengeState,
    Decision,
    Outcome,
    Round,
    Stage,
    Touched,
    TouchedState,
)
from decisions.notices import touching as notices
from decisions.queries.touching import challenged_round, open_challenge_of, own_touch
from decisions.queries.voices import own_voice
from decisions.rules.challenging import (
    why_not_answer_challenge,
    why_not_challenge,
    why_not_challengeable,
    why_not_uphold,
)
from networks.actions.log import log
from networks.models import Verb
from networks.rules import standing_of
from solidarity.base.limits import REPORTING, count_against
from solidarity.base.refused import refuse_if
from solidarity.people.models import Person


def challenge(decision_id: int, *, by: Person, words: str, at: datetime) -> Challenge:
    """Say that it was not recorded rightly, or that somebody was left out; raises Refused."""
    count_against(REPORTING, what="challenge", who=str(by.pk), at=at)
    with transaction.atomic():
        decision = held_decision(decision_id)
        round = challenged_round(decision)
        refuse_if(why_not_challengeable(decision, round, at=at))
        mine = open_challenge_of(decision, by)
        reads = own_touch(decision, by) is not None or _has_voice(round, by)
        refuse_if(why_not_challenge(standing_of(by, decision.network, at=at), mine, reads=reads))
        made = Challenge.objects.create(decision=decision, by=by, words=words, at=at)
        notices.challenged(made, at=at)
    return made


def _has_voice(round: Round | None, person: Person) -> bool:
    return round is not None and own_voice(round, person).exists()


@transaction.atomic
def answer_challenge(
    challenge_id: int, *, by: Person, upholds: bool, answer: str, at: datetime
) -> Challenge:
    """Let it stand, or begin it anew, with words that all can read; raises Refused."""
    asked = Challenge.objects.only("decision_id").get(pk=challenge_id)
    decision = held_decision(asked.decision_id)
    found: Challenge = Challenge.objects.select_related("by").get(pk=challenge_id)
    found.decision = decision
    round = challenged_round(decision)
    standing = standing_of(by, decision.network, at=at)
    refuse_if(why_not_answer_challenge(found, decision, round, by, standing))
    if upholds:
        refuse_if(why_not_uphold(round, _has_done_something(round)))
    found.state = ChallengeState.UPHELD if upholds else ChallengeState.DISMISSED
    found.answer_with(answer, by=by, at=at)
    verb = Verb.LIFTED if upholds else Verb.UPHELD
    log(decision.network, verb, by=by, at=at, words=answer, number=decision.number,
        challenge=True)  # fmt: skip
    if upholds and round is not None:
        _begin_anew(decision, round, found, by=by, at=at)
    told = {each.pk: each for each in (found.by, decision.by) if each and each != by}
    notices.challenge_answered(found, told.values(), at=at)
    return found


def _has_done_something(round: Round | None) -> bool:
    kept = Outcome.objects.filter(round=round).first() if round else None
    return bool(kept and kept.effect_done and "why_not" not in kept.effect_done)


def _begin_anew(
    decision: Decision, round: Round, upheld: Challenge, *, by: Person, at: datetime
) -> None:
    """The round counts for nothing; what is open is opened again, with whoever was left out."""
    was_open = not round.counted_at
    void(round, at=at)
    decision.stage, decision.staged_at = Stage.DISCUSSION, at
    decision.save(update_fields=["stage", "staged_at"])
    if round.in_room:
        decision.in_room = False
        decision.save(update_fields=["in_room"])
        return
    if upheld.by is None or own_voice(round, upheld.by).exists():
        return  # somebody else was left out: it is talked about again first
    Touched.objects.update_or_create(
        decision=decision, person=upheld.by,
        defaults={"state": TouchedState.TAKEN_IN, "answer": upheld.answer},
        create_defaults={"state": TouchedState.TAKEN_IN, "answer": upheld.answer, "at": at},
    )  # fmt: skip
    if was_open:
        closes_at = at + timedelta(days=decision.days_open)
        begin_round(decision, by=by, at=at, closes_at=closes_at)
