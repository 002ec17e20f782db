"""What a network holds: sharing, leaving, sealing; showing it and taking that back."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from networks import notices
from networks.actions.circle import follow_circle
from networks.actions.log import log
from networks.models import (
    CircleSeen,
    Network,
    Opening,
    OpeningState,
    OpeningWord,
    Verb,
)
from networks.queries.holding import admitted, circle_of, is_admitted, is_opening_carried
from networks.rules import (
    standing_of,
    why_not_open,
    why_not_say,
    why_not_share_here,
    why_not_shut,
    why_not_switch_map,
)
from solidarity.base.limits import PROPOSING, count_against
from solidarity.base.refused import Refused, refuse_if
from solidarity.outbox.actions import ask_for
from solidarity.outbox.handlers import ToDo
from solidarity.people.models import Person
from values.actions import pooling
from values.models import Pool, Share
from values.rules.pooling import is_due


def _held(network_id: int, *, by: Person) -> Network:
    found = Network.objects.visible_to(by).select_related("pool").locked()
    return found.get(pk=network_id)


# Sharing


@transaction.atomic
def pool_for(network_id: int, *, by: Person, at: datetime) -> Pool:
    """The network's pool, made where there is none, for one who may share there.

    Raises Refused.
    """
    network = _held(network_id, by=by)
    let_in = is_admitted(by, network)
    refuse_if(why_not_share_here(standing_of(by, network, at=at), network, is_admitted=let_in))
    if network.pool is None:
        network.pool = Pool.objects.create(began_at=at)
        network.save(update_fields=["pool"])
    return network.pool


@transaction.atomic
def share_here(
    network_id: int, *, by: Person, sealings: int, gives_gap: bool, at: datetime
) -> Share:
    """Put one's circle together with the others', or change how; raises Refused.

    Nobody is told and no line is written in the log: it is hers to know.
    """
    pool = pool_for(network_id, by=by, at=at)
    if Share.objects.open().filter(person=by, pool=pool).exists():
        return pooling.change_share(by, pool, sealings=sealings, gives_gap=gives_gap)
    return pooling.share(by, pool, sealings=sealings, gives_gap=gives_gap, at=at)


def take_circle_out(network: Network, people: Iterable[Person], *, at: datetime) -> None:
    """Take the circles of those who leave a network out of its next publication."""
    if network.pool is not None:
        for person in people:
            pooling.leave_pool(person, network.pool, at=at)


# Sealing


def seal_due(*, at: datetime) -> int:
    """Ask for a sealing of every network where one may be due; returns how many were asked for."""
    found = Network.objects.filter(pool__isnull=False, map_off=False).select_related("pool")
    due = [each for each in found.only("pool__refreshed_at") if each.pool and is_due(each.pool, at)]
    for network in due:
        _ask_to_seal(network, at=at)
    return len(due)


def _ask_to_seal(network: Network, *, at: datetime) -> None:
    ask_for("networks.seal", key=f"{network.pk}-{at.date()}", at=at, network=network.pk)


def seal(network_id: int, *, at: datetime) -> bool:
    """Seal what waits in a network's pool; returns whether anything came of it."""
    network = Network.objects.filter(pk=network_id, map_off=False).select_related("pool").first()
    if network is None or network.pool is None:
        return False
    belonging = set(admitted(network).values_list("person", flat=True))
    with transaction.atomic():
        is_new = pooling.refresh(network.pool.pk, belonging=belonging, at=at)
        if is_new:
            follow_circle(network, at=at)
    return is_new


# Who sees it


def propose_opening(network_id: int, *, wants: str, by: Person, at: datetime) -> Opening:
    """Propose that everyone sees the circle, or the members alone; raises Refused, TooOften.

    Whoever proposes it confirms it with that. Everybody is told, and has a week.
    """
    count_against(PROPOSING, what="propose", who=str(by.pk), at=at)
    with transaction.atomic():
        network = _held(network_id, by=by)
        has_circle = circle_of(network).now is not None
        standing = standing_of(by, network, at=at)
        refuse_if(why_not_open(standing, network, wants, has_circle=has_circle))
        _let_run_out(network, at=at)
        if network.openings.filter(state=OpeningState.OPEN).exists():
            raise Refused(_("Something is proposed already. Say what you think of that first."))
        opening = Opening.objects.create(network=network, wants=wants, by=by, made_at=at)
        OpeningWord.objects.create(opening=opening, person=by, at=at)
        log(network, Verb.OPENING, by=by, at=at, wants=wants)
        ask_for("networks.tell_opening", key=str(opening.pk), at=at, opening=opening.pk)
    return opening


def tell_opening(job: ToDo) -> None:
    """Tell all members what is proposed, if it is still; once, however often it runs."""
    found = Opening.objects.filter(pk=job.payload["opening"], state=OpeningState.OPEN)
    opening = found.select_related("network", "by").first()
    if opening is not None:
        notices.opening(opening)


