"""The hook by which higher apps hear that somebody, or a network, leaves a body of her own will.

Called in the same transaction. Who is removed by others keeps what she held: nobody calls it then.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

Going = Callable[[Any, Any, datetime], None]  # (person, network, at)
Parting = Callable[[Any, Any, datetime], None]  # (member, body, at): one network leaves another
_goings: list[Going] = []
_partings: list[Parting] = []


def follow_going(going: Going) -> None:
    """Let `going` be called when a person leaves a network."""
    _goings.append(going)


def follow_parting(parting: Parting) -> None:
    """Let `parting` be called when a network leaves a body."""
    _partings.append(parting)


def goes(person: Any, network: Any, *, at: datetime) -> None:
    """Say that `person` has left `network`."""
    for going in _goings:
        going(person, network, at)


def parts(member: Any, body: Any, *, at: datetime) -> None:
    """Say that `member` has left `body`."""
    for parting in _partings:
        parting(member, body, at)
