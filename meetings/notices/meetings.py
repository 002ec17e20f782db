"""Who is told of a meeting."""

from collections.abc import Callable
from datetime import datetime

from django.db.models import QuerySet

from meetings.models import Comes, Coming, Meeting
from meetings.queries.coming import asked_to, may_come, those_who_come, those_who_expect
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
        words=stamp(meeting.starts_at), by=meeting.convened_by, closes_at=meeting.starts_at,
    )  # fmt: skip


def found(meeting: Meeting) -> None:
    """Tell those who belong, and guests, that the date is found."""
    _tell("found", meeting, asked_to(meeting))


def changed(meeting: Meeting) -> None:
    """Tell those who expect it that date or place is another."""
    _tell("changed", meeting, those_who_expect(meeting))


def called_off(meeting: Meeting) -> None:
    """Tell those who expect it that it does not take place."""
    _tell("called_off", meeting, those_who_expect(meeting))


def _tell(what: str, meeting: Meeting, people: QuerySet[Person]) -> None:
    tell_all(
        people, kind=f"meetings.{what}", about=meeting, key=f"{meeting.pk}-{meeting.sequence}",
        at=meeting.changed_at, words=stamp(meeting.starts_at), closes_at=meeting.starts_at,
    )  # fmt: skip


TELL: dict[str, Callable[[Meeting], None]] = {
    "changed": changed,
    "found": found,
    "called_off": called_off,
}


def soon(meeting: Meeting, *, at: datetime) -> None:
    """Remind those who come, the day before; once for each date."""
    tell_all(
        those_who_come(meeting), kind="meetings.soon", about=meeting,
        key=f"{meeting.pk}-{stamp(meeting.starts_at)}"[:64], at=at,
        words=stamp(meeting.starts_at), closes_at=meeting.starts_at,
    )  # fmt: skip


def series(meeting: Meeting, *, is_end: bool) -> None:
    """Tell those who come to this one, or to one that follows and was changed with it, once."""
    together = Meeting.objects.filter(series=meeting.series_id, changed_at=meeting.changed_at)
    said = Coming.objects.filter(meeting__in=together, says__in=[Comes.YES, Comes.MAYBE])
    tell_all(
        may_come(meeting).filter(pk__in=said.values("person")),
        kind="meetings.series_ended" if is_end else "meetings.series_changed", about=meeting,
        key=f"{meeting.pk}-{meeting.sequence}", at=meeting.changed_at,
        words=stamp(meeting.starts_at), closes_at=meeting.starts_at,
    )  # fmt: skip
