"""Who comes to a meeting, who was there, and its guests."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from meetings.models import Audience, Comes, Coming, Guest, Meeting
from networks.queries import readers_of
from solidarity.people.models import Person, Viewer

MOST_NAMED = 100


def is_guest(viewer: Viewer, meeting: Meeting) -> bool:
    """Whether the viewer is asked to come as a guest. One query for somebody signed in."""
    if not isinstance(viewer, Person):
        return False
    return Guest.objects.filter(meeting=meeting, person=viewer).exists()


@dataclass(frozen=True)
class WhoComes:
    """Who comes, by what each said, as one viewer reads it."""

    mine: Coming | None
    by_word: list[tuple[str, list[Person]]]  # "I come", then "Maybe"
    there: list[Person]


def who_comes(viewer: Viewer, meeting: Meeting) -> WhoComes:
    """What everybody said; who rests is not named. One query."""
    found = Coming.objects.filter(meeting=meeting, person__in=Person.objects.here())
    said = list(found.select_related("person").order_by("at", "pk")[:MOST_NAMED])
    mine = next((each for each in said if each.person_id == viewer.pk), None)
    words = [(Comes.YES, str(Comes.YES.label)), (Comes.MAYBE, str(Comes.MAYBE.label))]
    by_word = [
        (label, [each.person for each in said if each.says == word]) for word, label in words
    ]
    return WhoComes(
        mine or _of(viewer, meeting, len(said)),
        [(label, some) for label, some in by_word if some],
        [each.person for each in said if each.was_there],
    )


def _of(viewer: Viewer, meeting: Meeting, seen: int) -> Coming | None:
    if seen < MOST_NAMED or not isinstance(viewer, Person):
        return None
    return Coming.objects.filter(meeting=meeting, person=viewer).first()


def asked_to(meeting: Meeting) -> QuerySet[Person]:
    """Who is asked to come: those who belong, and guests."""
    guests = Guest.objects.filter(meeting=meeting, person__isnull=False).values("person")
    belong = readers_of(meeting.body).values("pk")
    return Person.objects.here().filter(Q(pk__in=belong) | Q(pk__in=guests))


def those_who_come(meeting: Meeting) -> QuerySet[Person]:
    """Who said that they come, or may, and may still know of it."""
    said = Coming.objects.filter(meeting=meeting, says__in=[Comes.YES, Comes.MAYBE])
    is_public = meeting.audience == Audience.PUBLIC
    asked = Person.objects.here() if is_public else asked_to(meeting)
    return asked.filter(pk__in=said.values("person"))


def my_word(meeting: Meeting, person: Person, *, at: datetime) -> Any:
    """What she said so far, her row held; a new one where she said nothing yet."""
    held = Coming.objects.select_for_update(no_key=True).filter(meeting=meeting, person=person)
    return held.first() or Coming(meeting=meeting, person=person, at=at)
