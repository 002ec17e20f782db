"""Who is told what about what a network holds."""

from datetime import UTC, datetime

from django.db.models import QuerySet
from django.urls import reverse

from networks.models import CircleSeen, Membership, Network, Opening, State
from networks.notices.crowds import tell_all
from solidarity.people.models import Person


def _members(network: Network) -> QuerySet[Person]:
    held = Membership.objects.filter(network=network, state=State.ACTIVE)
    return Person.objects.here().filter(pk__in=held.values("person"))


def opening(proposed: Opening) -> None:
    """Tell the members what is proposed; whoever proposed it knows."""
    network = proposed.network
    members = _members(network)
    if proposed.by is not None:
        members = members.exclude(pk=proposed.by.pk)
    wants = "open" if proposed.wants == CircleSeen.EVERYONE else "shut"
    tell_all(
        members, kind=f"networks.circle_{wants}",
        about=network, key=str(proposed.pk), at=proposed.made_at, asks=True,
        words=proposed.by.display_name if proposed.by else "",
        url=reverse("networks:values_opening", args=[network.slug]),
        closes_at=proposed.expires_at,
    )  # fmt: skip


def shown(network: Network, *, moment: int) -> None:
    """Tell the members who sees what they put together from now on."""
    now = "opened" if network.circle_seen == CircleSeen.EVERYONE else "closed"
    tell_all(
        _members(network), kind=f"networks.circle_{now}", about=network,
        key=f"{network.pk}-{moment}", at=datetime.fromtimestamp(moment, UTC),
        url=reverse("networks:values", args=[network.slug]),
    )  # fmt: skip
