"""Who is told that conversations will go."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse

from networks.models import Network
from solidarity.inbox.notices import tell_each
from solidarity.people.models import Person


def threads_go(network: Network, people: Iterable[Person], *, at: datetime) -> None:
    """Tell `people` in time that conversations in which nobody writes will be deleted."""
    tell_each(
        people, kind="networks.threads_go", about=network, at=at,
        key=f"{network.pk}-{at.timestamp():.0f}",
        url=reverse("networks:talk", args=[network.slug]),
    )  # fmt: skip
