"""Requests that wait."""

from django.db.models import Case, Count, Q, QuerySet, When
from django.db.models.functions import Now

from networks.models import (
    Admission,
    Membership,
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


def requests_to_answer(person: Person) -> QuerySet[Network]:
    """Networks where somebody waits for her or her like; adds `waiting`, a count of people."""
    is_hers = Q(role=Role.STEWARD) | Q(network__admission=Admission.MEMBERS)
    held = Membership.objects.filter(is_hers, person=person, state=State.ACTIVE)
    own = held.exclude(paused_until__gt=Now()).values("network")
    waiting = Count("memberships", filter=Q(memberships__state=State.ASKED))
    found = Network.objects.filter(pk__in=own, memberships__state=State.ASKED)
    return found.annotate(waiting=waiting).only("name", "slug").order_by("name")
