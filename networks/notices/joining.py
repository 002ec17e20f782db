"""Who is told of a request, and of its answer."""

from datetime import datetime

from networks.models import Membership
from networks.queries import answerers_of
from solidarity.inbox.notices import tell, tell_each
from solidarity.people.models import Person
from solidarity.threads.models import Post

MOST_TOLD = 50


def someone_asked(request: Membership, *, at: datetime) -> None:
    """Tell those who answer that somebody waits for their answer."""
    key = f"{request.pk}-{request.asked_at.timestamp():.0f}"
    tell_each(
        answerers_of(request.network)[:MOST_TOLD], kind="networks.asked", about=request,
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


def waitlisted(request: Membership, reason: str, *, at: datetime) -> None:
    """Tell the applicant that she is on the waiting list, and why if it was said."""
    key = f"{request.pk}-{at.timestamp():.0f}"
    tell(
        request.person, kind="networks.waitlisted", about=request, key=key, at=at, words=reason,
    )  # fmt: skip


def wrote_on_request(request: Membership, post: Post, *, by: Person, at: datetime) -> None:
    """Tell the other side of a request that there are new words on it."""
    if by.pk == request.person_id:
        side, kind = list(answerers_of(request.network)[:MOST_TOLD]), "networks.applicant_wrote"
    else:
        side, kind = [request.person], "networks.wrote_to_applicant"
    tell_each(side, kind=kind, about=request, key=f"post-{post.pk}", at=at, words=by.display_name)


def declined(request: Membership, reason: str, *, at: datetime) -> None:
    """Tell the applicant that the stewards said no, and why."""
    key = f"{request.pk}-{at.timestamp():.0f}"
    tell(
        request.person, kind="networks.declined", about=request, key=key, at=at,
        words=reason,
    )  # fmt: skip
