"""Somebody rests from a body: what waited to be mailed stays in her inbox, and is not mailed."""

from solidarity.inbox.models import Notice
from solidarity.people.models import Person


def hold_back(person: Person, source: int) -> None:
    """Let no digest bring what waits from the body with this key."""
    waiting = Notice.objects.filter(person=person, source=source, mail_due_at__isnull=False)
    waiting.update(mail_due_at=None)
