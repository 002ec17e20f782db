"""What comes by itself: a word before a commitment's day, and after that of a call; rests go."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Count

from cohorts.actions.resting import forget_rests
from cohorts.models import Cohort, Commitment, Stage
from cohorts.notices import care as notices
from cohorts.notices.gathering import call_over
from cohorts.queries.people import resting_in
from networks.models import Membership, State

BEFORE = timedelta(days=1)
AFTER_A_CALL = timedelta(days=3)


@transaction.atomic
def remind(*, at: datetime) -> int:
    """Remind those whose day is tomorrow or today; late or twice, each hears of it once.

    Returns how many were due. Who rests, or takes part no more, is not reminded.
    """
    forget_rests(at=at)
    days = (at.date(), at.date() + BEFORE)
    found = Commitment.objects.filter(is_over=False, due_on__range=days)
    found = found.filter(person__is_active=True, person__resting_since=None)
    count = 0
    for each in found.select_related("person", "body").order_by("pk"):
        members = Membership.objects.filter(network=each.body, state=State.ACTIVE)
        if resting_in(each.body_id, [each.person_id], at):
            continue
        if members.filter(person=each.person).exists():
            notices.due(each, each.person, at=at)
            count += 1
    return count


@transaction.atomic
def tell_of_calls(*, at: datetime) -> int:
    """Tell those who facilitate that their call is over, once; returns how many calls are."""
    over = Cohort.objects.filter(stage=Stage.OPEN, apply_by__range=(at - AFTER_A_CALL, at))
    found = over.select_related("network").annotate(applied=Count("applications"))
    for each in found.order_by("pk"):
        call_over(each, applied=each.applied, at=at)
    return len(found)
