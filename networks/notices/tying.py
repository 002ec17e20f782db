"""Who is told of ties: the stewards at the other end."""

from datetime import datetime

from networks.models import Network, Tie
from networks.notices.joining import MOST_TOLD
from networks.queries import stewards_of
from solidarity.inbox.notices import tell_each
from solidarity.people.models import Person


def tie_proposed(tie: Tie, near: Network, *, by: Person, at: datetime) -> None:
    """Tell the stewards who can confirm it."""
    _tell(tie, near, "networks.tie_proposed", by=by, at=at, asks=True)


def tie_made(tie: Tie, near: Network, *, by: Person, at: datetime) -> None:
    """Tell the stewards who proposed it that it is confirmed."""
    _tell(tie, near, "networks.tie_made", by=by, at=at)


def tie_ended(tie: Tie, near: Network, *, by: Person, at: datetime) -> None:
    """Tell the other stewards that it is no more, or will not be."""
    _tell(tie, near, "networks.tie_ended", by=by, at=at)


def _tell(
    tie: Tie, near: Network, kind: str, *, by: Person, at: datetime, asks: bool = False
) -> None:
    """Tell the stewards of the network that `near` is tied to; it leads them to their own page."""
    far = tie.far_from(near)
    tell_each(
        stewards_of(far).exclude(pk=by.pk)[:MOST_TOLD], kind=kind, about=far,
        key=f"{tie.pk}-{at.timestamp():.0f}", at=at, words=near.name, asks=asks,
    )  # fmt: skip
