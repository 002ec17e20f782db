"""Who is told of a meeting."""

from datetime import datetime

from meetings.models import Meeting
from networks.notices.crowds import tell_all
from networks.queries import readers_of
from solidarity.people.models import Person


def stamp(moment: datetime | None) -> str:
    """A moment as a notice keeps it: said in each reader's own zone when it is shown."""
    return moment.isoformat() if moment else ""


def called(meeting: Meeting) -> None:
    """Tell those who belong, but whoever called it."""
    asked = readers_of(meeting.body).exclude(pk=meeting.convened_by_id or 0)
    tell_all(
        asked, kind="meetings.called", about=meeting, key=str(meeting.pk), at=meeting.at,
        words=stamp(meeting.starts_at), by=_caller(meeting), closes_at=meeting.starts_at,
    )  # fmt: skip


def _caller(meeting: Meeting) -> Person | None:
    return meeting.convened_by
