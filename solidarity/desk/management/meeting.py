"""Meetings of the demo: called, prepared, held and written up again by the real actions."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from decisions.actions import tasks
from meetings.actions import convening, holding, inviting, repeating, taking_part, turns
from meetings.clocks import next_shown, zone_called
from meetings.models import Meeting
from meetings.queries.holding import minutes_of, minutes_words, redaction_of
from networks.models import Network
from solidarity.base.stale import fingerprint
from solidarity.desk.management.events import carry_out
from solidarity.people.models import Person

People = Mapping[str, Person]
Said = Mapping[str, Any]
HOUR = timedelta(hours=1)


def meet_up(content: Said, people: People, *, at: datetime) -> None:
    """Call what is called, prepare it, and hold what has been."""
    body = Network.objects.get(slug=content["body"])
    for said in content["meeting"]:
        _meet(body, said, people, zone=content["zone"], at=at)
    _again(body, content["series"], people, zone=content["zone"], at=at)
    carry_out("meetings.tell_called", convening.tell_called, at=at)


def _moment(said: Said, zone: str, at: datetime) -> datetime:
    day = (at + timedelta(days=said["ahead"])).date()
    return next_shown(day, time(said["hour"]), zone_called(zone))


def _meet(body: Network, said: Said, people: People, *, zone: str, at: datetime) -> None:
    called_at = at - timedelta(days=said["ago"])
    starts = _moment(said, zone, at) if "ahead" in said else None
    ends = starts + timedelta(minutes=said["minutes"]) if starts else None
    names = ("audience", "place", "link", "about")
    meeting = convening.convene(
        body, by=people[said["by"]], at=called_at, title=said["title"], zone=zone,
        starts_at=starts, ends_at=ends, **{name: said[name] for name in names if name in said},
    )  # fmt: skip
    _prepare(meeting, said, people, zone=zone, at=called_at + HOUR)
    _look_for_date(meeting, said, people, zone=zone, at=at)
    if ends and ends < at:
        _hold(meeting, said, people, at=ends + HOUR)


def _prepare(meeting: Meeting, said: Said, people: People, *, zone: str, at: datetime) -> None:
    for handle in said.get("guests", ()):
        inviting.ask_guest(meeting.pk, by=people[said["by"]], whom=handle, at=at)
    for handle, word in said.get("coming", {}).items():
        taking_part.say_coming(meeting.pk, by=people[handle], says=word, at=at)
    for words in said.get("needs", ()):
        taking_part.say_need(meeting.pk, by=people[said["by"]], words=words, at=at)
    for item in said.get("agenda", ()):
        holding.add_item(
            meeting.pk, by=people[item["by"]], title=item["title"], minutes=item["minutes"],
            handle=item["who"], key=item["title"][:40], at=at,
        )  # fmt: skip
    for duty, handle in said.get("turns", {}).items():
        turns.take_turn(meeting.pk, by=people[handle], duty=duty, at=at)


def _look_for_date(
    meeting: Meeting, said: Said, people: People, *, zone: str, at: datetime
) -> None:
    slots = []
    for slot in said.get("slots", ()):
        starts = _moment(slot, zone, at)
        ends = starts + timedelta(minutes=said["minutes"])
        slots.append(
            taking_part.propose_time(
                meeting.pk, by=people[said["by"]], starts_at=starts, ends_at=ends, at=at
            )
        )
    for handle, words in said.get("says", {}).items():
        answers = {slot.pk: word for slot, word in zip(slots, words, strict=True)}
        taking_part.answer_times(meeting.pk, by=people[handle], says=answers, at=at)


def _hold(meeting: Meeting, said: Said, people: People, *, at: datetime) -> None:
    for handle in said.get("there", ()):
        taking_part.say_was_there(meeting.pk, by=people[handle], was_there=True, at=at)
    for words in (said["minutes_first"], said["minutes_then"]):
        seen = fingerprint(minutes_words(minutes_of(meeting).first()))
        holding.write_minutes(
            meeting.pk, by=people[said["minutes_by"]], words=words, why="", seen=seen, at=at
        )
    newest = minutes_of(meeting)[0]
    seen = fingerprint(holding.redaction_words(redaction_of(meeting), newest))
    by = people[said["out_by"]]
    out = holding.write_redaction(meeting.pk, by=by, words=said["redacted"], seen=seen, at=at)
    seen = fingerprint(holding.words_let_out(out))
    holding.let_out(meeting.pk, by=by, is_out=True, seen=seen, at=at)
    task = said["task"]
    tasks.add_for(
        Meeting, meeting.pk, by=people[task["by"]], words=task["words"], handle=task["who"],
        due_on=(at + timedelta(days=10 + task["days"])).date(), at=at,
    )  # fmt: skip
    for handle, words in said["check_outs"].items():
        holding.say_check_out(meeting.pk, by=people[handle], words=words, at=at)


def _again(body: Network, said: Said, people: People, *, zone: str, at: datetime) -> None:
    begun = at - timedelta(days=said["ago"])
    fields = {name: said[name] for name in ("title", "place", "about_text", "minutes")} | {
        "audience": "members", "link": "", "rhythm": "weeks", "every": 2, "zone": zone,
        "first_on": _weekday(begun.date(), said["weekday"]), "time": time(said["hour"]),
    }  # fmt: skip
    repeating.begin_series(body, by=people[said["by"]], fields=fields, key="demo", at=begun)
    repeating.make_all_ahead(at=at)


def _weekday(day: date, weekday: int) -> date:
    return day + timedelta(days=(weekday - day.weekday()) % 7)
