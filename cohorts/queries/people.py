"""Who takes part in a cohort, who facilitates it, and who rests from it."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet

from cohorts.models import Rest
from networks.models import Membership, Network, Role, State
from solidarity.people.models import Person

LEADING = [Role.FACILITATOR, Role.STEWARD]


def participants_of(network: Network) -> QuerySet[Person]:
    """Those who take part and are here: its members without a role over others, by name."""
    taking = Membership.objects.filter(network=network, state=State.ACTIVE, role=Role.MEMBER)
    found = Person.objects.here().filter(pk__in=taking.values("person"))
    return found.order_by("display_name", "pk")


def facilitators_of(network: Network) -> QuerySet[Membership]:
    """Those who bring it together: facilitators and stewards, by name."""
    found = Membership.objects.filter(network=network, state=State.ACTIVE, role__in=LEADING)
    return found.select_related("person").order_by("person__display_name", "pk")


def who_facilitate(network: Network) -> QuerySet[Person]:
    """The people who facilitate it and are here, for notices."""
    leading = facilitators_of(network).order_by().values("person")
    return Person.objects.here().filter(pk__in=leading)


def resting_in(body: int, people: Iterable[int], at: datetime) -> set[int]:
    """Which of these rest now from the body with this key. One query."""
    found = Rest.objects.filter(body=body, person__in=list(people), until__gt=at)
    return set(found.values_list("person", flat=True))
