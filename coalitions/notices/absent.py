"""Who is told that those who never come are asked, and that their answers are there."""

from coalitions.models import Asking
from networks.queries import stewards_of
from solidarity.inbox.notices import tell_each
from solidarity.people.models import Person


def asked(people: list[Person], asking: Asking) -> None:
    """Ask some of them, each once: what keeps you away?"""
    tell_each(
        people, kind="coalitions.asked_away", about=asking, key=str(asking.pk), at=asking.at,
        asks=True, closes_at=asking.closes_at, by=asking.by,
    )  # fmt: skip


def closed(asking: Asking) -> None:
    """Tell the stewards that it is closed, quietly; how many answered stands nowhere."""
    tell_each(
        stewards_of(asking.body), kind="coalitions.asking_closed", about=asking,
        key=str(asking.pk), at=asking.closes_at, quiet=True,
    )  # fmt: skip
