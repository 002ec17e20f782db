"""Drawing the lottery in the background: who is in the group, and what everybody may check."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from time import monotonic

from celery.exceptions import SoftTimeLimitExceeded
from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import override

from cohorts.actions.founding import SEED
from cohorts.lottery import (
    QUICK,
    Lottery,
    NoGroup,
    Pool,
    Unsolved,
    Why,
    draw,
    leximin,
    why_infeasible,
)
from cohorts.models import Application, Draw, DrawState, Gathering, Quota
from cohorts.queries.choosing import counts_in, in_the_lottery, quotas_of
from cohorts.queries.together import TooHard, in_words, named, pool_of
from cohorts.rules.choosing import enough_seats
from networks.actions.log import log
from networks.models import Network, Verb
from solidarity.base.vault import unseal
from solidarity.outbox.handlers import ToDo

LONG_ENOUGH = 30.0  # seconds, of the 45 that a worker has: it searched, and would in vain again


def draw_for(job: ToDo) -> None:
    """Draw what was asked for; once, however often it runs."""
    draw_now(job.payload["draw"], at=now())


@dataclass(frozen=True)
class Inputs:
    """What goes into a drawing, as it stood at one moment."""

    people: list[Application]
    quotas: list[Quota]
    seats: int

    @property
    def digest(self) -> str:
        """By which one sees whether it is still so."""
        return inputs_digest(self.people, self.quotas, self.seats)


Found = tuple[Lottery | None, Why | TooHard | None]  # the chances; or why there is no group


def draw_now(draw_id: int, *, at: datetime) -> Draw:
    """Draw the group by the seed that was promised, or write down why no group meets the mix.

    The chances are worked out while nothing is held, since that can take minutes and people
    withdraw meanwhile; if anything changed by then, once more while the cohort is held.
    """
    asked = Draw.objects.select_related("cohort").get(pk=draw_id)
    if asked.state != DrawState.ASKED:
        return asked
    inputs = _inputs(asked)
    return _keep(draw_id, inputs.digest, _solved(inputs), at=at)


@transaction.atomic
def _keep(draw_id: int, digest: str, found: Found, *, at: datetime) -> Draw:
    """Keep what was found for the inputs of this digest, if they are still the same."""
    network_id = Draw.objects.values_list("cohort__network", flat=True).get(pk=draw_id)
    network = Network.objects.locked().get(pk=network_id)
    asked = Draw.objects.select_related("cohort", "asked_by").get(pk=draw_id)
    asked.cohort.network = network
    if asked.state != DrawState.ASKED:
        return asked
    inputs = _inputs(asked)
    lottery, why = found if inputs.digest == digest else _solved(inputs)
    asked.applied, asked.inputs_digest = len(inputs.people), inputs.digest
    if lottery is None:
        return _impossible(asked, why, is_small=len(inputs.people) <= asked.seats, at=at)
    return _drawn(asked, lottery, inputs.people, at=at)


def _inputs(asked: Draw) -> Inputs:
    people = list(in_the_lottery(asked.cohort).order_by("pk"))
    return Inputs(people, quotas_of(asked.cohort), asked.seats)


def _solved(inputs: Inputs) -> Found:
    if len(inputs.people) <= inputs.seats:
        return None, None
    pool = pool_of(inputs.people, inputs.quotas, inputs.seats)
    began = monotonic()
    try:
        return _searched(pool, inputs.seats)
    except Unsolved:
        return None, TooHard()
    except SoftTimeLimitExceeded:  # the clock ends a search without a group, never with another
        if monotonic() - began < LONG_ENOUGH:
            raise  # what was done before took the time: once more
        return None, TooHard()


def _searched(pool: Pool, seats: int) -> Found:
    """What so many steps show, the same on every machine; raises Unsolved."""
    try:
        return leximin(pool, seats, effort=QUICK), None
    except NoGroup:
        return None, why_infeasible(pool, seats, nodes=QUICK.nodes)


def inputs_digest(people: Sequence[Application], quotas: Sequence[Quota], seats: int) -> str:
    """SHA-256 of who and what goes in: keys, what each counts for, the mix, the seats."""
    plain = {
        "seats": seats,
        "mix": [[named(q), q.at_least, q.at_most] for q in quotas],
        "people": [[each.pk, [counts_in(each, q) for q in quotas]] for each in people],
    }
    return hashlib.sha256(json.dumps(plain, sort_keys=True).encode()).hexdigest()


def _drawn(asked: Draw, lottery: Lottery, people: list[Application], *, at: datetime) -> Draw:
    how = Gathering.objects.get(cohort=asked.cohort)
    seed = unseal(how.seed_sealed, purpose=SEED)
    inside = {each.id for each in draw(lottery, seed)}
    for each in people:
        each.is_proposed = str(each.pk) in inside
        each.chance = float(lottery.chance_of[str(each.pk)])
    Application.objects.bulk_update(people, ["is_proposed", "chance"])
    asked.state, asked.drawn_at, asked.seed = DrawState.DRAWN, at, seed
    asked.least_chance = float(min(lottery.chance_of.values()))
    asked.best_chance = float(lottery.proof.bound)
    asked.save()
    how.seed_sealed = ""
    how.save(update_fields=["seed_sealed"])
    log(asked.cohort.network, Verb.CHANGED, at=at, programme="drawn")
    return asked


def _impossible(asked: Draw, why: Why | TooHard | None, *, is_small: bool, at: datetime) -> Draw:
    """Write down why, in the language of whoever asked; the mix can be changed, and drawn anew.

    is_small: so many withdrew that there is a seat for everybody.
    """
    with override(asked.asked_by.interface_language if asked.asked_by else None):
        asked.why_not = enough_seats() if is_small else in_words(why)
    asked.state = DrawState.IMPOSSIBLE
    asked.save()
    log(asked.cohort.network, Verb.CHANGED, at=at, programme="impossible")
    return asked
