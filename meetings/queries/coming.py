"""Who comes to a meeting, who was there, and its guests."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from meetings.models import Audience, Comes, Coming, Meeting, Need, SlotAnswer
from meetings.queries.meetings import guests_asked, invitations_of
from networks.models import Visibility
from networks.queries import readers_of, shut_out_of
from solidarity.people.models import Person, Viewer

MOST_NAMED = 50
ENOUGH = 5
NEEDS_KNOWN = timedelta(days=14)
NEEDS_AT_ONCE = timedelta(days=1)


def is_guest(viewer: Viewer, meeting: Meeting) -> bool:
    """Whether the viewer is asked to come as a guest. One query for somebody signed in."""
    if not isinstance(viewer, Person):
        return False
    return invitations_of(viewer).filter(meeting=meeting).exists()


@dataclass(frozen=True)
class Said:
    """What one person says of herself and a meeting."""

    says: str
    was_there: bool


@dataclass(frozen=True)
class WhoComes:
    """Who comes, by what each said, as one viewer reads it."""

    mine: Said | None
    by_word: list[tuple[str, list[Person]]]  # "I come", then "Maybe"
    there: list[Person]
    are_more: bool = False  # than are named

    @property
    def coming(self) -> list[Person]:
        """Those who are named and said yes, the first first."""
        return next((some for label, some in self.by_word if label == str(Comes.YES.label)), [])


def who_comes(viewer: Viewer, meeting: Meeting) -> WhoComes:
    """What everybody said who is asked still; who rests is not named. One query, or two.

    A page names fifty people: of each it knows her name and her page, and nothing else.
    """
    found = Coming.objects.filter(meeting=meeting, person__in=may_come(meeting))
    rows = found.order_by("at", "pk").values_list(
        "person", "person__handle", "person__display_name", "says", "was_there"
    )
    said = [
        (Person(pk=pk, handle=handle, display_name=name), Said(says, was_there=was_there))
        for pk, handle, name, says, was_there in rows[: MOST_NAMED + 1]
    ]
    are_more = len(said) > MOST_NAMED
    words = [(Comes.YES, str(Comes.YES.label)), (Comes.MAYBE, str(Comes.MAYBE.label))]
    by_word = [
        (label, [person for person, word in said[:MOST_NAMED] if word.says == comes])
        for comes, label in words
    ]
    mine = next((word for person, word in said if person.pk == viewer.pk), None)
    return WhoComes(
        mine or (_of(viewer, meeting) if are_more else None),
        [(label, some) for label, some in by_word if some],
        [person for person, word in said[:MOST_NAMED] if word.was_there],
        are_more,
    )


def _of(viewer: Viewer, meeting: Meeting) -> Said | None:
    if not isinstance(viewer, Person):
        return None
    mine = Coming.objects.filter(meeting=meeting, person=viewer).first()
    return Said(mine.says, was_there=mine.was_there) if mine else None


def are_few(meeting: Meeting) -> bool:
    """Whether so few have said that they come, or may, that one can guess who needs what."""
    return len(those_who_come(meeting).values_list("pk", flat=True)[:ENOUGH]) < ENOUGH


def opens_needs_at(meeting: Meeting) -> datetime | None:
    """From when what is needed is read however few come; None while a date is looked for."""
    return meeting.starts_at - NEEDS_KNOWN if meeting.starts_at else None


def are_needs_open(meeting: Meeting, *, at: datetime) -> bool:
    """Whether what is needed is read by now however few come: from two weeks before."""
    opens_at = opens_needs_at(meeting)
    return opens_at is not None and at >= opens_at


def are_needs_at_once(meeting: Meeting, *, at: datetime) -> bool:
    """Whether what is needed is read at once: on the last day it would come too late."""
    return meeting.starts_at is not None and at >= meeting.starts_at - NEEDS_AT_ONCE


def needs_of(meeting: Meeting, *, at: datetime) -> list[Need] | None:
    """What those who come need; None while so few come that one could guess who said it.

    Two weeks before it is read in any case: somebody has to see to it. What is not told yet is
    left out, since whoever looks again and again would see which one is new. Two queries.
    """
    if not are_needs_open(meeting, at=at) and are_few(meeting):
        return None
    told = meeting.needs.order_by("pk")
    return list(told if are_needs_at_once(meeting, at=at) else told.filter(is_told=True))


def asked_to(meeting: Meeting) -> QuerySet[Person]:
    """Who is asked to come: those who belong, and guests."""
    guests = guests_asked().filter(meeting=meeting, person__isnull=False).values("person")
    belong = readers_of(meeting.body).values("pk")
    return Person.objects.here().filter(Q(pk__in=belong) | Q(pk__in=guests))


def those_who_come(meeting: Meeting) -> QuerySet[Person]:
    """Who said that they come, or may, and may still know of it."""
    said = Coming.objects.filter(meeting=meeting, says__in=[Comes.YES, Comes.MAYBE])
    return may_come(meeting).filter(pk__in=said.values("person"))


def those_who_expect(meeting: Meeting) -> QuerySet[Person]:
    """Those who come, who said when they can, and guests who did not say no."""
    said = Coming.objects.filter(meeting=meeting)
    comes = said.exclude(says__in=["", Comes.NO]).values("person")
    times = SlotAnswer.objects.filter(slot__meeting=meeting).values("person")
    guests = guests_asked().filter(meeting=meeting, person__isnull=False).values("person")
    return may_come(meeting).filter(
        Q(pk__in=comes)
        | Q(pk__in=times)
        | (Q(pk__in=guests) & ~Q(pk__in=said.filter(says=Comes.NO).values("person")))
    )


def may_come(meeting: Meeting) -> QuerySet[Person]:
    """Who may come: of what is public everybody to whom its body is not closed, or hidden."""
    if meeting.audience != Audience.PUBLIC or meeting.body.visibility != Visibility.PUBLIC:
        return asked_to(meeting)
    return Person.objects.here().exclude(pk__in=shut_out_of(meeting.body).values("person"))


def my_word(meeting: Meeting, person: Person, *, at: datetime) -> Any:
    """What she said so far, her row held; a new one where she said nothing yet."""
    held = Coming.objects.select_for_update(no_key=True).filter(meeting=meeting, person=person)
    return held.first() or Coming(meeting=meeting, person=person, at=at)
