"""Requests that wait."""

from django.db.models import Count, Q, QuerySet

from networks.models import (
    Membership,
    Network,
    Role,
    State,
)
from solidarity.people.models import Person


def open_requests(network: Network) -> QuerySet[Membership]:
    """Requests that wait for a steward's answer, the longest waiting first, answers beside them."""
    waiting = Membership.objects.filter(network=network, state=State.ASKED)
    waiting = waiting.select_related("person").only("asked_at", "person__display_name")
    return waiting.prefetch_related("answers").order_by("asked_at", "pk")


def requests_to_answer(person: Person) -> QuerySet[Network]:
    """Networks that she looks after where somebody waits; adds `waiting`, a count of people."""
    stewarded = Membership.objects.filter(
        person=person, state=State.ACTIVE, role=Role.STEWARD
    ).values("network")
    waiting = Count("memberships", filter=Q(memberships__state=State.ASKED))
    found = Network.objects.filter(pk__in=stewarded, memberships__state=State.ASKED)
    return found.annotate(waiting=waiting).order_by("name")
