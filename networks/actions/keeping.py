"""Removing and pausing a member, her answer, and what the stewards make of it."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from networks import notices
from networks.actions.holding import take_circle_out
from networks.actions.inviting import revoke_all_of
from networks.actions.log import log
from networks.actions.spokes import take_voices
from networks.leaving import measured
from networks.models import (
    LogEntry,
    Measure,
    MeasureKind,
    MeasureState,
    Membership,
    Network,
    Role,
    State,
    Verb,
)
from networks.rules import (
    standing_of,
    why_not_lift,
    why_not_pause,
    why_not_remove,
    why_not_reopen,
    why_not_reply,
    why_not_uphold,
)
from solidarity.base.refused import refuse_if
from solidarity.people.models import Person


def _held(member_id: int, *, by: Person) -> Membership:
    """A membership, its network held first; Network.DoesNotExist where `by` may not know of it."""
    network = Network.objects.visible_to(by).locked().get(memberships=member_id)
    held = network.memberships.select_for_update(of=("self",)).select_related("person")
    member = held.get(pk=member_id)
    member.network = network
    return member


@transaction.atomic
def remove(
    member_id: int, *, reason: str, bars: bool, days: int | None, by: Person, at: datetime
) -> Measure:
    """Remove a member, who is told why and may answer.

    bars: she may not return, for `days` or, where that is None, without an end.
    """
    member = _held(member_id, by=by)
    network, person = member.network, member.person
    refuse_if(why_not_remove(standing_of(by, network, at=at), by, member))
    until = at + timedelta(days=days) if bars and days else None
    member.state = State.BANNED if bars else State.LEFT
    member.role, member.role_until = Role.MEMBER, None
    member.banned_until, member.paused_until = until, None
    member.save(update_fields=["state", "role", "role_until", "banned_until", "paused_until"])
    facts: dict[str, Any] = {"bars": bars} | ({"until": until.isoformat()} if until else {})
    entry = log(network, Verb.REMOVED, by=by, whom=person, words=reason, at=at, **facts)
    take_circle_out(network, [person], at=at)
    revoke_all_of(person, network, at=at)
    take_voices(network, person, at=at)
    measure = Measure.objects.create(
        network=network, person=person, kind=MeasureKind.REMOVAL, entry=entry, bars=bars,
        until=until,
    )  # fmt: skip
    notices.removed(measure, reason, at=at)
    measured(person, network, at=at)
    return measure


@transaction.atomic
def pause(member_id: int, *, reason: str, days: int, by: Person, at: datetime) -> Measure:
    """Let a member read but not write for some days; it ends by itself."""
    member = _held(member_id, by=by)
    network, person = member.network, member.person
    refuse_if(why_not_pause(standing_of(by, network, at=at), by, member))
    member.paused_until = at + timedelta(days=days)
    member.save(update_fields=["paused_until"])
    until = member.paused_until.isoformat()
    entry = log(network, Verb.PAUSED, by=by, whom=person, words=reason, at=at, until=until)
    measure = Measure.objects.create(
        network=network, person=person, kind=MeasureKind.PAUSE, entry=entry,
        until=member.paused_until,
    )  # fmt: skip
    notices.paused(measure, reason, at=at)
    measured(person, network, at=at)
    return measure


@transaction.atomic
def reply(measure_id: int, *, words: str, by: Person, at: datetime) -> Measure:
    """Answer a removal or a pause; the stewards read it, and the log says that she answered."""
    measure = _measure(measure_id, whose=by)
    refuse_if(why_not_reply(by, measure))
    measure.state, measure.answer, measure.answered_at = MeasureState.ANSWERED, words, at
    measure.save(update_fields=["state", "answer", "answered_at"])
    log(measure.network, Verb.ANSWERED, by=by, at=at)
    notices.answered(measure, at=at)
    return measure


def _measure(measure_id: int, *, whose: Person | None = None, by: Person | None = None) -> Measure:
    """A measure, its network held first, for whom it is about or for whom the network shows."""
    seen = Network.objects.visible_to(by) if by else Network.objects.filter(measures__person=whose)
    network = Network.objects.filter(pk__in=seen.values("pk")).locked().get(measures=measure_id)
    held = Measure.objects.select_for_update(of=("self",)).select_related("person")
    found = held.filter(person=whose) if whose else held
    measure = found.get(pk=measure_id)
    measure.network = network
    return measure


@transaction.atomic
def uphold(measure_id: int, *, words: str, by: Person, at: datetime) -> Measure:
    """Say that it stands; she reads why."""
    measure = _measure(measure_id, by=by)
    refuse_if(why_not_uphold(standing_of(by, measure.network, at=at), measure))
    _settle(measure, MeasureState.UPHELD, Verb.UPHELD, words, by=by, at=at)
    notices.settled(measure, "networks.upheld", words, at=at)
    return measure


@transaction.atomic
def lift(measure_id: int, *, words: str, by: Person, at: datetime) -> Measure:
    """Take it back: who was removed is a member again, who was paused writes again."""
    measure = _measure(measure_id, by=by)
    refuse_if(why_not_lift(standing_of(by, measure.network, at=at), measure))
    member = _member_of(measure)
    if measure.kind == MeasureKind.PAUSE:
        member.paused_until = None
    elif member.state in {State.LEFT, State.BANNED, State.ASKED} and not _removed_since(measure):
        member.state, member.answered_at, member.answered_by = State.ACTIVE, at, by
        member.banned_until = None
    member.save()
    _settle(measure, MeasureState.LIFTED, Verb.LIFTED, words, by=by, at=at)
    notices.settled(measure, "networks.lifted", words, at=at)
    return measure


@transaction.atomic
def reopen(measure_id: int, *, words: str, by: Person, at: datetime) -> Measure:
    """Let her return who was removed, as anybody else comes in."""
    measure = _measure(measure_id, by=by)
    refuse_if(why_not_reopen(standing_of(by, measure.network, at=at), measure))
    member = _member_of(measure)
    if member.state == State.BANNED:
        member.state, member.banned_until = State.LEFT, None
        member.save(update_fields=["state", "banned_until"])
    measure.bars, measure.until = False, None
    _settle(measure, MeasureState.UPHELD, Verb.REOPENED, words, by=by, at=at)
    notices.settled(measure, "networks.reopened", words, at=at)
    return measure


def _removed_since(measure: Measure) -> bool:
    """Whether she came back and was removed once more: taking back the first is no way in."""
    removals = Measure.objects.filter(
        network=measure.network, person=measure.person, kind=MeasureKind.REMOVAL
    )
    return removals.filter(pk__gt=measure.pk).exclude(state=MeasureState.LIFTED).exists()


def _member_of(measure: Measure) -> Membership:
    held = Membership.objects.select_for_update(of=("self",))
    return held.get(network=measure.network, person=measure.person)


def _settle(
    measure: Measure, state: MeasureState, verb: Verb, words: str, *, by: Person, at: datetime
) -> LogEntry:
    entry = log(measure.network, verb, by=by, whom=measure.person, words=words, at=at)
    measure.state, measure.settled = state, entry
    measure.save(update_fields=["state", "settled", "bars", "until"])
    return entry
