"""The reads of the inbox."""

from django.db.models import QuerySet

from solidarity.inbox.models import Notice
from solidarity.people.models import Person

MOST_COUNTED = 100


def notices_of(person: Person) -> QuerySet[Notice]:
    """What `person` was told, the newest first."""
    return Notice.objects.filter(person=person).order_by("-pk")


def unread_count(person: Person) -> int:
    """How many notices she has not read; counts to 100 at most."""
    return Notice.objects.filter(person=person, read_at=None)[:MOST_COUNTED].count()
