"""What a meeting says by now, as its form holds it."""

from typing import Any

from meetings.clocks import zone_called
from meetings.models import Meeting


def meeting_words(meeting: Meeting) -> dict[str, Any]:
    """What the form of a meeting begins with: clocks as its own zone shows them."""
    zone = zone_called(meeting.zone)
    begins = meeting.starts_at.astimezone(zone) if meeting.starts_at else None
    lasts = None
    if meeting.starts_at and meeting.ends_at:
        lasts = int((meeting.ends_at - meeting.starts_at).total_seconds() // 60)
    return {
        "title": meeting.title, "about": meeting.about_text, "audience": str(meeting.audience),
        "day": begins.date().isoformat() if begins else "",
        "time": begins.strftime("%H:%M") if begins else "",
        "minutes": lasts, "zone": meeting.zone, "place": meeting.place, "link": meeting.link,
    }  # fmt: skip
