"""Who is told of claims, and of wishes that a page be taken away."""

from collections.abc import Iterable
from datetime import datetime

from networks.models import Network, Petition
from networks.queries import stewards_of
from solidarity.inbox.notices import tell_each
from solidarity.people.models import Person

MOST_TOLD = 50


def petition_waits(petition: Petition, *, at: datetime) -> None:
    """Tell the admins that somebody waits for their decision."""
    admins = Person.objects.here().filter(is_admin=True).order_by("pk")[:MOST_TOLD]
    key = str(petition.pk)
    tell_each(
        admins, kind="networks.petition_waits", about=petition.network, key=key, at=at, asks=True
    )


def rival(
    network: Network, claimants: Iterable[Person | None], earlier: Petition | None, *, at: datetime
) -> None:
    """Tell those who asked before that somebody else asks for the same."""
    told = {person.pk: person for person in claimants if person is not None}
    if earlier is not None:
        told |= {person.pk: person for person in stewards_of(network)[:MOST_TOLD]}
    key = f"{network.pk}-{at.timestamp():.0f}"
    tell_each(told.values(), kind="networks.petition_rival", about=network, key=key, at=at)


def petition_granted(petition: Petition, *, at: datetime) -> None:
    """Tell her that the network is hers to look after."""
    _tell(petition, "networks.petition_granted", petition.reason, at=at)


def petition_refused(petition: Petition, reason: str, *, at: datetime) -> None:
    """Tell whoever asked that the answer is no, and why."""
    _tell(petition, "networks.petition_refused", reason, at=at)


def _tell(petition: Petition, kind: str, words: str, *, at: datetime) -> None:
    if petition.person is not None:
        key = f"{petition.pk}-{at.timestamp():.0f}"
        tell_each([petition.person], kind=kind, about=petition.network, key=key, at=at, words=words)
