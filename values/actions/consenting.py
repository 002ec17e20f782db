"""Agreeing to be asked, and taking that back: then all answers are gone with it, at once."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from solidarity.base.refused import Refused, refuse_if
from solidarity.people.models import Person
from values.models import CardSort, Consent, Sheet
from values.queries.consenting import consent_of
from values.rules import why_not_answer

# (person, at): in the transaction in which her answers go, or her account rests or goes; before.
Leaving = Callable[[Person, datetime], None]
_leavings: dict[str, Leaving] = {}


def leave_by(key: str, leaving: Leaving) -> None:
    """Let `leaving` take somebody out of what was made with her answers, under a key of its own."""
    _leavings[key] = leaving


def leave(person: Person, *, at: datetime) -> None:
    """Take her out of whatever is made with her answers: every pool, every next publication."""
    for leaving in _leavings.values():
        leaving(person, at)


def hold_consent(person: Person) -> Consent:
    """Her consent, held until the transaction ends: it cannot be taken back meanwhile.

    Whatever writes answers, or does something with them, begins with this. Raises Refused where
    none holds.
    """
    found = Consent.objects.select_for_update().filter(person=person, withdrawn_at=None).first()
    refuse_if(why_not_answer(found))
    if found is None:  # the rule says so; this is for mypy
        raise Refused
    return found


@transaction.atomic
def consent(person: Person, *, wording: int, at: datetime) -> Consent:
    """Note that she agrees to the text of this number; twice is once.

    Whoever had agreed to an older text has agreed to this one from now on; her answers stay.
    Raises Refused where the text is not the newest.
    """
    refuse_if(why_not_answer(Consent(person=person, wording=wording)))
    held = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    found = consent_of(held)
    if found is not None and found.wording == wording:
        return found
    if found is not None:
        found.withdrawn_at = at
        found.save(update_fields=["withdrawn_at"])
    return Consent.objects.create(person=held, wording=wording, given_at=at)


@transaction.atomic
def withdraw(person: Person, *, at: datetime) -> int:
    """Take her consent back: every answer is deleted in this transaction, and every card sort.

    Returns how many sheets and sorts there were. Before that she is taken out of all that was
    made with them. Harmless when there is nothing.
    """
    held = Consent.objects.select_for_update().filter(person=person, withdrawn_at=None).first()
    leave(person, at=at)
    sheets = Sheet.objects.filter(person=person)
    sorts = CardSort.objects.filter(person=person)
    count = sheets.count() + sorts.count()
    sheets.delete()
    sorts.delete()
    if held is not None:
        held.withdrawn_at = max(at, held.given_at)
        held.save(update_fields=["withdrawn_at"])
    return count
