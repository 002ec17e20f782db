"""Who is told of a request, and of its answer."""

from datetime import datetime

from networks.models import Membership
from networks.queries import stewards_of
from solidarity.inbox.notices import tell, tell_each

MOST_TOLD = 50


def someone_asked(request: Membership, *, at: datetime) -> None:
    """Tell the stewards that somebody waits for their answer."""
    key = f"{request.pk}-{request.asked_at.timestamp():.0f}"
    tell_each(
        stewards_of(request.network)[:MOST_TOLD], kind="networks.asked", about=request.network,
        key=key, at=at, words=request.person.display_name, asks=True,
    )  # fmt: skip


def welcome(membership: Membership, *, at: datetime) -> None:
    """Tell the newcomer that they are in."""
    key = f"{membership.pk}-{at.timestamp():.0f}"
    tell(
        membership.person,
        kind="networks.welcome",
        about=membership.network,
        key=key,
        at=at,
    )


def declined(request: Membership, reason: str, *, at: datetime) -> None:
    """Tell the applicant that the stewards said no, and why."""
    key = f"{request.pk}-{at.timestamp():.0f}"
    tell(
        request.person, kind="networks.declined", about=request.network, key=key, at=at,
        words=reason,
    )  # fmt: skip
