"""What somebody agreed to."""

from django.db.models import QuerySet

from solidarity.people.models import Person
from values.models import Consent


def consent_of(person: Person) -> Consent | None:
    """The consent that holds, if there is one. One query."""
    return Consent.objects.filter(person=person, withdrawn_at=None).first()


def consents_of(person: Person) -> QuerySet[Consent]:
    """All that she ever gave, the newest first."""
    return Consent.objects.filter(person=person).order_by("-given_at", "-pk")
