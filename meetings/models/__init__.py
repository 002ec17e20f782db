"""What meetings hold: one module a noun."""

from meetings.models.coming import Comes, Coming, Need
from meetings.models.feed import CalendarFeed
from meetings.models.finding import Says, Slot, SlotAnswer
from meetings.models.guest import Guest
from meetings.models.holding import Duty, Item, Turn, TurnOffer
from meetings.models.meeting import LONGEST, Audience, Meeting
from meetings.models.minutes import CheckOut, MinutesVersion, NamedDecision, Redaction
from meetings.models.series import Rhythm, Series

__all__ = [
    "LONGEST", "Audience", "CalendarFeed", "CheckOut", "Comes", "Coming", "Duty", "Guest", "Item",
    "Meeting", "MinutesVersion", "NamedDecision", "Need", "Redaction", "Rhythm", "Says", "Series",
    "Slot", "SlotAnswer", "Turn", "TurnOffer",
]  # fmt: skip