def _let_run_out(network: Network, *, at: datetime) -> None:
    for opening in network.openings.filter(state=OpeningState.OPEN):
        if not opening.is_open_at(at):
            _end(opening, OpeningState.EXPIRED, at=at)


def _end(opening: Opening, state: OpeningState, *, at: datetime) -> None:
    opening.state, opening.ended_at = state, at
    opening.save(update_fields=["state", "ended_at"])


def _opening(opening_id: int, *, by: Person) -> Opening:
    """An opening, its network held first."""
    network = Network.objects.visible_to(by).locked().get(openings=opening_id)
    opening = Opening.objects.select_for_update(of=("self",)).get(pk=opening_id)
    opening.network = network
    return opening


@transaction.atomic
def say(opening_id: int, *, objects_to: bool = False, by: Person, at: datetime) -> bool:
    """Confirm an opening by name, or object to it; returns whether it took effect with that."""
    opening = _opening(opening_id, by=by)
    refuse_if(why_not_say(standing_of(by, opening.network, at=at), opening, at))
    OpeningWord.objects.update_or_create(
        opening=opening, person=by, defaults={"objects_to": objects_to, "at": at}
    )
    return _take_effect(opening, at=at)


@transaction.atomic
def unsay(opening_id: int, *, by: Person, at: datetime) -> None:
    """Neither confirm an opening any more nor object to it."""
    opening = _opening(opening_id, by=by)
    refuse_if(why_not_say(standing_of(by, opening.network, at=at), opening, at))
    opening.said.filter(person=by).delete()


@transaction.atomic
def drop_opening(opening_id: int, *, by: Person, at: datetime) -> None:
    """Take back what one proposed."""
    opening = _opening(opening_id, by=by)
    refuse_if("" if opening.by_id == by.pk else _("Only whoever proposed takes it back."))
    refuse_if("" if opening.is_open_at(at) else _("This proposal is over."))
    _end(opening, OpeningState.WITHDRAWN, at=at)
    log(opening.network, Verb.OPENING_OVER, by=by, at=at)


def _take_effect(opening: Opening, *, at: datetime) -> bool:
    """Let an opening come to be when it may; inside an act on its network."""
    if not is_opening_carried(opening, at=at):
        return False
    _end(opening, OpeningState.CARRIED, at=at)
    _show(opening.network, opening.wants, at=at)
    return True


def _show(network: Network, seen: str, *, at: datetime, by: Person | None = None) -> None:
    network.circle_seen = seen
    network.save(update_fields=["circle_seen"])
    follow_circle(network, at=at)
    log(network, Verb.OPENED if seen == CircleSeen.EVERYONE else Verb.SHUT, by=by, at=at)
    key = f"{network.pk}-{at.timestamp():.0f}"
    ask_for("networks.tell_shown", key=key, at=at, network=network.pk, moment=int(at.timestamp()))


def tell_shown(job: ToDo) -> None:
    """Tell all members who sees the circle from now on; once, however often it runs."""
    notices.shown(Network.objects.get(pk=job.payload["network"]), moment=int(job.payload["moment"]))


@transaction.atomic
def shut_circle(network_id: int, *, by: Person, at: datetime) -> None:
    """Take the circle back to the members, at once: for stewards. All are told."""
    network = _held(network_id, by=by)
    refuse_if(why_not_shut(standing_of(by, network, at=at), network))
    _show(network, CircleSeen.MEMBERS, at=at, by=by)


def settle_openings(*, at: datetime) -> None:
    """Let come to be what the members want, after its week; write down what ran out."""
    waiting = Opening.objects.filter(state=OpeningState.OPEN).order_by("pk")
    for pk in list(waiting.values_list("pk", flat=True)):
        with transaction.atomic():
            network = Network.objects.locked().get(openings=pk)
            opening = network.openings.filter(pk=pk, state=OpeningState.OPEN).first()
            if opening is not None and not opening.is_open_at(at):
                _end(opening, OpeningState.EXPIRED, at=at)
            elif opening is not None:
                opening.network = network
                _take_effect(opening, at=at)


# The map


@transaction.atomic
def switch_map(network_id: int, *, off: bool, by: Person, at: datetime) -> Network:
    """Do without the circle of values, or have it again; raises Refused. Nothing is lost."""
    network = _held(network_id, by=by)
    refuse_if(why_not_switch_map(standing_of(by, network, at=at)))
    if network.map_off != off:
        network.map_off = off
        network.save(update_fields=["map_off"])
        follow_circle(network, at=at)
        log(network, Verb.CHANGED, by=by, at=at, fields=["map_off"])
        if not off and network.pool is not None:  # who has left meanwhile goes at once
            _ask_to_seal(network, at=at)
    return network
