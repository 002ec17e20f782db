"""The times that are proposed for a meeting, and what clocks show then where people are."""

from collections import Counter
from dataclasses import dataclass

from django.utils.formats import date_format, time_format

from meetings.clocks import LocalHour, local_hours
from meetings.models import Meeting, Says, Slot, SlotAnswer
from meetings.queries.coming import asked_to
from solidarity.people.models import Viewer
from solidarity.ui.moments import city_of

NIGHT = (22, 7)  # from, until
MOST_ZONES = 40


@dataclass(frozen=True)
class Hour:
    """What clocks show somewhere at a time that is proposed."""

    local: LocalHour
    is_night: bool

    @property
    def words(self) -> str:
        """Weekday and time, as clocks show them there."""
        return (
            f"{date_format(self.local.at, 'D')} {time_format(self.local.at.time(), 'TIME_FORMAT')}"
        )


@dataclass(frozen=True)
class ShownSlot:
    """A time as one viewer meets it."""

    slot: Slot
    mine: str  # what she said; "" for nothing yet
    others_said: bool  # whether anybody else said something
    counts: list[tuple[str, int]]  # label, how many
    hours: list[Hour]


def zones_asked(meeting: Meeting) -> list[str]:
    """The zones of those who are asked, by name and without theirs. One query."""
    zones = asked_to(meeting).order_by("time_zone").values_list("time_zone", flat=True)
    return list(zones.distinct()[:MOST_ZONES])


def there(meeting: Meeting, here: str) -> Hour | None:
    """What clocks show when it begins where it was called; None where they show the same `here`."""
    if meeting.starts_at is None:
        return None
    shown = local_hours(meeting.starts_at, [meeting.zone, here])
    city = city_of(meeting.zone)
    found = next((hour for hour in shown if city in hour.zones), None)
    return Hour(found, is_night(found)) if found and len(shown) > 1 else None


def slots_shown(viewer: Viewer, meeting: Meeting) -> list[ShownSlot]:
    """All times, the earliest first. Three queries, two where none is proposed yet."""
    slots = list(Slot.objects.filter(meeting=meeting).order_by("starts_at"))
    if not slots:
        return []
    said = list(SlotAnswer.objects.filter(slot__in=slots).values_list("slot", "person", "says"))
    mine = {slot: says for slot, person, says in said if person == viewer.pk}
    others = {slot for slot, person, _says in said if person != viewer.pk}
    counts = Counter((slot, says) for slot, _person, says in said)
    zones = zones_asked(meeting)
    return [
        ShownSlot(
            slot,
            mine.get(slot.pk, ""),
            slot.pk in others,
            [(str(says.label), counts[slot.pk, says]) for says in Says],
            [Hour(hour, is_night(hour)) for hour in local_hours(slot.starts_at, zones)],
        )
        for slot in slots
    ]


def is_night(hour: LocalHour) -> bool:
    """Whether most people sleep then."""
    return hour.at.hour >= NIGHT[0] or hour.at.hour < NIGHT[1]
