"""Who is told that stewards are sought."""

from datetime import datetime

from django.urls import reverse

from networks.models import Network
from solidarity.inbox.notices import tell_each
from solidarity.people.models import Person


def seeks_stewards(network: Network, *, members: list[Person], at: datetime) -> None:
    """Tell the members that the last steward has left."""
    url = reverse("networks:stewards", args=[network.slug])
    key = f"{network.pk}-{at.timestamp():.0f}"
    tell_each(members, kind="networks.seeking", about=network, key=key, at=at, url=url)
