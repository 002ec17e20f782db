"""Who is told what on a walk."""

from collections.abc import Iterable
from datetime import datetime

from coalitions.models import Walk
from coalitions.queries.acting import acting_for
from coalitions.queries.walking import answering, readers_on
from networks.models import Network
from networks.notices.joining import MOST_TOLD
from networks.queries import stewards_of
from solidarity.inbox.notices import tell_each
from solidarity.people.models import Person


def _tell(
    walk: Walk, people: Iterable[Person], kind: str, *, at: datetime, url: str = "",
    by: Person | None = None,
) -> None:  # fmt: skip
    tell_each(
        [each for each in people if each != by], kind=f"coalitions.{kind}", about=walk.body,
        key=f"{walk.pk}-{at.timestamp():.0f}", at=at, words=walk.network.name,
        url=url or walk.get_absolute_url(),
    )  # fmt: skip


def begun(walk: Walk, *, by: Person, at: datetime) -> None:
    """Tell the stewards of the coalition that a host is wanted."""
    _tell(walk, stewards_of(walk.body)[:MOST_TOLD], "walk_begun", by=by, at=at)


def hosted(walk: Walk, host: Network, *, by: Person, at: datetime) -> None:
    """Tell those who act for the host."""
    _tell(walk, acting_for(host, walk.body), "walk_hosted", by=by, at=at)


def asked(walk: Walk, url: str, *, by: Person, at: datetime) -> None:
    """Tell those who answer that something is asked; the others read it when they come by."""
    people = answering(walk)[:MOST_TOLD]
    if by in people:
        people = readers_on(walk)[:MOST_TOLD]
    _tell(walk, people, "walk_asked", by=by, at=at, url=url)


def ended(walk: Walk, *, at: datetime) -> None:
    """Tell the stewards of the coalition that the network consents."""
    _tell(walk, stewards_of(walk.body)[:MOST_TOLD], "walk_ended", at=at)
