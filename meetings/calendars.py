"""Meetings as iCalendar (RFC 5545), for the programs that people use. Without a database."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from icalendar import Calendar, Event, vText

MAKER = "-//Solidarity//Meetings//"
STATUS = {"yes": "CONFIRMED", "maybe": "TENTATIVE"}


@dataclass(frozen=True)
class Entry:
    """A meeting as a calendar shows it; moments are aware."""

    uid: str
    title: str
    starts_at: datetime
    ends_at: datetime
    changed_at: datetime
    sequence: int
    is_off: bool
    said: str  # "yes", "maybe" or ""
    place: str = ""
    words: str = ""
    url: str = ""


def calendar_of(name: str, entries: Iterable[Entry]) -> bytes:
    """A calendar with these entries; all moments in UTC, so that every program means the same."""
    calendar = Calendar()
    calendar.add("prodid", MAKER)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", vText(name))  # other names than its own it writes unescaped
    for entry in entries:
        calendar.add_component(_event(entry))
    drawn: bytes = calendar.to_ical()
    return drawn


def _event(entry: Entry) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", entry.changed_at)
    event.add("last-modified", entry.changed_at)
    event.add("sequence", entry.sequence)
    event.add("dtstart", entry.starts_at)
    event.add("dtend", entry.ends_at)
    event.add("summary", entry.title)
    event.add("status", "CANCELLED" if entry.is_off else STATUS.get(entry.said, "CONFIRMED"))
    for name, words in (
        ("location", entry.place),
        ("description", entry.words),
        ("url", entry.url),
    ):
        if words:
            event.add(name, words)
    return event
