"""Stating the mix, proposing a group, and having the lottery drawn."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from cohorts.actions.founding import held_cohort
from cohorts.models import Answered, Application, Cohort, Departure, Draw, Feature, Quota
from cohorts.queries.choosing import draw_of, in_the_lottery, needs_lottery, values_to_choose
from cohorts.queries.gathering import gathering_of
from cohorts.rules.choosing import why_not_draw, why_not_mix, why_not_propose
from networks.actions.log import log
from networks.models import Verb
from networks.rules import standing_of
from solidarity.base.refused import Refused, refuse_if
from solidarity.outbox.actions import ask_for
from solidarity.people.models import Person

MOST_QUOTAS = 40


@transaction.atomic
def want(slug: str, *, wanted: str, at_least: int, at_most: int, by: Person, at: datetime) -> Quota:
    """Want so many of one kind; what was wanted of it before is replaced. wanted: feature:value."""
    cohort = _cohort_to_mix(slug, by=by, at=at)
    known = {each for _label, values in values_to_choose(cohort, gathering_of(cohort))
             for each, _words in values}  # fmt: skip
    if wanted not in known:
        raise Refused(_("Choose what the mix is about from the list."))
    if at_least > at_most:
        raise Refused(_("“At least” is more than “at most”. Change one of them."))
    if at_least > cohort.seats:
        raise Refused(_("That is more than there are seats."))
    feature, value = wanted.split(":", 1)
    if cohort.quotas.exclude(feature=feature, value=value).count() >= MOST_QUOTAS:
        raise Refused(_("That is a lot of wishes. Take one away first."))
    bounds = {"at_least": at_least, "at_most": at_most}
    quota, _is_new = Quota.objects.update_or_create(
        cohort=cohort, feature=Feature(feature), value=value, defaults=bounds
    )
    log(cohort.network, Verb.CHANGED, by=by, at=at, programme="mix")
    return quota


@transaction.atomic
def let_go(slug: str, quota_id: int, *, by: Person, at: datetime) -> None:
    """Want this no more; said twice, it is no mistake."""
    cohort = _cohort_to_mix(slug, by=by, at=at)
    if Quota.objects.filter(cohort=cohort, pk=quota_id).delete()[0]:
        log(cohort.network, Verb.CHANGED, by=by, at=at, programme="mix")


def _cohort_to_mix(slug: str, *, by: Person, at: datetime) -> Cohort:
    cohort = held_cohort(slug, by=by)
    standing = standing_of(by, cohort.network, at=at)
    refuse_if(why_not_mix(standing, cohort, gathering_of(cohort), draw_of(cohort)))
    return cohort


@transaction.atomic
def propose(
    slug: str, *, chosen: Collection[int], reason: str, by: Person, at: datetime,
    was: Collection[int] | None = None,
) -> list[int]:  # fmt: skip
    """Put these applications into the group, and no others; returns who changed sides.

    was: who stood in the group as `by` saw it; then only what she changed there is changed, and
    two who work on it at once do not undo each other. Who takes part already stays in it. After a
    lottery each change leaves its reason on record.
    """
    cohort = held_cohort(slug, by=by)
    draw, is_lottery = draw_of(cohort), needs_lottery(cohort)
    applications = list(cohort.applications.exclude(state=Answered.DECLINED))
    seen = {each.pk for each in applications if each.is_proposed} if was is None else set(was)
    goes, comes = seen - set(chosen), set(chosen) - seen
    changed = [
        each for each in applications
        if each.pk in (goes if each.is_proposed else comes) and not _is_inside(each)
    ]  # fmt: skip
    refuse_if(
        why_not_propose(
            standing_of(by, cohort.network, at=at), cohort, draw, is_lottery=is_lottery,
            reason=reason if changed else "-",
        )
    )  # fmt: skip
    for each in changed:
        each.is_proposed = not each.is_proposed
        each.save(update_fields=["is_proposed"])
    if changed and is_lottery and draw is not None:
        came = sum(each.is_proposed for each in changed)
        Departure.objects.create(
            draw=draw, by=by, at=at, reason=reason, came=came, went=len(changed) - came
        )
        log(cohort.network, Verb.CHANGED, by=by, at=at, words=reason, programme="departed")
    return [each.pk for each in changed]


def _is_inside(application: Application) -> bool:
    """Whether she takes part already; who left again is out of the group, and stays out."""
    return application.state == Answered.ACCEPTED


@transaction.atomic
def have_drawn(slug: str, *, by: Person, at: datetime) -> Draw:
    """Have the lottery drawn, in the background; it is drawn once."""
    cohort = held_cohort(slug, by=by)
    applied = in_the_lottery(cohort).count()
    refuse_if(
        why_not_draw(
            standing_of(by, cohort.network, at=at), cohort, gathering_of(cohort), draw_of(cohort),
            applied=applied,
        )
    )  # fmt: skip
    draw = Draw.objects.create(cohort=cohort, asked_by=by, asked_at=at, seats=cohort.seats)
    ask_for("cohorts.draw", key=str(draw.pk), at=at, draw=draw.pk)
    return draw
