"""What is said about a meeting: one conversation, begun by whoever speaks first."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse

from meetings.actions.convening import held_meeting
from meetings.models import Meeting
from meetings.queries.coming import asked_to, is_guest
from networks.actions.log import log
from networks.models import Verb
from networks.rules import Standing, standing_of
from solidarity.base.limits import TALKING, count_against
from solidarity.people.models import Person
from solidarity.threads import actions as threads
from solidarity.threads.models import Post
from solidarity.threads.owners import Manners, Voice


def voice_in_talk(standing: Standing, *, is_guest: bool) -> Voice:
    """Those who belong talk, and the guests of the meeting; stewards keep order."""
    if standing.belongs:
        return Voice(reads=True, writes=not standing.is_paused, keeps_order=standing.is_steward)
    return Voice(reads=is_guest, writes=is_guest)


def voice_of(meeting: Meeting, person: Person) -> Voice:
    """The same, asked by the thread."""
    standing = standing_of(person, meeting.body)
    return voice_in_talk(standing, is_guest=is_guest(person, meeting))


def _readers(meeting: Meeting) -> QuerySet[Person]:
    return asked_to(meeting)


def talk_address(meeting: Meeting) -> str:
    """Where it is talked about."""
    return reverse("meetings:talk", args=[meeting.body.slug, meeting.number])


def _address(meeting: Meeting, thread_id: int) -> str:
    return talk_address(meeting)


def _trace(meeting: Meeting, *, by: Person, whom: Person | None, reason: str, at: datetime) -> None:
    log(
        meeting.body, Verb.TOOK_DOWN, by=by, whom=whom, words=reason, at=at,
        meeting=meeting.number,
    )  # fmt: skip


MANNERS = Manners(voice=voice_of, readers=_readers, address=_address, trace=_trace)


def say(meeting_id: int, *, by: Person, words: str, key: str, at: datetime) -> Post:
    """Say something about a meeting; the first words begin its conversation.

    The meeting is held, so that two first words are one conversation. The same `key` finds what
    it said.
    """
    count_against(TALKING, what="meeting-talk", who=str(by.pk), at=at)
    with transaction.atomic():
        meeting, _standing = held_meeting(meeting_id, by=by, at=at)
        return threads.say_on(meeting, by=by, title=meeting.title, words=words, key=key, at=at)
