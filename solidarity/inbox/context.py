"""The number beside "Inbox" on every page."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from solidarity.inbox.queries import unread_count
from solidarity.people.models import Person


def unread(request: HttpRequest) -> dict[str, object]:
    """`unread_notices`: asked of the database only by a page that shows it."""
    person = getattr(request, "user", None)
    if not isinstance(person, Person):  # request.user is lazy, and says what it stands for
        return {"unread_notices": 0}
    return {"unread_notices": SimpleLazyObject(lambda: unread_count(person))}
