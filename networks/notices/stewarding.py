"""Who is told that stewards are sought."""

from datetime import datetime

from django.urls import reverse

from networks.models import Network, State
from networks.notices.crowds import tell_all
from solidarity.people.models import Person


def seeks_stewards(network: Network, *, at: datetime) -> None:
    """Tell all members that the last steward has left."""
    held = network.memberships.filter(state=State.ACTIVE)
    members = Person.objects.filter(pk__in=held.values("person"), is_active=True)
    url = reverse("networks:stewards", args=[network.slug])
    key = f"{network.pk}-{at.timestamp():.0f}"
    tell_all(members, kind="networks.seeking", about=network, key=key, at=at, url=url)
