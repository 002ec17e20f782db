"""Letting an account rest, and leaving for good: asked for, thought over, done, and done again.

Deleting is one transaction. What the row's own deletion does not reach is done by the partings
that each app registers (`people/data_rights`); the rules stand together in docs/deletion.md.
"""

import hashlib
import os
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation

from solidarity.base.refused import refuse_if
from solidarity.outbox.actions import ask_for, write_letter
from solidarity.outbox.handlers import ToDo
from solidarity.people.data_rights import partings, restings
from solidarity.people.models import Departure, Erasure, Export, Person
from solidarity.people.rules import why_not_come_back, why_not_depart, why_not_rest

TIME_TO_THINK = timedelta(days=7)
GONE, GOES, STAYS = "gone", "goes", "stays"  # what the list outside says of somebody


def _held(person_id: int) -> Person:
    return Person.objects.select_for_update(no_key=True).get(pk=person_id)


@transaction.atomic
def rest(person_id: int, *, at: datetime) -> None:
    """Pause her account: she is not shown, nothing is mailed to her, she belongs where she did."""
    person = _held(person_id)
    refuse_if(why_not_rest(person))
    person.resting_since = at
    person.save(update_fields=["resting_since"])
    _end_while_resting(person, at=at)


def _end_while_resting(person: Person, *, at: datetime) -> None:
    for resting in restings():
        resting(person, at)


@transaction.atomic
def depart(person_id: int, *, leaves_words: bool, at: datetime) -> Departure:
    """Let her account rest from now on, and be deleted in seven days; she is told by mail."""
    person = _held(person_id)
    refuse_if(why_not_depart(person))
    departure, is_new = Departure.objects.get_or_create(
        person=person,
        defaults={
            "asked_at": at,
            "due_at": at + TIME_TO_THINK,
            "leaves_words": leaves_words,
        },
    )
    if is_new:
        Person.objects.filter(pk=person.pk, resting_since=None).update(resting_since=at)
        _end_while_resting(person, at=at)
        Export.objects.filter(person=person).update(content=None)
        ids = {"departure": departure.pk}
        ask_for("people.erase", key=str(departure.pk), at=at, due_at=departure.due_at, **ids)
        _ask_for_note(person, at=at)
        _write_to(person, "departing", {"departure": departure}, at=at)
    return departure


@transaction.atomic
def come_back(person_id: int, *, at: datetime) -> None:
    """Wake her account up again; a wish to have it deleted is forgotten."""
    person = _held(person_id)
    refuse_if(why_not_come_back(person, at=at))
    if Departure.objects.filter(person=person).delete()[0]:
        _ask_for_note(person, at=at)
    person.resting_since = None
    person.save(update_fields=["resting_since"])


def _ask_for_note(person: Person, *, at: datetime) -> None:
    ask_for("people.note_wish", key=f"{person.pk}-{at.timestamp()}", at=at, person=person.pk)


def note_wish(job: ToDo) -> None:
    """Write down outside what she wishes now: to be deleted when, or to stay."""
    person = Person.objects.filter(pk=job.payload["person"]).first()
    if person is None:
        return
    key, at = erasure_key(person.pk, person.joined_at), timezone.now()
    departure = Departure.objects.filter(person=person).first()
    if departure is None:
        write_outside(key, at=at, wish=STAYS)
    else:
        words = "leaves-words" if departure.leaves_words else "takes-words"
        write_outside(key, at=at, wish=f"{GOES} {departure.due_at:%Y-%m-%dT%H:%M:%SZ} {words}")


def _write_to(person: Person, name: str, words: dict[str, object], *, at: datetime) -> None:
    """Write a letter to her: an account that rests reads no notices."""
    context = {"person": person, "site": settings.SITE_URL} | words
    with translation.override(person.interface_language), timezone.override(person.zone):
        text = render_to_string(f"people/mails/{name}.txt", context)
    subject, _empty, body = text.strip().partition("\n")
    write_letter(person.email, subject.strip(), body.strip() + "\n", at=at)


