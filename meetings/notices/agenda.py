"""Who is told of what stands on an agenda."""

from datetime import datetime

from meetings.models import Item
from meetings.notices.meetings import stamp
from solidarity.inbox.notices import tell
from solidarity.people.models import Person


def asked(item: Item, *, by: Person, at: datetime) -> None:
    """Tell whoever shall lead an item that she was named, unless she did it herself."""
    meeting = item.meeting
    if item.holder is None or item.holder == by:
        return
    tell(
        item.holder, kind="meetings.item_asked", about=meeting, key=f"{item.pk}-{at.timestamp()}",
        at=at, by=by, words=stamp(meeting.starts_at), closes_at=meeting.starts_at,
    )  # fmt: skip
