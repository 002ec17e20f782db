"""Mails that come back: none goes there until she says that her address works."""

import re
import uuid
from collections.abc import Iterator
from datetime import datetime
from email.message import Message

import structlog
from django.db import transaction
from django.db.models import F
from django.utils.timezone import now

from solidarity.inbox.models import Bounce, Mail, MailState, Notice
from solidarity.people.models import Person

log = structlog.get_logger("inbox")
TOKEN = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
OUR_NAMES = ("to", "delivered-to", "x-original-to", "envelope-to", "original-recipient")
LONGEST_CODE = 20


def came_back(person: Person, code: str, *, at: datetime) -> None:
    """Note that mails to her address come back; the first time counts."""
    fields = {"address": person.email, "code": code[:LONGEST_CODE], "since": at}
    held, is_new = Bounce.objects.get_or_create(person=person, defaults=fields)
    if not is_new and held.address != person.email:
        Bounce.objects.filter(pk=held.pk).update(**fields)
    log.info("mails_come_back", code=code[:LONGEST_CODE])


def refused_address(address: str, code: str) -> None:
    """A mail server refuses `address` for good: note it, if it is somebody's here."""
    person = Person.objects.filter(email=address.lower()).first()
    if person is not None:
        came_back(person, code, at=now())


@transaction.atomic
def works_again(person: Person, *, at: datetime) -> None:
    """She says that mails arrive: what came back leaves once more, the rest as it is due."""
    Bounce.objects.filter(person=person).delete()
    Mail.objects.filter(person=person, state=MailState.BOUNCED, day__isnull=False).update(
        state=MailState.WAITING, due_at=at, attempts=0
    )


@transaction.atomic
def release_moved(*, at: datetime) -> int:
    """Let what was kept leave to those who have another address by now; returns for how many."""
    moved = Bounce.objects.exclude(address=F("person__email")).select_related("person")
    people = [bounce.person for bounce in moved]
    for person in people:
        works_again(person, at=at)
    return len(people)


@transaction.atomic
def take_bounce(message: Message, *, at: datetime) -> bool:
    """Note what a mail server reports about a mail of ours that it could not deliver.

    Whose it was says a token that only that mail had: in the address that it came back to (VERP),
    or in the Message-ID of what is returned. A report of a delay, or of a mail that is not ours,
    changes nothing; True when somebody's address was noted.
    """
    code = _permanent_code(message)
    if not code:
        return False
    tokens = [uuid.UUID(token) for token in _tokens(message)]
    found = Mail.objects.select_related("person").filter(token__in=tokens).first()
    if found is None:
        return False
    came_back(found.person, code, at=at)
    _keep(found)
    return True


def _keep(found: Mail) -> None:
    """Keep what did not arrive: a digest as it is, a notice for the next one."""
    Mail.objects.filter(pk=found.pk).update(state=MailState.BOUNCED)
    if not found.is_digest:
        Notice.objects.filter(mail=found).update(mail=None, mail_due_at=now())


def _permanent_code(message: Message) -> str:
    """The number of a failure for good ("5.1.1"); "" for a delay, a success or anything else."""
    for part in message.walk():
        if part.get_content_type() != "message/delivery-status":
            continue
        for block in part.get_payload():
            if not isinstance(block, Message):
                continue
            action = str(block.get("Action", "")).strip().lower()
            status = str(block.get("Status", "")).split("(")[0].strip()
            if action == "failed" and re.fullmatch(r"5\.\d{1,3}\.\d{1,3}", status):
                return status
    return ""


def _tokens(message: Message) -> Iterator[str]:
    for name in OUR_NAMES:
        for value in message.get_all(name, []):
            yield from TOKEN.findall(str(value).lower())
    for part in message.walk():
        if part.get_content_type() in {"message/rfc822", "text/rfc822-headers"}:
            held = part.get_payload()
            inner = held[0] if isinstance(held, list) and held else held
            text = inner.get("Message-ID", "") if isinstance(inner, Message) else str(inner)
            for line in str(text).splitlines():
                if isinstance(inner, Message) or line.lower().startswith("message-id:"):
                    yield from TOKEN.findall(line.lower())
