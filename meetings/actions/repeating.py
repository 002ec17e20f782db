"""Meetings that come again: begun, made ahead, ended; and the reminder of the day before."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from meetings.actions.convening import place_of, touch
from meetings.clocks import next_shown, zone_called
from meetings.models import Audience, Meeting, Series
from meetings.notices import meetings as notices
from meetings.rhythms import days
from meetings.rules.meetings import why_not_convene, why_not_end_series
from networks.actions.log import log
from networks.models import Network, Verb
from networks.rules import standing_of
from solidarity.base.limits import PROPOSING, count_against
from solidarity.base.refused import refuse_if
from solidarity.base.versions import next_number
from solidarity.base.words import rendered
from solidarity.outbox.actions import ask_for
from solidarity.people.models import Person

AHEAD = timedelta(days=91)
DAY = timedelta(days=1)


def begin_series(
    body: Network, *, by: Person, fields: Mapping[str, Any], key: str, at: datetime
) -> Series:
    """Let a meeting come again; the next ones are made at once. Those who belong are told once.

    fields: of Series. The same `key` finds what it made.
    """
    count_against(PROPOSING, what="meeting", who=str(by.pk), at=at)
    with transaction.atomic():
        held = Network.objects.visible_to(by).locked().get(pk=body.pk)
        if sent := Series.objects.filter(body=held, key=key).first():
            return sent
        refuse_if(why_not_convene(standing_of(by, held, at=at), held, fields["audience"]))
        series = Series.objects.create(body=held, by=by, at=at, key=key, **fields)
        if series.audience != Audience.MEMBERS:
            log(held, Verb.CHANGED, by=by, at=at, series=series.pk, act=series.audience)
        made = _make_ahead(series, at=at)
        if made:
            ask_for("meetings.tell_called", key=str(made[0].pk), at=at, meeting=made[0].pk)
    return series


def _make_ahead(series: Series, *, at: datetime) -> list[Meeting]:
    """Make those that are missing, three months ahead. The body is held."""
    zone = zone_called(series.zone)
    until = (at + AHEAD).astimezone(zone).date()
    there = set(series.meetings.values_list("series_day", flat=True))
    wanted = days(series.rhythm, series.first_on, every=series.every, until=until)
    number = next_number(Meeting.objects.filter(body=series.body_id))
    made: list[Meeting] = []
    for day in wanted:
        starts = next_shown(day, series.time, zone)
        if day in there or starts <= at:
            continue
        made.append(_of_series(series, day, starts, number=number + len(made), at=at))
    return Meeting.objects.bulk_create(made)


def _of_series(series: Series, day: Any, starts: datetime, *, number: int, at: datetime) -> Meeting:
    return Meeting(
        body_id=series.body_id, number=number, title=series.title, about_text=series.about_text,
        about_html=rendered(series.about_text), audience=series.audience, starts_at=starts,
        ends_at=starts + timedelta(minutes=series.minutes), zone=series.zone, place=series.place,
        link=series.link, convened_by_id=series.by_id, at=at, changed_at=at, series=series,
        series_day=day, **place_of(series.place, series.audience),
    )  # fmt: skip


def make_all_ahead(*, at: datetime) -> int:
    """Make what is missing of all series that go on; returns how many. Twice, nothing is added."""
    going = Series.objects.filter(ended_at=None, body__ended_at=None)
    made = 0
    for pk in list(going.values_list("pk", flat=True)):
        with transaction.atomic():
            body = Network.objects.locked().get(meeting_series=pk)
            series = Series.objects.filter(pk=pk, ended_at=None).first()
            if series is not None:
                series.body = body
                made += len(_make_ahead(series, at=at))
    return made


@transaction.atomic
def end_series(series_id: int, *, by: Person, at: datetime) -> Series:
    """End a series: those that have not begun are called off, and calendars hear of it."""
    body = Network.objects.visible_to(by).locked().get(meeting_series=series_id)
    series = Series.objects.get(pk=series_id, body=body)
    refuse_if(why_not_end_series(standing_of(by, body, at=at), series, by))
    if series.ended_at is not None:
        return series
    series.ended_at = at
    series.save(update_fields=["ended_at"])
    for meeting in series.meetings.filter(starts_at__gt=at, called_off_at=None):
        meeting.called_off_at = at
        touch(meeting, at=at)
        ask_for(
            "meetings.tell_change", key=f"{meeting.pk}-{meeting.sequence}", at=at,
            meeting=meeting.pk, what=2,
        )  # fmt: skip
    log(body, Verb.CHANGED, by=by, at=at, series=series.pk, act="series_ended")
    return series


def remind_all(*, at: datetime) -> None:
    """Remind those who come of what begins within a day; once for each date."""
    soon = Meeting.objects.filter(
        starts_at__gt=at,
        starts_at__lte=at + DAY,
        called_off_at=None,
        at__lt=at - timedelta(hours=1),
    )
    for meeting in soon.select_related("body").iterator():
        notices.soon(meeting, at=at)
