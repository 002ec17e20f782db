"""Requests that wait."""

from django.db.models import Case, Q, QuerySet, When
from django.db.models.functions import Now

from networks.models import (
    Admission,
    Network,
    Role,
    State,
)
from solidarity.people.models import Person


def answerers_of(network: Network) -> QuerySet[Person]:
    """Those who answer requests to join `network`, its stewards first; not who is paused."""
    who = Q(memberships__network=network, memberships__state=State.ACTIVE)
    who &= Q(memberships__paused_until=None) | Q(memberships__paused_until__lte=Now())
    if network.admission != Admission.MEMBERS:
        who &= Q(memberships__role=Role.STEWARD)
    first = Case(When(memberships__role=Role.STEWARD, then=0), default=1)
    return Person.objects.here().filter(who).order_by(first, "pk")
