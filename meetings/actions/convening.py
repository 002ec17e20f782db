"""Calling a meeting, changing it, calling it off."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from meetings.models import Audience, Meeting
from meetings.notices import meetings as notices
from meetings.queries.coming import is_guest
from meetings.queries.words import meeting_words
from meetings.rules.meetings import why_not_call_off, why_not_change, why_not_convene
from networks.actions.log import log
from networks.models import Network, Verb
from networks.queries.placing import towns_called
from networks.rules import Standing, standing_of
from solidarity.base.limits import PROPOSING, SAVING, count_against
from solidarity.base.refused import refuse_if
from solidarity.base.stale import refuse_if_stale
from solidarity.base.versions import next_number
from solidarity.base.words import rendered
from solidarity.outbox.actions import ask_for
from solidarity.outbox.handlers import ToDo
from solidarity.people.models import Person

MOST_PARTS = 4
CHANGES = ("changed", "found", "called_off")


def convene(  # noqa: PLR0913 each has a name
    body: Network, *, by: Person, at: datetime, title: str, about: str = "",
    audience: str = Audience.MEMBERS, starts_at: datetime | None = None,
    ends_at: datetime | None = None, zone: str, place: str = "", link: str = "", key: str = "",
) -> Meeting:  # fmt: skip
    """Call a meeting of `body`; without a beginning its date is still to be found.

    Those who belong are told by a job. The same `key` finds the meeting that it made. What is
    public, or has guests, stands in the log. Raises Refused, and TooOften after twenty a day.
    """
    count_against(PROPOSING, what="meeting", who=str(by.pk), at=at)
    with transaction.atomic():
        held = Network.objects.visible_to(by).locked().get(pk=body.pk)
        if key and (sent := Meeting.objects.filter(body=held, key=key, convened_by=by).first()):
            return sent
        refuse_if(why_not_convene(standing_of(by, held, at=at), held, audience))
        fields = {
            "title": title, "about_text": about, "about_html": rendered(about), "key": key,
            "audience": audience, "starts_at": starts_at, "ends_at": ends_at, "zone": zone,
            "place": place, "link": link, **place_of(place, audience),
        }  # fmt: skip
        meeting = Meeting.objects.create(
            body=held, number=next_number(Meeting.objects.filter(body=held)), convened_by=by,
            at=at, changed_at=at, **fields,
        )  # fmt: skip
        if audience != Audience.MEMBERS:
            log(held, Verb.CHANGED, by=by, at=at, meeting=meeting.number, act=audience)
        ask_for("meetings.tell_called", key=str(meeting.pk), at=at, meeting=meeting.pk)
    return meeting


def place_of(place: str, audience: str) -> dict[str, float | None]:
    """Where the town is that a place ends with, of a meeting that everybody may look for."""
    nowhere: dict[str, float | None] = {"latitude": None, "longitude": None}
    if not place or audience != Audience.PUBLIC:
        return nowhere
    parts = [part.strip() for part in place.replace("،", ",").split(",")][-MOST_PARTS:]
    for number in reversed(range(len(parts))):
        if spots := towns_called(", ".join(parts[number:])):
            return {"latitude": spots[0].latitude, "longitude": spots[0].longitude}
    return nowhere


def tell_called(job: ToDo) -> None:
    """Tell those who belong of a meeting, unless it was called off by now, or is over."""
    meeting = Meeting.objects.select_related("body", "convened_by").get(pk=job.payload["meeting"])
    if meeting.called_off_at is None and not meeting.is_over(meeting.at):
        notices.called(meeting)


def tell_change(job: ToDo) -> None:
    """Tell those who come what changed, as it is by now."""
    meeting = Meeting.objects.select_related("body").get(pk=job.payload["meeting"])
    notices.TELL[CHANGES[job.payload["what"]]](meeting)


def held_meeting(meeting_id: int, *, by: Person, at: datetime) -> tuple[Meeting, Standing]:
    """A meeting, its row held, and how she stands to its body; DoesNotExist for what is hidden."""
    held = Meeting.objects.select_for_update(of=("self",), no_key=True)
    meeting = held.select_related("body", "convened_by").get(pk=meeting_id)
    if not is_guest(by, meeting):
        Network.objects.visible_to(by).only("pk").get(pk=meeting.body_id)
    return meeting, standing_of(by, meeting.body, at=at)


def change(
    meeting_id: int, *, by: Person, fields: Mapping[str, Any], seen: str, at: datetime
) -> Meeting:
    """Change what a meeting is about, when and where it is; raises Refused, and Stale.

    fields: title, about, audience, starts_at, ends_at, zone, place, link. Those who come are told
    where the date or the place is another.
    """
    count_against(SAVING, what="meeting", who=str(by.pk), at=at)
    with transaction.atomic():
        meeting, standing = held_meeting(meeting_id, by=by, at=at)
        refuse_if(why_not_change(standing, meeting, by))
        if fields["audience"] != meeting.audience:
            refuse_if(why_not_convene(standing, meeting.body, fields["audience"]))
        refuse_if_stale(meeting_words(meeting), seen=seen)
        write(meeting, fields, by=by, at=at)
    return meeting


def write(meeting: Meeting, fields: Mapping[str, Any], *, by: Person | None, at: datetime) -> None:
    """Write `fields` into a meeting that is held; calendars hear of it, and the log of power."""
    was_at = meeting.starts_at, meeting.ends_at
    was_where = meeting.place, meeting.link
    was_for = meeting.audience
    for name, value in fields.items():
        attribute = "about_text" if name == "about" else name
        if meeting.series_id and getattr(meeting, attribute) != value:
            meeting.apart = sorted({*meeting.apart, attribute})
        setattr(meeting, attribute, value)
    meeting.about_html = rendered(meeting.about_text)
    for name, value in place_of(meeting.place, meeting.audience).items():
        setattr(meeting, name, value)
    touch(meeting, at=at)
    if meeting.audience != was_for and meeting.convened_by_id == (by.pk if by else 0):
        log(meeting.body, Verb.CHANGED, by=by, at=at, meeting=meeting.number, act=meeting.audience)
    log_of_another(meeting, by=by, at=at)
    if was_at != (meeting.starts_at, meeting.ends_at) or was_where != (meeting.place, meeting.link):
        tell_of("changed", meeting, at=at)


def touch(meeting: Meeting, *, at: datetime) -> None:
    """Save a meeting so that calendars hear of it."""
    meeting.sequence += 1
    meeting.changed_at = at
    meeting.save()


def log_of_another(meeting: Meeting, *, by: Person | None, at: datetime) -> None:
    """Let the log say who changed what somebody else called."""
    if by is not None and meeting.convened_by_id != by.pk:
        log(meeting.body, Verb.CHANGED, by=by, at=at, meeting=meeting.number, act="changed")


def tell_of(what: str, meeting: Meeting, *, at: datetime) -> None:
    """Have those who come told, once for each change: "changed", "found" or "called_off"."""
    key = f"{meeting.pk}-{meeting.sequence}"
    number = CHANGES.index(what)
    ask_for("meetings.tell_change", key=key, at=at, meeting=meeting.pk, what=number)


@transaction.atomic
def call_off(meeting_id: int, *, by: Person, why: str, at: datetime) -> Meeting:
    """Call a meeting off; those who come are told why. A second time nothing happens."""
    meeting, standing = held_meeting(meeting_id, by=by, at=at)
    if meeting.called_off_at is not None:
        return meeting
    refuse_if(why_not_call_off(standing, meeting, by, at=at))
    meeting.called_off_at, meeting.called_off_why = at, why
    touch(meeting, at=at)
    log(meeting.body, Verb.CHANGED, by=by, at=at, meeting=meeting.number, act="called_off")
    tell_of("called_off", meeting, at=at)
    return meeting
