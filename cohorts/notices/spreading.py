"""Who is told what becomes of a cohort."""

from datetime import datetime

from networks.models import Membership, Network, State
from solidarity.inbox.notices import tell_each
from solidarity.people.models import Person


def became(network: Network, later: Network, *, at: datetime) -> None:
    """Tell those who were in the cohort that a coalition grew out of it: their networks can ask."""
    held = Membership.objects.filter(network=network, state=State.ACTIVE)
    people = Person.objects.here().filter(pk__in=held.values("person"))
    tell_each(people, kind="cohorts.became", about=later, key=f"became-{later.pk}", at=at)
