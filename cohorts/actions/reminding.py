"""What comes by itself: a word before the day of a commitment; rests that are over go."""

from datetime import datetime, timedelta

from django.db import transaction

from cohorts.actions.resting import forget_rests
from cohorts.models import Commitment
from cohorts.notices import care as notices
from cohorts.queries.own import resting_in
from networks.models import Membership, State

BEFORE = timedelta(days=1)


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
