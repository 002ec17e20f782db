"""Every write to a person."""

import secrets
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from solidarity.base.limits import SAVING, count_against
from solidarity.base.refused import Refused, refuse_if
from solidarity.base.stale import refuse_if_stale
from solidarity.base.words import rendered
from solidarity.people.models import Distance, Draft, Keeping, Person, UsedHandle
from solidarity.people.queries import given_up, profile_of
from solidarity.people.rules import why_not_keep_away, why_not_take_handle

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
DRAFT_LIMIT = 60_000
MOST_DRAFTS = 50
PROFILE_DRAFT = "profile"


def fresh_handle() -> str:
    """A handle that tells nothing about anybody: `p-` and 8 letters or digits. Reserves it."""
    while True:
        handle = "p-" + "".join(secrets.choice(ALPHABET) for _unused in range(8))
        _kept, is_new = UsedHandle.objects.get_or_create(handle=handle)
        if is_new:
            return handle


@transaction.atomic
def change_profile(person_id: int, fields: dict[str, Any], *, seen: str) -> Person:
    """Write what she says of herself.

    seen: the fingerprint of the profile that her changes began from. Raises Stale when another
    was saved meanwhile, Refused when the handle is somebody else's.
    """
    person = Person.objects.select_for_update().get(pk=person_id)
    refuse_if_stale(profile_of(person), seen=seen)
    if fields["handle"] != person.handle:
        _take_handle(person, fields["handle"])
    for name, value in fields.items():
        setattr(person, name, value)
    person.moves_me_html = rendered(person.moves_me)
    person.save(update_fields=[*fields, "moves_me_html"])
    drop_draft(person, PROFILE_DRAFT)
    return person


def _take_handle(person: Person, handle: str) -> None:
    refuse_if(why_not_take_handle(person, handle))
    try:
        with transaction.atomic():
            UsedHandle.objects.create(handle=handle, person=person)
            UsedHandle.objects.filter(pk=person.handle).update(person=person)
    except IntegrityError:
        raise Refused(why_not_take_handle(person, handle)) from None


def choose_language(person: Person, language: str) -> None:
    """Remember the language that pages and mails speak to her."""
    Person.objects.filter(pk=person.pk).update(interface_language=language)


def change_settings(person: Person, *, interface_language: str, time_zone: str) -> None:
    """Write the language and the time zone in which pages and mails speak to her."""
    person.interface_language, person.time_zone = interface_language, time_zone
    person.save(update_fields=["interface_language", "time_zone"])


def change_reach(person: Person, *, written_by: str) -> None:
    """Write who may write to her."""
    person.written_by = written_by
    person.save(update_fields=["written_by"])


def keep_away(person: Person, other: Person, kind: str, *, at: datetime) -> None:
    """Mute or block `other`, or ("") neither any more; she is not told."""
    refuse_if(why_not_keep_away(person, other))
    if not kind:
        Distance.objects.filter(person=person, other=other).delete()
        return
    Distance.objects.update_or_create(
        person=person, other=other, defaults={"kind": Keeping(kind), "since": at}
    )


def make_admin(person: Person) -> None:
    """Let her sit at the admins' desk."""
    Person.objects.filter(pk=person.pk).update(is_admin=True)


def keep_draft(person: Person, purpose: str, fields: dict[str, list[str]], *, at: datetime) -> None:
    """Keep what she has typed so far for `purpose`, in place of what was kept before.

    The oldest makes room when there are very many. What no database takes (NUL) is left out.
    """
    count_against(SAVING, what="draft", who=str(person.pk), at=at)
    small = {
        name.replace("\0", ""): [words.replace("\0", "") for words in values]
        for name, values in fields.items()
        if sum(map(len, values)) <= DRAFT_LIMIT
    }
    # One statement: it may be kept, sent and dropped in several windows at the same time.
    Draft.objects.bulk_create(
        [Draft(person=person, purpose=purpose, fields=small, changed_at=at)],
        update_conflicts=True,
        unique_fields=["person", "purpose"],
        update_fields=["fields", "changed_at"],
    )
    newest = Draft.objects.filter(person=person).order_by("-changed_at", "-pk")
    Draft.objects.filter(pk__in=newest.values("pk")[MOST_DRAFTS:]).delete()


def drop_draft(person: Person, purpose: str) -> bool:
    """Forget the draft for `purpose`; whether there was one. Of two at once, one is told True."""
    return bool(Draft.objects.filter(person=person, purpose=purpose).delete()[0])


def forget_given_up(*, at: datetime) -> int:
    """Delete those who signed up a week ago and never typed the code; returns how many.

    Until then the address belongs to nobody who showed that it is hers. Their handles stay used.
    """
    found = given_up(at=at).count()
    given_up(at=at).delete()
    return found
