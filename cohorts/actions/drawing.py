"""Drawing the lottery in the background: who is in the group, and what everybody may check."""

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import override

from cohorts.actions.founding import SEED
from cohorts.lottery import (
    QUICK,
    Applicant,
    Bound,
    Lottery,
    NoGroup,
    Pool,
    Why,
    draw,
    leximin,
    why_infeasible,
)
from cohorts.lottery import Quota as Wanted
from cohorts.models import Answered, Application, Draw, DrawState, Gathering, Quota
from cohorts.queries.choosing import counts_in, quotas_of, value_words
from networks.actions.log import log
from networks.models import Network, Verb
from solidarity.base.vault import unseal
from solidarity.outbox.handlers import ToDo

YES, NO = "yes", "no"


def draw_for(job: ToDo) -> None:
    """Draw what was asked for; once, however often it runs."""
    draw_now(job.payload["draw"], at=now())


@transaction.atomic
def draw_now(draw_id: int, *, at: datetime) -> Draw:
    """Draw the group by the seed that was promised, or write down why no group meets the mix."""
    asked = Draw.objects.select_related("cohort").get(pk=draw_id)
    network = Network.objects.locked().get(pk=asked.cohort.network_id)
    asked = Draw.objects.select_related("cohort", "asked_by").get(pk=draw_id)
    asked.cohort.network = network
    if asked.state != DrawState.ASKED:
        return asked
    quotas = quotas_of(asked.cohort)
    people = list(asked.cohort.applications.exclude(state=Answered.DECLINED).order_by("pk"))
    asked.applied, asked.inputs_digest = len(people), inputs_digest(people, quotas, asked.seats)
    try:
        pool = pool_of(people, quotas, asked.seats)
        lottery = leximin(pool, asked.seats, effort=QUICK)  # a worker has 45 seconds
    except NoGroup:
        return _impossible(asked, pool, at=at)
    return _drawn(asked, lottery, people, at=at)


def pool_of(people: Sequence[Application], quotas: Sequence[Quota], seats: int) -> Pool:
    """Who applied and what is wanted: each wish asks of everybody yes or no.

    So somebody with three causes counts for each of them, and who said nothing for none.
    """
    applicants = [
        Applicant(str(each.pk), {_name(q): YES if counts_in(each, q) else NO for q in quotas})
        for each in people
    ]
    wanted = [Wanted(_name(q), YES, q.at_least, q.at_most) for q in quotas]
    others = [Wanted(_name(q), NO, 0, seats) for q in quotas]
    return Pool(applicants, wanted + others)


def _name(quota: Quota) -> str:
    return f"{quota.feature}:{quota.value}"


def inputs_digest(people: Sequence[Application], quotas: Sequence[Quota], seats: int) -> str:
    """SHA-256 of who and what goes in: keys, what each counts for, the mix, the seats."""
    plain = {
        "seats": seats,
        "mix": [[_name(q), q.at_least, q.at_most] for q in quotas],
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
    asked.save()
    how.seed_sealed = ""
    how.save(update_fields=["seed_sealed"])
    log(asked.cohort.network, Verb.CHANGED, at=at, programme="drawn")
    return asked


def _impossible(asked: Draw, pool: Pool, *, at: datetime) -> Draw:
    """Write down why, in the language of whoever asked; the mix can be changed, and drawn anew."""
    why = why_infeasible(pool, asked.seats)
    with override(asked.asked_by.interface_language if asked.asked_by else None):
        asked.why_not = in_words(why)
    asked.state = DrawState.IMPOSSIBLE
    asked.save()
    log(asked.cohort.network, Verb.CHANGED, at=at, programme="impossible")
    return asked


def in_words(why: Why | None) -> str:
    """Why no group meets the mix, and what would help."""
    lines = [_("No group meets all of the mix at once.")]
    if why is not None and why.together:
        lines.append(_("These cannot hold together:"))
        lines += [f"– {_bound_words(each)}" for each in why.together]
    if why is not None and why.loosen:
        lines.append(_("It would help to change:"))
        lines += [f"– {_bound_words(each)} → {each.to}" for each in why.loosen]
    return "\n".join(lines)


def _bound_words(bound: Bound) -> str:
    feature, value = bound.quota.category.split(":", 1)
    said = {"value": value_words(feature, value), "n": bound.now}
    if bound.end == "least":
        return _("“%(value)s”: at least %(n)s") % said
    return _("“%(value)s”: at most %(n)s") % said
