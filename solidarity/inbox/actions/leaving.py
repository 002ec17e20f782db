"""The way out of mails: an address for whoever has the mail, without signing in (RFC 8058)."""

from functools import cache

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from solidarity.people.models import Person

SALT = "unsubscribe"
PLACE = "token"


def way_out(person_id: int, source: int | None = None) -> str:
    """The address at which mails end, all of them or those of a body, for whoever has it."""
    token = Signer(salt=SALT).sign_object([person_id, source or 0])
    return f"{settings.SITE_URL}{_address().replace(PLACE, token)}"


@cache
def _address() -> str:
    """The address with a place for the token: a digest has five such ways out."""
    return reverse("unsubscribe", args=[PLACE])


def whose_way_out(token: str) -> tuple[Person, int | None] | None:
    """Whose mails end at the address with this token, and from which body; None for no such."""
    try:
        person_id, source = Signer(salt=SALT).unsign_object(token)
    except (BadSignature, ValueError, TypeError):
        return None
    person = Person.objects.filter(pk=person_id, is_active=True).first()
    return (person, source or None) if person else None
