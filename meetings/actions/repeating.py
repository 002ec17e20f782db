"""Meetings that come again: begun, made ahead, ended; and the reminder of the day before."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from meetings.actions.convening import place_of, touch
from meetings.clocks import next_shown, zone_called
from meetings.models import Audience, Meeting, Series
from meetings.notices import meetings as notices
from meetings.queries.words import series_words
from meetings.rhythms import days
from meetings.rules.meetings import (
    why_not_change_series,
    why_not_convene,
    why_not_end_series,
)
from networks.actions.log import log
from networks.models import Network, Verb
from networks.rules import Standing, standing_of
from solidarity.base.limits import PROPOSING, SAVING, count_against
from solidarity.base.refused import Refused, refuse_if
from solidarity.base.stale import refuse_if_stale
from solidarity.base.versions import next_number
from solidarity.base.words import rendered
from solidarity.outbox.actions import ask_for
from solidarity.outbox.handlers import ToDo
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
        link=series.link, check_out=series.check_out, convened_by_id=series.by_id, at=at,
        changed_at=at, series=series, series_day=day, **place_of(series.place, series.audience),
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


def held_series(series_id: int, *, by: Person, at: datetime) -> tuple[Series, Standing]:
    """A series, its body and its row held, and how she stands to the body."""
    body = Network.objects.visible_to(by).locked().get(meeting_series=series_id)
    series = Series.objects.select_for_update(no_key=True).get(pk=series_id, body=body)
    series.body = body
    return series, standing_of(by, body, at=at)


@transaction.atomic
def end_series(series_id: int, *, by: Person, at: datetime, after: date | None = None) -> Series:
    """End a series: those that have not begun are called off, and calendars hear of it.

    after: those of later days alone are called off; that of this day is the last.
    """
    series, standing = held_series(series_id, by=by, at=at)
    refuse_if(why_not_end_series(standing, series, by))
    if series.ended_at is not None:
        return series
    series.ended_at = at
    series.save(update_fields=["ended_at"])
    there = series.meetings.select_for_update(no_key=True)
    off = there.filter(starts_at__gt=at, called_off_at=None).order_by("starts_at")
    if after is not None:
        off = off.filter(series_day__gt=after)
    _tell_of_series(_called_off(off, at=at), is_end=True, at=at)
    log(series.body, Verb.CHANGED, by=by, at=at, series=series.pk, act="series_ended")
    return series


def _called_off(meetings: Iterable[Meeting], *, at: datetime) -> list[Meeting]:
    found = list(meetings)
    for meeting in found:
        meeting.called_off_at = at
        touch(meeting, at=at)
    return found


def _tell_of_series(touched: list[Meeting], *, is_end: bool, at: datetime) -> None:
    """Have those who come to any of `touched`, in order, told once, of the first."""
    if touched:
        first = next((each for each in touched if is_end or not each.is_off), touched[0])
        ask_for(
            "meetings.tell_series", key=f"{first.pk}-{first.sequence}", at=at, meeting=first.pk,
            is_end=int(is_end),
        )  # fmt: skip


def tell_series(job: ToDo) -> None:
    """Tell those who come to meetings of a series what became of them, once, of the first."""
    meeting = Meeting.objects.select_related("body").get(pk=job.payload["meeting"])
    notices.series(meeting, is_end=bool(job.payload["is_end"]))


def change_following(
    meeting_id: int, *, by: Person, fields: Mapping[str, Any], seen: str, at: datetime
) -> Series:
    """Change how a meeting comes again, from this one on; raises Refused, and Stale.

    fields: of Series; `first_on` is the day of this one. What was changed alone stays as it is: one
    that was moved keeps its time, one that was called off stays called off. Where the rhythm is the
    same each keeps its place in it, also on another weekday; where it is another, those whose days
    are in it no more are called off, and new ones are made. Each stays the same entry of calendars.
    """
    count_against(SAVING, what="meeting", who=str(by.pk), at=at)
    with transaction.atomic():
        found = Meeting.objects.get(pk=meeting_id)
        series, standing = held_series(found.series_id or 0, by=by, at=at)
        day = Meeting.objects.get(pk=meeting_id).series_day or series.first_on
        refuse_if(why_not_change_series(standing, series, by))
        if fields["audience"] != series.audience:
            refuse_if(why_not_convene(standing, series.body, fields["audience"]))
        refuse_if_stale(series_words(series, day), seen=seen)
        if found.starts_at is None or found.starts_at <= at:
            raise Refused(_("This one has begun. Choose one that follows."))
        if next_shown(fields["first_on"], fields["time"], zone_called(fields["zone"])) <= at:
            raise Refused(_("This time is over. Choose a later one."))
        was_rhythm = series.rhythm, series.every
        for name, value in fields.items():
            setattr(series, name, value)
        series.save()
        is_same = was_rhythm == (series.rhythm, series.every)
        touched = _follow(series, day, is_same=is_same, at=at)
        _make_ahead(series, at=at)
        _tell_of_series(touched, is_end=False, at=at)
        log(series.body, Verb.CHANGED, by=by, at=at, series=series.pk, act="series_changed")
    return series


def _follow(series: Series, since: date, *, is_same: bool, at: datetime) -> list[Meeting]:
    """Let the meetings from a day on be as their series is now; those of another date or place."""
    there = series.meetings.select_for_update(no_key=True)
    following = list(there.filter(series_day__gte=since).order_by("series_day"))
    placed = _placed(series, following, is_same=is_same, at=at)
    others = series.meetings.filter(series_day__lt=since).values_list("series_day", flat=True)
    if {*others} & {day for _meeting, day in placed}:
        raise Refused(_("One of those before is on this day. Choose a later one."))
    series.meetings.filter(pk__in=[each.pk for each in following]).update(series_day=None)
    moved = []
    for meeting, day in placed:
        ahead = meeting.starts_at and meeting.starts_at > at and not meeting.is_off
        if day is None:
            if ahead and "starts_at" not in meeting.apart:
                moved += _called_off([meeting], at=at)
            continue
        meeting.series_day = day
        before = meeting.starts_at, meeting.ends_at, meeting.place, meeting.link
        if ahead and _as_series(meeting, series, day):
            touch(meeting, at=at)
        else:
            meeting.save(update_fields=["series_day"])
        if before != (meeting.starts_at, meeting.ends_at, meeting.place, meeting.link):
            moved.append(meeting)
    return moved


def _placed(
    series: Series, following: list[Meeting], *, is_same: bool, at: datetime
) -> list[tuple[Meeting, date | None]]:
    """Each meeting and its day in the rhythm; None where it is in it no more."""
    there = (each.series_day for each in following if each.series_day)
    last = max([at.date() + AHEAD, series.first_on, *there])
    wanted = days(series.rhythm, series.first_on, every=series.every, until=last + 2 * AHEAD)
    if is_same:
        return list(zip(following, wanted, strict=False))
    held = set(wanted)
    return [(each, each.series_day if each.series_day in held else None) for each in following]


def _as_series(meeting: Meeting, series: Series, day: date) -> bool:
    """Give a meeting what its series says, but for what was changed alone; whether that is new."""
    starts = next_shown(day, series.time, zone_called(series.zone))
    alike = ("title", "about_text", "audience", "place", "link", "check_out")
    wanted: dict[str, Any] = {name: getattr(series, name) for name in alike}
    if not {"starts_at", "ends_at"} & {*meeting.apart}:
        ends = starts + timedelta(minutes=series.minutes)
        wanted |= {"starts_at": starts, "ends_at": ends, "zone": series.zone}
    new = {
        name: value
        for name, value in wanted.items()
        if name not in meeting.apart and getattr(meeting, name) != value
    }
    for name, value in new.items():
        setattr(meeting, name, value)
    meeting.about_html = rendered(meeting.about_text)
    for name, value in place_of(meeting.place, meeting.audience).items():
        setattr(meeting, name, value)
    return bool(new)


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
