"""What a meeting says by now, as its form holds it."""

from datetime import date
from typing import Any

from meetings.clocks import zone_called
from meetings.models import Meeting, Series


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
        "check_out": meeting.check_out,
    }  # fmt: skip


def series_words(series: Series, day: date) -> dict[str, Any]:
    """What the form of a meeting that comes again begins with, from the one of this day on."""
    return {
        "title": series.title, "about": series.about_text, "audience": str(series.audience),
        "rhythm": str(series.rhythm), "every": series.every, "day": day.isoformat(),
        "time": series.time.strftime("%H:%M"), "minutes": series.minutes, "zone": series.zone,
        "place": series.place, "link": series.link, "check_out": series.check_out,
    }  # fmt: skip
