"""What the owner of an account is told about its safety: by mail, at once, whatever she chose."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation

from solidarity.outbox.actions import write_letter
from solidarity.people.models import Person


def tell_owner(person: Person, what: str, *, at: datetime, **words: Any) -> None:
    """Mail her `templates/people/mails/<what>.txt`, in her language and her time."""
    context = {"person": person, "at": at, "site": settings.SITE_URL, **words}
    with translation.override(person.interface_language), timezone.override(person.zone):
        text = render_to_string(f"people/mails/{what}.txt", context)
    subject, _empty, body = text.strip().partition("\n")
    write_letter(person.email, subject.strip(), body.strip() + "\n", at=at)
