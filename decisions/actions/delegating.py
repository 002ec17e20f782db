"""Giving one's voice to somebody for one question, taking it back, and speaking with it.

What is spoken with a given voice is a position of its owner, taken by whoever was given it: it is
counted, exported and read like any other. One's own position goes before it.
"""

from datetime import datetime

from django.db import transaction

from decisions.actions.holding import held_decision, share_round
from decisions.models import Decision, Delegation, Position, Round
from decisions.notices import delegating as notices
from decisions.queries.delegating import electors_given_to, givers_to, open_round_of
from decisions.queries.voices import own_voice
from decisions.rules.delegating import why_no_voice, why_not_delegate, why_not_give
from decisions.rules.taking import why_not_now
from networks.rules import standing_of
from solidarity.base.refused import refuse_if
from solidarity.people.models import Person


@transaction.atomic
def give_voice(decision_id: int, *, by: Person, handle: str, at: datetime) -> Delegation:
    """Let somebody speak for `by` in this question until she takes it back; raises Refused.

    What `by` said herself counts no more; what the other has said, or will say, does.
    """
    decision = held_decision(decision_id)
    refuse_if(why_not_delegate(decision))
    round = _shared(decision, at=at)
    taker = Person.objects.here().filter(handle=handle).first()
    _refuse_to_give(decision, round, by, taker)
    assert taker is not None  # noqa: S101 the rule has said so
    Delegation.objects.filter(decision=decision, giver=by).delete()
    given = Delegation.objects.create(decision=decision, giver=by, taker=taker, at=at)
    if round is not None:
        _fall_silent(round, by)
        said = Position.objects.filter(
            round=round, elector__person=taker, by=taker, is_current=True
        ).first()
        if said is not None:
            speak_with_given(said)
    notices.given(given, at=at)
    return given


def _refuse_to_give(
    decision: Decision, round: Round | None, by: Person, taker: Person | None
) -> None:
    if round is not None:
        refuse_if(why_no_voice(own_voice(round, by).first()))
    elif not standing_of(by, decision.network).belongs:
        refuse_if(why_no_voice(None))
    has_given = (
        taker is not None and Delegation.objects.filter(decision=decision, giver=taker).exists()
    )
    carries = givers_to(decision, by).count()
    is_member = taker is not None and _has_voice(decision, round, taker)
    refuse_if(why_not_give(by, taker, has_given=has_given, carries=carries, is_member=is_member))


def _has_voice(decision: Decision, round: Round | None, person: Person) -> bool:
    if round is not None:
        return not why_no_voice(own_voice(round, person).first())
    return standing_of(person, decision.network).belongs


@transaction.atomic
def take_voice_back(decision_id: int, *, by: Person, at: datetime) -> None:
    """Speak for herself again: what was said with her voice counts no more."""
    decision = held_decision(decision_id)
    refuse_if(why_not_delegate(decision))
    round = _shared(decision, at=at)
    given = Delegation.objects.filter(decision=decision, giver=by).first()
    if given is not None:
        _end(given, round)


@transaction.atomic
def hand_voices_back(decision_id: int, *, by: Person, at: datetime) -> None:
    """Speak for nobody else any more; each of them is told."""
    decision = held_decision(decision_id)
    refuse_if(why_not_delegate(decision))
    round = _shared(decision, at=at)
    for given in givers_to(decision, by):
        _end(given, round)
        notices.handed_back(given, at=at)


def _shared(decision: Decision, *, at: datetime) -> Round | None:
    """The round that runs, kept from closing meanwhile; None between rounds."""
    round = open_round_of(decision)
    if round is not None:
        refuse_if(why_not_now(round, at=share_round(round.pk, at=at)))
        round.decision = decision
    return round


def _end(given: Delegation, round: Round | None) -> None:
    given_pk, giver, taker = given.pk, given.giver, given.taker
    Delegation.objects.filter(pk=given_pk).delete()
    if round is not None:
        _fall_silent(round, giver, by=taker)


def _fall_silent(round: Round, person: Person, *, by: Person | None = None) -> None:
    """What was said with her voice counts no more. by: as far as this other has said it."""
    own_voice(round, person).select_for_update(no_key=True).first()
    said = Position.objects.filter(round=round, elector__person=person, is_current=True)
    if by is not None:
        said = said.filter(by=by)
    said.update(is_current=False)


def speak_with_given(position: Position) -> None:
    """Say the same with all voices that she was given, for a position that she took for herself.

    Called in the transaction that took it. Whoever has spoken for herself is passed over.
    """
    by, round = position.by, position.round
    if by is None or not round.decision.allows_delegation:
        return
    if position.elector.person_id != by.pk:
        return
    electors = list(electors_given_to(round, by).select_for_update(of=("self",), no_key=True))
    own = _spoken_by_themselves(round, by, [each.pk for each in electors])
    # Looked at anew: somebody may have taken hers back while we waited for her voice.
    givers = set(givers_to(round.decision, by).values_list("giver", flat=True))
    spoken = [each for each in electors if each.pk not in own and each.person_id in givers]
    Position.objects.filter(elector__in=spoken, is_current=True).update(is_current=False)
    Position.objects.bulk_create(
        Position(
            elector=each, round=round, choice=position.choice, at=position.at, by=by,
            key=f"given-{position.pk}",
        )
        for each in spoken
    )  # fmt: skip
    notices.spoken([each.person for each in spoken if each.person], position, at=position.at)


def _spoken_by_themselves(round: Round, taker: Person, electors: list[int]) -> set[int]:
    said = Position.objects.filter(elector__in=electors, is_current=True).exclude(by=taker)
    return set(said.values_list("elector", flat=True))
