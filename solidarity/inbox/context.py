"""The number beside "Inbox" on every page."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from solidarity.inbox.queries import unread_count
from solidarity.people.models import Person


def unread(request: HttpRequest) -> dict[str, object]:
    """`unread_notices`: asked of the database only by a page that shows it."""
    person = getattr(request, "user", None)
    if person is None or not person.is_authenticated:
        return {"unread_notices": 0}

    def count() -> int:
        assert isinstance(request.user, Person)
        return unread_count(request.user)

    return {"unread_notices": SimpleLazyObject(count)}
