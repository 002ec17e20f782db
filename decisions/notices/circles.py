"""Who is told that she is in a circle, or no more."""

from datetime import datetime

from django.urls import reverse

from decisions.models import CircleMember
from solidarity.inbox.notices import tell


def added(member: CircleMember, *, at: datetime) -> None:
    """Tell her that she decides with this circle."""
    _tell(member, "decisions.in_circle", at=at)


def taken_out(member: CircleMember, *, at: datetime) -> None:
    """Tell her that she decides with it no more."""
    _tell(member, "decisions.out_of_circle", at=at)


def _tell(member: CircleMember, kind: str, *, at: datetime) -> None:
    network = member.circle.network
    url = reverse("decisions:circle", args=[network.slug, member.circle_id])
    tell(
        member.person, kind=kind, about=network, key=f"{member.circle_id}-{member.pk}", at=at,
        words=member.circle.name, url=url,
    )  # fmt: skip
