"""Who is told that a network is asked to leave, what it answers, and what comes of it."""

from datetime import datetime

from coalitions.models import LeaveRequest
from coalitions.queries.acting import acting_for
from networks.models import Network
from networks.notices.joining import MOST_TOLD
from networks.queries import stewards_of
from solidarity.inbox.notices import tell_each
from solidarity.people.models import Person


def _tell(
    asked: LeaveRequest, people: set[Person], kind: str, *, source: Network, words: str,
    at: datetime, asks: bool = False,
) -> None:  # fmt: skip
    tell_each(
        people, kind=f"coalitions.{kind}", about=asked.body, key=f"{asked.pk}-{at.timestamp():.0f}",
        at=at, words=words, asks=asks, url=asked.get_absolute_url(), source=source.pk,
    )  # fmt: skip


def asked_out(asked: LeaveRequest, *, at: datetime) -> None:
    """Tell those who act for the network, with the reason."""
    people = set(acting_for(asked.network, asked.body))
    _tell(asked, people, "asked_out", source=asked.network, words=asked.reason, at=at, asks=True)


def answered(asked: LeaveRequest, *, at: datetime) -> None:
    """Tell whoever asked, and the stewards of the coalition."""
    people = set(stewards_of(asked.body)[:MOST_TOLD]) | ({asked.by} if asked.by else set())
    _tell(asked, people, "out_answered", source=asked.body, words=asked.network.name, at=at)


def dropped(asked: LeaveRequest, *, at: datetime) -> None:
    """Tell those who act for the network that it is over."""
    people = set(acting_for(asked.network, asked.body))
    _tell(asked, people, "out_dropped", source=asked.network, words=asked.body.name, at=at)
