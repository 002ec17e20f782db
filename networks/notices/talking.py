"""Who is told what becomes of a shared conversation."""

from datetime import datetime

from networks.models import Network
from solidarity.inbox.notices import tell
from solidarity.people.models import Person


def taken_off(network: Network, author: Person, reason: str, *, key: str, at: datetime) -> None:
    """Tell whoever began it that it stands on this board no more, and why."""
    tell(author, kind="networks.taken_off", about=network, key=key, at=at, words=reason)
