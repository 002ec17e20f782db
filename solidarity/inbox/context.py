"""What every page says of the inbox: the number beside "Inbox", and that mails come back."""

from functools import cached_property

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from solidarity.inbox.queries.reading import Standing, standing_of
from solidarity.people.models import Person


class _Asked:
    """Asked of the database once, and only by a page that shows it."""

    def __init__(self, person: Person) -> None:
        self.person = person

    @cached_property
    def standing(self) -> Standing:
        return standing_of(self.person)


def unread(request: HttpRequest) -> dict[str, object]:
    """`unread_notices`, and `mails_come_back`: whether she must be told that none are sent."""
    person = getattr(request, "user", None)
    if not isinstance(person, Person):  # request.user is lazy, and says what it stands for
        return {"unread_notices": 0, "mails_come_back": False}
    asked = _Asked(person)
    return {
        "unread_notices": SimpleLazyObject(lambda: asked.standing.unread),
        "mails_come_back": SimpleLazyObject(lambda: asked.standing.is_bounced),
    }
