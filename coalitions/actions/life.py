"""Where a coalition stands in its life: writing it down, with a line in its log for each move."""

from datetime import datetime
from typing import Any

from django.db import transaction

from coalitions.actions.carrying_on import keep_doing
from coalitions.models import Carries, Coalition, Phase
from coalitions.moves import Move
from coalitions.queries.life import FEWEST_SIDES, carries_of, sides_filled, wanted_by, wishes_for
from coalitions.rules.life import phase_awake, why_not_carry_on, why_not_move
from networks.actions.log import log
from networks.models import Descent, Lineage, Network, Verb
from solidarity.base.refused import refuse_if
from solidarity.base.stale import refuse_if_stale
from solidarity.people.models import Person

NOT_YET = (Phase.EXPLORING, Phase.FORMING)
SPLIT_FROM = 2  # as many coalitions as come out of one that divides


def held(network: Network) -> Coalition:
    """The row of a coalition, made at first need. Whoever calls it holds the network's row."""
    beginning = {"phase": Phase.EXPLORING, "phase_since": network.founded_at}
    coalition, _is_new = Coalition.objects.get_or_create(network=network, defaults=beginning)
    coalition.network = network
    return coalition


def _enter(coalition: Coalition, phase: str, *, at: datetime, move: str = "", **facts: Any) -> None:
    """Let it stand there from now on; its log says so."""
    coalition.phase, coalition.phase_since = phase, at
    coalition.parted_as_friends = phase == Phase.ENDED and move == Move.FRIENDS
    coalition.save(update_fields=["phase", "phase_since", "parted_as_friends"])
    log(coalition.network, Verb.CHANGED, at=at, life=move or phase, to=phase, **facts)


def follow(network: Network, *, at: datetime) -> Coalition:
    """Let it form, once it is so far: two sides are there, and a common text is adopted."""
    coalition = held(network)
    has_text = coalition.phase == Phase.EXPLORING and coalition.common_number
    if has_text and sides_filled(network) >= FEWEST_SIDES:
        _enter(coalition, Phase.FORMING, at=at)
    return coalition


def take_force(network: Network, *, version: int, decision: int, at: datetime) -> Coalition:
    """From now on this version of the agreement holds; one that was not active becomes so."""
    coalition = held(network)
    coalition.version_number = version
    coalition.save(update_fields=["version_number"])
    if coalition.phase in NOT_YET:
        _enter(coalition, Phase.ACTIVE, at=at, decision=decision)
    return coalition


@transaction.atomic
def move_on(
    network_id: int, *, move: str, others: list[int], decision: int, at: datetime
) -> dict[str, Any]:
    """Do what a decision of the coalition wants of its life; met twice, it is done once.

    others: keys of the coalitions that it goes on in, or comes from. Returns {"done": …}, and
    {"waits": keys} where others must decide the same. Raises Refused when a rule says no.
    """
    network = Network.objects.locked().get(pk=network_id)
    coalition = held(network)
    if met_before(network, decision):
        return {"done": False}
    refuse_if(why_not_move(coalition, move))
    if move in {Move.INTO, Move.OUT_OF}:
        return _descend(coalition, move, others, decision=decision, at=at)
    if move == Move.REST:
        _enter(coalition, Phase.RESTING, at=at, move=move, decision=decision)
    elif move in {Move.WAKE, Move.REOPEN}:
        _wake(coalition, move, decision=decision, at=at)
    else:
        _end(coalition, move, decision=decision, at=at)
    return {"done": True}


def met_before(network: Network, decision: int) -> bool:
    """Whether this decision has moved it already: its log has the line."""
    moved = network.log.filter(verb=Verb.CHANGED, facts__has_key="life")
    return moved.filter(facts__decision=decision).exists()


def _wake(coalition: Coalition, move: str, *, decision: int, at: datetime) -> None:
    network = coalition.network
    if network.ended_at:
        network.ended_at = None
        network.save(update_fields=["ended_at"])
    _enter(coalition, phase_awake(coalition), at=at, move=move, decision=decision)


def _end(coalition: Coalition, move: str, *, at: datetime, **facts: Any) -> None:
    coalition.network.ended_at = at
    coalition.network.save(update_fields=["ended_at"])
    _enter(coalition, Phase.ENDED, at=at, move=move, **facts)


def _descend(
    coalition: Coalition, move: str, others: list[int], *, decision: int, at: datetime
) -> dict[str, Any]:
    """Go on in others, or come out of one: a line is drawn where both sides have decided it."""
    network = coalition.network
    told = {"move": move, "others": others}
    if move == Move.INTO:
        said = wishes_for(network, others)
        waits = _settle(coalition, others, said=said, at=at, decision=decision)
        return told | {"done": not waits, "waits": waits}
    waits = []
    for pk in others:
        earlier = held(Network.objects.locked().get(pk=pk))
        into = wanted_by(earlier.network)
        if network.pk not in into:
            waits.append(pk)
            continue
        said = wishes_for(earlier.network, into) | {network.pk}
        _settle(earlier, into, said=said, at=at, other=network)
    if not waits:
        log(network, Verb.CHANGED, at=at, life=move, decision=decision)
    return told | {"done": not waits, "waits": waits}


def _settle(
    earlier: Coalition, into: list[int], *, said: set[int], at: datetime, **facts: Any
) -> list[int]:
    """Draw the lines once all have said yes, and end the earlier; returns who has not yet."""
    waits = [pk for pk in into if pk not in said]
    if waits or earlier.phase == Phase.ENDED:
        return waits
    how = Descent.SPLIT if len(into) >= SPLIT_FROM else Descent.MERGED
    for pk in into:
        Lineage.objects.get_or_create(
            earlier=earlier.network, later_id=pk, defaults={"how": how, "at": at}
        )
    _end(earlier, Move.INTO, at=at, how=how, **facts)
    return []


def words_carried(body: Network, network: Network) -> dict[str, str]:
    """What `carry_on` can change, as it stands."""
    found = carries_of(body).filter(network=network).first()
    return {"words": found.words if found else ""}


@transaction.atomic
def carry_on(
    body_id: int, network: Network, *, by: Person, words: str, seen: str, at: datetime
) -> Carries:
    """Say what a network goes on with by itself; raises Stale when somebody saved meanwhile."""
    body = Network.objects.visible_to(by).locked().get(pk=body_id)
    refuse_if(why_not_carry_on(by, network, body, at=at))
    refuse_if_stale(words_carried(body, network), seen=seen)
    carried = keep_doing(body, network, words=words, by=by, at=at)
    log(body, Verb.CHANGED, by=by, at=at, other=network, life="carries")
    return carried
