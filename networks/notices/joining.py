"""Who is told of a request, and of its answer."""

from datetime import datetime
from typing import Any

from django.db.models import Q

from networks.models import Membership
from networks.notices.crowds import tell_all
from networks.queries import answerers_of, stewards_of
from solidarity.inbox.notices import tell, tell_each
from solidarity.people.models import Person
from solidarity.threads.models import Post

MOST_TOLD = 50


def someone_asked(request: Membership) -> None:
    """Tell the stewards that somebody waits for an answer."""
    stewards = Q(pk__in=stewards_of(request.network).values("pk"))
    tell_each(answerers_of(request.network).filter(stewards)[:MOST_TOLD], **_asked(request))


def put_request(request: Membership) -> None:
    """Tell everybody else who may answer a request: all members, where they admit."""
    stewards = stewards_of(request.network).values("pk")
    tell_all(answerers_of(request.network).exclude(pk__in=stewards), **_asked(request))


def _asked(request: Membership) -> dict[str, Any]:
    return {
        "kind": "networks.asked",
        "about": request,
        "key": f"{request.pk}-{request.asked_at.timestamp():.0f}",
        "at": request.asked_at,
        "words": request.person.display_name,
        "asks": True,
    }


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
    """Tell the other side of a request that there are new words on it.

    On the network's side that is its stewards, and whoever has written there: where all members
    admit, those who left it to others are left in peace.
    """
    if by.pk == request.person_id:
        wrote = Post.objects.filter(thread=post.thread_id).values("author")
        concerned = Q(pk__in=stewards_of(request.network).values("pk")) | Q(pk__in=wrote)
        answering = answerers_of(request.network).filter(concerned)
        side, kind = list(answering[:MOST_TOLD]), "networks.applicant_wrote"
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
