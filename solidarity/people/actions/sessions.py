"""Where somebody is signed in, and how it ends."""

from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils import translation

from solidarity.people import notices
from solidarity.people.devices import words_for
from solidarity.people.models import KnownDevice, Person, Session
from solidarity.people.queries import name_of_session
from solidarity.people.sessions import to_the_hour

KNOWN_FOR = timedelta(days=180)


def end_session(person: Person, name: str) -> bool:
    """End the one of her sessions that pages call so; whether there was one."""
    keys = Session.objects.filter(person=person).values_list("session_key", flat=True)
    key = next((key for key in keys if name_of_session(key) == name), None)
    return key is not None and _end(Session.objects.filter(person=person, pk=key)) > 0


def end_sessions(person: Person, *, but: str | None = None) -> int:
    """End all her sessions, `but` the one with this key; returns how many ended."""
    return _end(Session.objects.filter(person=person).exclude(pk=but or ""))


def _end(sessions: QuerySet[Session]) -> int:
    return int(sessions.delete()[0])


def note_signing_in(person: Person, device: str, *, at: datetime) -> None:
    """Remember in what hour she signed in at what kind of browser, and tell her of one that is new.

    Django has just noted the second, which nobody needs.
    """
    Person.objects.filter(pk=person.pk).update(last_login=to_the_hour(at))
    is_first = not KnownDevice.objects.filter(person=person).exists()
    _row, is_new = KnownDevice.objects.update_or_create(
        person=person, device=device, defaults={"seen_at": to_the_hour(at)}
    )
    if is_new and not is_first:
        with translation.override(person.interface_language):
            words = words_for(device)
        notices.tell_owner(person, "new_device", at=at, words=words)


def forget_devices(*, at: datetime) -> int:
    """Forget where nobody signed in for half a year; returns how many."""
    return KnownDevice.objects.filter(seen_at__lt=at - KNOWN_FOR).delete()[0]