def erase_when_due(job: ToDo) -> None:
    """Delete somebody whose seven days are over, unless she stayed."""
    erase_departed(job.payload["departure"], at=timezone.now())


@transaction.atomic
def erase_departed(departure_id: int, *, at: datetime) -> bool:
    """Delete whoever asked for it, if it is time; returns whether it was.

    She is held first, as by whoever comes back: then it is seen whether she did.
    """
    due = Departure.objects.filter(pk=departure_id, due_at__lte=at)
    people = Person.objects.filter(pk__in=due.values("person"))
    person = people.select_for_update(no_key=True, of=("self",)).first()
    departure = due.first()
    if person is None or departure is None:
        return False
    erase(person, leaves_words=departure.leaves_words, at=at)
    return True


def erase_all_due(*, at: datetime) -> int:
    """Delete all whose time has come: also where the job was lost; returns how many."""
    due = Departure.objects.filter(due_at__lte=at).values_list("pk", flat=True)
    return sum(erase_departed(pk, at=at) for pk in list(due))


@transaction.atomic
def erase(person: Person, *, leaves_words: bool, at: datetime) -> None:
    """Delete a person and all that is hers; that it was done is written down outside, first."""
    key = erasure_key(person.pk, person.joined_at)
    write_outside(key, at=at)
    Erasure.objects.bulk_create([Erasure(key=key, at=at)], ignore_conflicts=True)
    for part in partings():
        part(person, at, leaves_words)
    person.delete()


def erasure_key(pk: int, joined_at: datetime) -> str:
    """What stands for a person who is gone; found again only by who holds an old backup."""
    moment = joined_at.astimezone(UTC).isoformat(timespec="microseconds")
    return hashlib.sha256(f"solidarity person {pk} {moment}".encode()).hexdigest()


def write_outside(key: str, *, at: datetime, wish: str = GONE) -> None:
    """Add a line to the list that lies beside the database; on the disk before it returns."""
    if not settings.ERASURES_FILE:
        return
    path = Path(settings.ERASURES_FILE)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="ascii") as lines:
        lines.write(f"{key} {at:%Y-%m-%d} {wish}\n")
        lines.flush()
        os.fsync(lines.fileno())


def written_outside(path: Path) -> dict[str, list[str]]:
    """The last that is written of each key in such a list, word by word; who is gone stays so."""
    if not path.is_file():
        return {}
    said: dict[str, list[str]] = {}
    for line in path.read_text(encoding="ascii", errors="replace").splitlines():
        words = line.split()
        if words and said.get(words[0]) != [GONE]:
            said[words[0]] = words[2:]
    return said


def erase_again(said: Mapping[str, Sequence[str]], *, at: datetime) -> int:
    """Delete everybody of whom it is `said` that they are gone: a restored backup knows them still.

    Whoever had asked for it since rests again until her day. Returns how many were deleted. Their
    words on boards go, too: whether they left them is not written down once they are gone.
    """
    erased = set(Erasure.objects.values_list("key", flat=True))
    deleted = 0
    for pk, joined_at in list(Person.objects.values_list("pk", "joined_at")):
        key = erasure_key(pk, joined_at)
        wish = [GONE] if key in erased else list(said.get(key, ()))
        if wish[:1] == [GONE]:
            with transaction.atomic():
                erase(_held(pk), leaves_words=False, at=at)
            deleted += 1
        elif wish[:1] == [GOES]:
            _depart_again(pk, wish, at=at)
    return deleted


@transaction.atomic
def _depart_again(person_id: int, wish: Sequence[str], *, at: datetime) -> None:
    """Bring back a wish to be deleted that came after the backup."""
    person = _held(person_id)
    due_at = datetime.fromisoformat(wish[1])
    Departure.objects.get_or_create(
        person=person,
        defaults={
            "asked_at": due_at - TIME_TO_THINK,
            "due_at": due_at,
            "leaves_words": wish[2:] == ["leaves-words"],
        },
    )
    Person.objects.filter(pk=person_id, resting_since=None).update(resting_since=at)
    _end_while_resting(_held(person_id), at=at)
