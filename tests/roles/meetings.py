"""Meetings in the small world: of members, for everybody, hidden, without a date."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils.timezone import now

from decisions.actions.tasks import add_for
from decisions.models import Task
from meetings.actions.feeding import make_calendar
from meetings.models import (
    Audience,
    CalendarFeed,
    Guest,
    Item,
    Meeting,
    MinutesVersion,
    Need,
    Redaction,
    Series,
    Slot,
)
from networks.models import Network
from solidarity.people.models import Person
from tests.fixtures.meetings import new_meeting

if TYPE_CHECKING:
    from tests.roles.world import World

HOUR = timedelta(hours=1)
OF_MEMBERS, PUBLIC, GUESTS = "of members", "for everybody", "with guests"
WANTED = {f"meetings:{name}" for name in ("date", "time", "time_act")}
WITH_GUESTS = {"meetings:guests", "meetings:guest_off"}
OPEN = {f"meetings:{name}" for name in ("meeting", "ics", "coming", "need", "talk")}
PARTS: Mapping[str, type[Any]] = {
    "meetings:time_act": Slot, "meetings:see_to": Need, "meetings:item_act": Item,
    "meetings:item_change": Item,
    "meetings:guest_off": Guest,
}  # fmt: skip
SAID = {"title": "Sowing", "audience": "members", "zone": "UTC", "key": "one"}
TIME = {"day": f"{now() + timedelta(days=40):%Y-%m-%d}", "time": "18:30", "minutes": "60"}
SENT: Mapping[str, Mapping[str, Any]] = {
    "meetings:new": SAID | TIME,
    "meetings:change": SAID | TIME,
    "meetings:call_off": {"why": "Storm"},
    "meetings:series_new": SAID | TIME | {"rhythm": "weeks", "every": "1"},
    "meetings:series_end": {"last": ""},
    "meetings:series_change": SAID | TIME | {"rhythm": "weeks", "every": "1", "seen": ""},
    "meetings:turn_ask": {"handle": "extra"},
    "meetings:talk": {"words": "Bread?", "key": "talk"},
    "meetings:time": TIME | {"zone": "UTC"},
    "meetings:time_act": {"act": "choose"},
    "meetings:coming": {"act": "yes"},
    "meetings:need": {"words": "A ramp"},
    "meetings:see_to": {"act": "seen-to"},
    "meetings:item": {"title": "Water", "key": "two"},
    "meetings:item_act": {"act": "drop"},
    "meetings:item_change": {"title": "Water", "minutes": "5", "handle": "", "seen": ""},
    "meetings:turn": {"act": "take-time"},
    "meetings:tasks": {"words": "Buy seeds"},
    "meetings:task": {"act": "finish"},
    "meetings:check_out": {"words": "Hope"},
    "meetings:minutes_write": {"words": "We sow.", "seen": ""},
    "meetings:redact": {"words": "Little.", "seen": ""},
    "meetings:let_out": {"act": "in"},
    "meetings:decided": {"number": "1"},
    "meetings:guests": {"whom": "@extra"},
}


def make_meetings(networks: Mapping[str, Network], people: Mapping[str, Person]) -> None:
    """The member called three in the public network; the hidden one has one of its own."""
    by, at = people["member"], now()
    began: dict[str, Any] = {"starts_at": at - HOUR, "ends_at": at + 2 * HOUR, "convened_by": by}
    public = networks["public"]
    for title, audience in (
        (OF_MEMBERS, Audience.MEMBERS), (PUBLIC, Audience.PUBLIC), (GUESTS, Audience.GUESTS),
    ):  # fmt: skip
        _fill(new_meeting(public, title, audience=audience, **began), by, people)
    wanted = new_meeting(public, "wanted", starts_at=None, convened_by=by)
    Slot.objects.create(meeting=wanted, starts_at=at + HOUR, ends_at=at + 2 * HOUR)
    _fill(new_meeting(networks["hidden"], OF_MEMBERS, **began), by, people)
    for person in people.values():
        make_calendar(person, None, at=at)
    fields = {"title": "Tea", "minutes": 60, "zone": "UTC", "time": "18:30", "at": at, "by": by}
    for name in ("public", "hidden"):
        day = at.date() + timedelta(days=3)
        body = networks[name]
        series = Series.objects.create(body=body, key="tea", first_on=day, **fields)
        new_meeting(body, "Tea", starts_at=at + 72 * HOUR, ends_at=at + 73 * HOUR, series=series,
                    series_day=day, convened_by=by)  # fmt: skip


def _fill(meeting: Meeting, by: Person, people: Mapping[str, Person]) -> None:
    at = now()
    Item.objects.create(meeting=meeting, position=1, title="Seeds", by=by, key="one")
    Need.objects.create(id=meeting.pk * 1000, meeting=meeting, words="Rest", is_told=True)
    MinutesVersion.objects.create(
        meeting=meeting, number=1, words="All.", words_html="<p>All.</p>", by=by, at=at
    )
    Redaction.objects.create(
        meeting=meeting, words="Some.", words_html="<p>Some.</p>", of_number=1, by=by, at=at,
        out_at=at if meeting.title == PUBLIC else None,
    )  # fmt: skip
    if meeting.title == GUESTS:
        Guest.objects.create(meeting=meeting, person=people["outsider"], at=at)
    add_for(Meeting, meeting.pk, by=by, words="Sweep", handle=by.handle, at=at)


def meeting_things(
    name: str, parameters: tuple[str, ...], world: "World", role: str
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Label and values of what these addresses point at."""
    if parameters == ("token",):
        yield "no token of ours", {"token": "no-such-thing"}
    elif parameters == ("pk",):
        mine = role if role in world.people else "founder"
        for label, whose in (("her own", mine), ("another's", "seen-by-me")):
            feed = CalendarFeed.objects.get(person=world.people[whose])
            yield label, {"pk": feed.pk}
    elif "series" in name:
        for network in ("public", "hidden"):
            series = Series.objects.get(body=world.networks[network])
            values = {"slug": world.networks[network].slug, "pk": series.pk}
            if "number" in parameters:
                values["number"] = series.meetings.get().number
            yield network, values
    else:
        for label, meeting in _meetings(name, world):
            values = {
                "slug": meeting.body.slug, "number": meeting.number, "version": 1, "duty": "time",
            }  # fmt: skip
            if "pk" in parameters:
                values["pk"] = _part(name, meeting)
            yield label, {key: values[key] for key in parameters}


def _meetings(name: str, world: "World") -> Iterator[tuple[str, Meeting]]:
    if name in WANTED:
        wanted = [("public", "wanted")]
    elif name in WITH_GUESTS:
        wanted = [("public", GUESTS)]
    elif name in OPEN:
        wanted = [("public", OF_MEMBERS), ("public", PUBLIC), ("public", GUESTS)]
        wanted.append(("hidden", OF_MEMBERS))
    elif name == "meetings:minutes_public":
        wanted = [("public", OF_MEMBERS), ("public", PUBLIC)]
    else:
        wanted = [("public", OF_MEMBERS), ("hidden", OF_MEMBERS)]
    for network, title in wanted:
        found = Meeting.objects.select_related("body")
        yield f"{network}, {title}", found.get(body=world.networks[network], title=title)


def _part(name: str, meeting: Meeting) -> int:
    if name == "meetings:task":
        return Task.objects.get(owner_id=meeting.pk, owner_type__model="meeting").pk
    return int(PARTS[name].objects.get(meeting=meeting).pk)
