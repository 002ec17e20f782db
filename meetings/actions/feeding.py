"""Private calendars: who has the address reads it, so the address is kept by nobody but her."""

from datetime import datetime

from meetings.models import CalendarFeed
from solidarity.base.secrets import digest, new_token
from solidarity.people.models import Person

PURPOSE = "calendar"


def make_calendar(person: Person, body: int | None, *, at: datetime) -> str:
    """A fresh calendar of all her meetings, or of one body's; returns its token.

    One that there was before ends: its address is no good any more.
    """
    token = new_token()
    fields = {"digest": digest(token, purpose=PURPOSE), "made_at": at}
    CalendarFeed.objects.update_or_create(person=person, body_id=body, defaults=fields)
    return token


def end_calendar(feed: CalendarFeed) -> None:
    """Let its address be no good from now on."""
    feed.delete()


def calendar_at(token: str) -> CalendarFeed | None:
    """The calendar that has this token in its address, of somebody who is here."""
    found = CalendarFeed.objects.select_related("person", "body")
    held = found.filter(digest=digest(token, purpose=PURPOSE), person__in=Person.objects.here())
    return held.first()
