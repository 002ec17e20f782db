"""Resting: no mails and no reminders from a cohort until a day, without a reason."""

from datetime import datetime

from django.db import transaction

from cohorts.actions.own import _body
from cohorts.models import Rest
from cohorts.notices import care as notices
from cohorts.queries.buddies import buddies_of
from networks.models import Network
from solidarity.inbox.actions.resting import hold_back
from solidarity.people.models import Person


@transaction.atomic
def rest(slug: str, *, by: Person, until: datetime, at: datetime) -> Rest:
    """Let her rest until then; said again, the new day holds. Her buddies hear only that."""
    body = _body(slug, by=by, at=at)
    found, is_new = Rest.objects.update_or_create(body=body, person=by, defaults={"until": until})
    hold_back(by, body.pk)
    if is_new:
        notices.rests(body, buddies_of(by, body), by=by, at=at)
    return found


@transaction.atomic
def come_back(slug: str, *, by: Person, at: datetime) -> None:
    """She is back; nothing is left of it."""
    Rest.objects.filter(body=_body(slug, by=by, at=at), person=by).delete()


def forget_rests(*, at: datetime) -> int:
    """Delete those that are over; returns how many."""
    return Rest.objects.filter(until__lte=at).delete()[0]


def stop_resting(person: Person, body: Network) -> None:
    """She has left."""
    Rest.objects.filter(body=body, person=person).delete()
