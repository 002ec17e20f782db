"""Counting a round when its time is over, giving it more time, and calling a decision off."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import translation

from decisions import effects
from decisions.actions.balloting import burn, shuffle
from decisions.actions.concerns import gather_concerns
from decisions.actions.holding import held_decision, held_round, hold_round
from decisions.actions.mandating import end_mandates, settle_mandate
from decisions.methods import outcome as methods
from decisions.methods.outcome import Result
from decisions.models import Decision, Outcome, Round, Stage
from decisions.queries.counting import digest_of, method_of, outcome_of, record_of
from decisions.queries.voices import silent
from decisions.reports import kept, told
from decisions.rules.councils import why_not_past_council
from decisions.rules.opening import why_not_call_off, why_not_close_early, why_not_extend
from networks.actions.log import log
from networks.models import Verb
from networks.rules import standing_of
from solidarity.base.refused import Refused, refuse_if
from solidarity.outbox.actions import ask_for
from solidarity.people.models import Person

DONE = (Result.ADOPTED, Result.CHOSEN)  # what sets something in motion


def close_if_due(round_id: int, *, at: datetime) -> Outcome | None:
    """Count a round whose time is over, once, whoever asks first; None while it is open.

    Pages call it when they are looked at after the deadline, and a task each minute: nobody waits
    for the other, and both find the same outcome.
    """
    round = Round.objects.filter(pk=round_id).select_related("outcome").first()
    if round is None or round.voided_at or (not round.counted_at and at < round.closes_at):
        return None
    return round.outcome if round.counted_at else _close(round_id, at=at)


@transaction.atomic
def _close(round_id: int, *, at: datetime) -> Outcome | None:
    round, moment = held_round(round_id, at=at)
    if round.voided_at or (not round.counted_at and moment < round.closes_at):
        return None
    return round.outcome if round.counted_at else _count(round, at=moment)


@transaction.atomic
def close_early(round_id: int, *, by: Person, at: datetime) -> Outcome:
    """Count a round in which every elector has taken a position; raises Refused else."""
    round, moment = held_round(round_id, at=at)
    decision = round.decision
    standing = standing_of(by, decision.network, at=at)
    missing = 0 if round.is_secret else silent(round).count()
    refuse_if(why_not_close_early(standing, round, by, missing=missing, at=moment))
    round.closes_at = moment
    round.save(update_fields=["closes_at"])
    log(
        decision.network, Verb.COUNTED, by=by, at=moment, number=decision.number,
        round=round.number, early=True,
    )  # fmt: skip
    return _count(round, at=moment)


@transaction.atomic
def extend(round_id: int, *, until: datetime, by: Person, at: datetime) -> Round:
    """Let a round be open for longer; everybody who decides is told, and reminded once more."""
    round, moment = held_round(round_id, at=at)
    decision = round.decision
    standing = standing_of(by, decision.network, at=at)
    refuse_if(why_not_extend(standing, round, by, until=until, at=moment))
    refuse_if(why_not_past_council(decision, until))
    round.closes_at, round.reminded_at = until, None
    round.save(update_fields=["closes_at", "reminded_at"])
    log(
        decision.network, Verb.EXTENDED, by=by, at=moment, number=decision.number,
        round=round.number, until=until.isoformat(),
    )  # fmt: skip
    stamp = int(until.timestamp())
    key = f"{round.pk}-{stamp}"
    ask_for("decisions.tell_extended", key=key, at=at, round=round.pk, until=stamp)
    return round


def cancel(decision_id: int, *, by: Person, reason: str, at: datetime) -> Decision:
    """Call a decision off, with a reason; raises Refused where it has closed meanwhile."""
    for pk in Round.objects.filter(decision=decision_id, counted_at=None).values_list("pk"):
        close_if_due(*pk, at=at)
    return _cancel(decision_id, by=by, reason=reason, at=at)


@transaction.atomic
def _cancel(decision_id: int, *, by: Person, reason: str, at: datetime) -> Decision:
    decision = held_decision(decision_id)
    standing = standing_of(by, decision.network, at=at)
    refuse_if(why_not_call_off(standing, decision, by, reason=reason))
    round = decision.rounds.filter(counted_at=None, voided_at=None).first()
    if round is not None:
        void(round, at=at)
    decision.stage, decision.staged_at, decision.cancel_reason = Stage.CANCELLED, at, reason.strip()
    decision.save(update_fields=["stage", "staged_at", "cancel_reason"])
    log(
        decision.network, Verb.CALLED_OFF, by=by, at=at, number=decision.number,
        words=decision.cancel_reason,
    )  # fmt: skip
    ask_for("decisions.tell_cancelled", key=str(decision.pk), at=at, decision=decision.pk)
    return decision


def void(round: Round, *, at: datetime) -> None:
    """Let a round count for nothing: called off, or begun anew. Its decision is held."""
    hold_round(round.pk, at=at)
    end_mandates(round, at=at)
    round.voided_at = at
    round.save(update_fields=["voided_at"])
    burn(round)


def count_recorded(round: Round, *, at: datetime) -> Outcome:
    """Count what was taken down of a room, whose decision is held."""
    return _count(round, at=at)


def _count(round: Round, *, at: datetime) -> Outcome:
    """What comes out is written down, carried out, and announced: once, in this transaction."""
    decision = round.decision
    counted = outcome_of(round)
    record = record_of(round) | {"outcome": told(counted)}
    shuffle(round)
    round.counted_at = at
    round.save(update_fields=["counted_at"])
    done = _set_in_motion(decision, at=at) if counted.result in DONE else {}
    outcome = Outcome.objects.create(
        round=round, result=counted.result.value, told=kept(counted),
        digest=digest_of(record), at=at, effect_done=done,
    )  # fmt: skip
    decision.stage, decision.staged_at = _stage_after(round, counted), at
    decision.save(update_fields=["stage", "staged_at"])
    if decision.stage == Stage.CLOSED and (counted.result not in DONE or "why_not" in done):
        effects.came_to_nothing(decision, at=at)
    gather_concerns(round, at=at)
    settle_mandate(round, counted, at=at)
    end_mandates(round, at=at)
    log(
        decision.network, Verb.COUNTED, at=at, number=decision.number, round=round.number,
        result=counted.result.value, digest=outcome.digest,
    )  # fmt: skip
    ask_for("decisions.tell_closed", key=str(round.pk), at=at, round=round.pk)
    return outcome


def _stage_after(round: Round, counted: methods.Outcome) -> Stage:
    """Talked about again where a method looks for agreement and has none yet; else decided."""
    again = method_of(round).fails == Result.FURTHER_ROUND
    undecided = (Result.FURTHER_ROUND, Result.NO_QUORUM)
    return Stage.DISCUSSION if again and counted.result in undecided else Stage.CLOSED


def _set_in_motion(decision: Decision, *, at: datetime) -> dict[str, Any]:
    """Carry out what it was about; where that cannot be done any more, say why instead."""
    effect = effects.effect_of(decision)
    if effect is None:
        return {}
    with translation.override(settings.LANGUAGE_CODE):
        try:
            with transaction.atomic():
                refuse_if(effect.why_not(decision.network, decision.effect_about))
                return effect.carry_out(decision, at)
        except Refused as refusal:
            return {"why_not": str(refusal)}
