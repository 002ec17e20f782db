"""Feeds: who has the address reads it, so the address is kept by nobody but her."""

from datetime import datetime

from solidarity.base.secrets import digest, new_token
from solidarity.inbox.models import Feed
from solidarity.people.models import Person

PURPOSE = "feed"


def make_feed(person: Person, source: int | None, *, at: datetime) -> str:
    """A fresh feed of all she is told, or of what one body tells her; returns its token.

    One that there was before ends: its address is no good any more.
    """
    token = new_token()
    fields = {"digest": digest(token, purpose=PURPOSE), "made_at": at}
    Feed.objects.update_or_create(person=person, source=source, defaults=fields)
    return token


def end_feed(feed: Feed) -> None:
    """Let its address be no good from now on."""
    feed.delete()


def feed_at(token: str) -> Feed | None:
    """The feed that has this token in its address, of somebody who is here."""
    found = Feed.objects.select_related("person").filter(person__is_active=True)
    return found.filter(digest=digest(token, purpose=PURPOSE)).first()
