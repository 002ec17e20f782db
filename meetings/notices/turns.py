"""Who is told of duties that are passed on."""

from datetime import datetime

from meetings.models import TurnOffer
from meetings.notices.meetings import stamp
from solidarity.inbox.notices import tell


def asked(offer: TurnOffer, *, at: datetime) -> None:
    """Ask somebody to take a duty on."""
    meeting = offer.meeting
    tell(
        offer.to, kind="meetings.turn_asked", about=meeting, key=str(offer.pk), at=at, by=offer.by,
        words=stamp(meeting.starts_at), closes_at=meeting.starts_at, asks=True,
    )  # fmt: skip


def answered(offer: TurnOffer, *, takes: bool, at: datetime) -> None:
    """Tell whoever asked that it is taken on, or that it is not: without a reason or a name."""
    if offer.by is None:
        return
    kind = "meetings.turn_taken" if takes else "meetings.turn_open"
    tell(
        offer.by, kind=kind, about=offer.meeting, key=str(offer.pk), at=at,
        words=stamp(offer.meeting.starts_at), closes_at=offer.meeting.starts_at,
    )  # fmt: skip
