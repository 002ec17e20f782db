"""Who is told what about networks, in which words (templates/networks/notices and mails)."""

from datetime import datetime

from networks.models import Invitation, Membership, Network, SavedSearch
from networks.queries import stewards_of
from solidarity.inbox.notices import tell, tell_each
from solidarity.people.models import Person

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


def seeks_stewards(network: Network, *, members: list[Person], at: datetime) -> None:
    """Tell the members that the last steward has left."""
    key = f"{network.pk}-{at.timestamp():.0f}"
    tell_each(members, kind="networks.seeking", about=network, key=key, at=at)


def accepted(invitation: Invitation, newcomer: Person, *, at: datetime) -> None:
    """Tell whoever invited that somebody came in by it."""
    if invitation.invited_by is None:
        return
    key = f"{invitation.pk}-{newcomer.pk}"
    tell(
        invitation.invited_by, kind="networks.accepted", about=invitation.network, key=key, at=at,
        words=newcomer.display_name,
    )  # fmt: skip


def finds(search: SavedSearch, *, at: datetime) -> None:
    """Tell her that a search of hers finds networks that it did not find before.

    It names none of them: what she may see is looked up when she follows it.
    """
    key = f"{search.pk}-{at:%Y-%m-%d}"
    tell(search.person, kind="networks.finds", about=search, key=key, at=at)
