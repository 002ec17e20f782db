"""Meetings as iCalendar (RFC 5545), for the programs that people use. Without a database.

Written line by line: a feed has hundreds of meetings and is asked for every few minutes, and the
library that reads calendars takes thirty times as long to write one. Tests read with it what is
written here.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

MAKER = "-//Solidarity//Meetings//"
STATUS = {"yes": "CONFIRMED", "maybe": "TENTATIVE"}
LINE = 75  # octets in a line, its end not counted (RFC 5545, 3.1)
ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})
CONTROL = dict.fromkeys([*range(9), *range(11, 32), 127])  # no text holds them; lines end in them


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
    lines = [
        "BEGIN:VCALENDAR", f"PRODID:{MAKER}", "VERSION:2.0", "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(name)}",
        *(line for entry in entries for line in _event(entry)), "END:VCALENDAR", "",
    ]  # fmt: skip
    return b"\r\n".join(_folded(line) for line in lines)


def _event(entry: Entry) -> Iterator[str]:
    changed = _moment(entry.changed_at)
    status = "CANCELLED" if entry.is_off else STATUS.get(entry.said, "CONFIRMED")
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(entry.uid)}"
    yield f"DTSTAMP:{changed}"
    yield f"LAST-MODIFIED:{changed}"
    yield f"SEQUENCE:{entry.sequence}"
    yield f"DTSTART:{_moment(entry.starts_at)}"
    yield f"DTEND:{_moment(entry.ends_at)}"
    yield f"SUMMARY:{_text(entry.title)}"
    yield f"STATUS:{status}"
    if entry.place:
        yield f"LOCATION:{_text(entry.place)}"
    if entry.words:
        yield f"DESCRIPTION:{_text(entry.words)}"
    if entry.url:
        yield f"URL:{entry.url.translate(CONTROL)}"
    yield "END:VEVENT"


def _moment(at: datetime) -> str:
    there = at.astimezone(UTC)
    return (
        f"{there.year:04}{there.month:02}{there.day:02}"
        f"T{there.hour:02}{there.minute:02}{there.second:02}Z"
    )


def _text(words: str) -> str:
    return words.translate(CONTROL).translate(ESCAPED)


def _folded(line: str) -> bytes:
    """The line in UTF-8, in pieces of 75 octets at most, none cut within a letter."""
    whole = line.encode()
    if len(whole) <= LINE:
        return whole
    pieces: list[bytes] = []
    start = 0
    while start < len(whole):
        room = LINE - 1 if pieces else LINE  # a piece that goes on begins with a space
        end = min(start + room, len(whole))
        while end < len(whole) and whole[end] & 0xC0 == 0x80:
            end -= 1
        pieces.append(whole[start:end])
        start = end
    return b"\r\n ".join(pieces)
