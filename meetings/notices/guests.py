"""Who is told that she is asked as a guest."""

from datetime import datetime

from meetings.models import Meeting
from meetings.notices.meetings import stamp
from solidarity.inbox.notices import tell
from solidarity.people.models import Person


def asked(meeting: Meeting, person: Person, *, by: Person, at: datetime) -> None:
    """Tell somebody here that she is asked to come as a guest."""
    tell(
        person, kind="meetings.guest", about=meeting, key=str(meeting.pk), at=at, by=by,
        words=stamp(meeting.starts_at), closes_at=meeting.starts_at,
    )  # fmt: skip
