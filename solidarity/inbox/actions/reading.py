"""Reading notices."""

from collections.abc import Sequence
from datetime import datetime

from solidarity.inbox.models import Notice
from solidarity.people.models import Person


def mark_read(person: Person, *, at: datetime, notice_id: int | None = None) -> None:
    """Mark one notice of hers as read, or all of them."""
    unread = Notice.objects.filter(person=person, read_at=None)
    if notice_id is not None:
        unread = unread.filter(pk=notice_id)
    unread.update(read_at=at)


def mark_chosen(person: Person, chosen: Sequence[int], *, read: bool, at: datetime) -> int:
    """Mark those of hers among `chosen` as read, or as unread again; returns how many changed."""
    hers = Notice.objects.filter(person=person, pk__in=chosen, read_at__isnull=read)
    return hers.update(read_at=at if read else None)
