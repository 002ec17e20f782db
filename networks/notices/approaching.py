"""Who is told what passes between networks that would belong together."""

from datetime import datetime

from networks.models import Affiliation, Approach, Network, Side
from networks.notices.joining import MOST_TOLD
from networks.queries import stewards_of
from solidarity.inbox.notices import tell_each
from solidarity.people.models import Person


def _tell(
    made: Approach, side: str, kind: str, *, at: datetime, words: str, asks: bool = False
) -> None:
    """Tell the stewards on one side."""
    key = f"{made.pk}-{at.timestamp():.0f}"
    network = made.network_of(side)
    people = stewards_of(network)[:MOST_TOLD]
    tell_each(
        people, kind=kind, about=made, key=key, at=at, words=words, asks=asks, source=network.pk
    )


def approached(made: Approach, *, at: datetime) -> None:
    """Tell the stewards of the network that is asked."""
    kind = "networks.asked_in" if made.side == Side.MEMBER else "networks.invited_in"
    words = made.network_of(made.side).name
    _tell(made, made.answering_side, kind, at=at, words=words, asks=True)


def accepted_in(made: Approach, *, at: datetime) -> None:
    """Tell the stewards who asked that the answer is yes."""
    words = made.network_of(made.answering_side).name
    _tell(made, made.side, "networks.accepted_in", at=at, words=words)


def turned_down(made: Approach, reason: str, *, at: datetime) -> None:
    """Tell the stewards who asked that the answer is no, and why."""
    _tell(made, made.side, "networks.turned_down", at=at, words=reason)


def taken_back(made: Approach, reason: str, *, at: datetime) -> None:
    """Tell the stewards who were asked that no answer is needed any more."""
    _tell(made, made.answering_side, "networks.taken_back", at=at, words=reason)


def parted(affiliation: Affiliation, reason: str, *, by: Person | None, at: datetime) -> None:
    """Tell the stewards of both networks that they do not belong together any more."""
    for network in (affiliation.member, affiliation.body):
        _tell_of_parting(network, affiliation, reason, by=by, at=at)


def _tell_of_parting(
    network: Network, affiliation: Affiliation, reason: str, *, by: Person | None, at: datetime
) -> None:
    told = stewards_of(network).exclude(pk=by.pk) if by else stewards_of(network)
    tell_each(
        told[:MOST_TOLD], kind="networks.parted", about=network,
        key=f"{affiliation.pk}-{at.timestamp():.0f}", at=at, words=reason,
    )  # fmt: skip
