"""Every write to a person."""

import secrets
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from solidarity.base.limits import SAVING, count_against
from solidarity.base.refused import Refused, refuse_if
from solidarity.base.words import rendered
from solidarity.people.models import Draft, Person, UsedHandle
from solidarity.people.rules import why_not_take_handle

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
DRAFT_LIMIT = 60_000


def fresh_handle() -> str:
    """A handle that tells nothing about anybody: `p-` and 8 letters or digits. Reserves it."""
    while True:
        handle = "p-" + "".join(secrets.choice(ALPHABET) for _unused in range(8))
        _kept, is_new = UsedHandle.objects.get_or_create(handle=handle)
        if is_new:
            return handle


@transaction.atomic
def change_profile(person: Person, fields: dict[str, Any]) -> None:
    """Write what she says of herself; raises Refused when the handle is taken."""
    handle = fields.get("handle", person.handle)
    refuse_if(why_not_take_handle(person, handle))
    if handle != person.handle:
        try:
            with transaction.atomic():
                UsedHandle.objects.create(handle=handle)
        except IntegrityError:
            raise Refused(_("Somebody has or had this one. Please choose another.")) from None
    for name, value in fields.items():
        setattr(person, name, value)
    person.moves_me_html = rendered(person.moves_me)
    person.save(update_fields=[*fields, "moves_me_html"])


def choose_language(person: Person, language: str) -> None:
    """Remember the language that pages and mails speak to her."""
    Person.objects.filter(pk=person.pk).update(interface_language=language)


def change_settings(person: Person, *, interface_language: str, time_zone: str) -> None:
    """Write the language and the time zone in which pages and mails speak to her."""
    person.interface_language, person.time_zone = interface_language, time_zone
    person.save(update_fields=["interface_language", "time_zone"])


def make_admin(person: Person) -> None:
    """Let her sit at the admins' desk."""
    Person.objects.filter(pk=person.pk).update(is_admin=True)


def keep_draft(person: Person, purpose: str, fields: dict[str, Any], *, at: datetime) -> None:
    """Keep what she has typed so far for `purpose`, in place of what was kept before."""
    count_against(SAVING, what="draft", who=str(person.pk), at=at)
    small = {name: value for name, value in fields.items() if len(str(value)) <= DRAFT_LIMIT}
    Draft.objects.update_or_create(
        person=person, purpose=purpose, defaults={"fields": small, "changed_at": at}
    )


def drop_draft(person: Person, purpose: str) -> None:
    """Forget the draft for `purpose`, if there is one."""
    Draft.objects.filter(person=person, purpose=purpose).delete()
