"""Sending digests in batches: each by one worker at a time, however often workers die over it."""

import smtplib
import time
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection
from django.db.models import F
from django.utils.timezone import now

from solidarity.inbox.actions.bouncing import came_back
from solidarity.inbox.actions.digesting import count
from solidarity.inbox.actions.wording import Lines, Words, digest_mail, notice_mail
from solidarity.inbox.bodies import Seen, known
from solidarity.inbox.kinds import said_now
from solidarity.inbox.models import Mail, MailState, Notice, Rhythm
from solidarity.inbox.queries import bounced_among, rhythms_of
from solidarity.outbox import mail as way_out
from solidarity.outbox.actions import MOST_ATTEMPTS, wait_after

log = structlog.get_logger("inbox")
MAILS_AT_ONCE = 200
# Longer than a worker may be at it (CELERY_TASK_TIME_LIMIT): nobody else takes what it holds.
LEASE = timedelta(seconds=75)
LONG_ENOUGH = 10.0  # seconds, after which the rest of a batch is left to others
# What concerns one mail; after anything else that smtplib raises, there is no server to talk to.
ONE_MAILS = (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError, smtplib.SMTPSenderRefused)


@dataclass
class Batch:
    """Some digests and all that is needed to word them."""

    mails: list[Mail]
    told: dict[int, list[Notice]]
    rhythms: dict[int, Rhythm]
    seen: Seen
    bounced: set[int]
    lines: Lines = field(default_factory=dict)


def send_some(*, at: datetime, most: int = MAILS_AT_ONCE) -> int:
    """Send up to `most` digests that wait; returns how many were taken in hand.

    They are taken for a time (LEASE), in which nobody else sends them; who dies over them leaves
    them to whoever looks after it. Each is marked as sent right after the mail server took it, so
    that a death repeats one mail at most, under the same Message-ID.
    """
    taken = _take(at, most)
    if not taken:
        return 0
    batch = _batch(taken)
    results = {"sent": 0, "bounced": 0, "failed": 0}
    begun, left = time.monotonic(), list(batch.mails)
    try:
        with way_out.open_line() as line:
            while left and time.monotonic() - begun < LONG_ENOUGH:
                results[_send(left[0], batch, line)] += 1
                left.pop(0)
    except OSError as error:  # the mail server hangs, hangs up, or is not there
        _note_failure(left, error)
        results["failed"] += len(left)
    else:
        _give_back(left)
    count(at=now(), **results)
    return len(taken)


def _take(at: datetime, most: int) -> list[int]:
    """Take some that wait; their attempt is counted before the work begins."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE inbox_mail SET attempts = attempts + 1, due_at = %s WHERE id IN ("
            " SELECT id FROM inbox_mail WHERE state = 'waiting' AND due_at <= %s"
            " ORDER BY due_at LIMIT %s FOR UPDATE SKIP LOCKED) RETURNING id",
            [at + LEASE, at, most],
        )
        return [pk for (pk,) in cursor.fetchall()]


def _batch(taken: list[int], *, keep: bool = False) -> Batch:
    """The digests taken, with all that they say: the same few queries, however many they are.

    keep: with what says nothing any more.
    """
    mails = list(Mail.objects.filter(pk__in=taken).select_related("person").order_by("pk"))
    told: dict[int, list[Notice]] = defaultdict(list)
    notices = Notice.objects.filter(mail__in=taken).order_by("-told_at", "-pk")
    for notice in said_now(notices, keep=keep):
        told[notice.mail_id or 0].append(notice)
    people = [mail.person for mail in mails]
    pairs = {
        (each.person_id, each.source) for part in told.values() for each in part if each.source
    }
    seen = known().seen(pairs)
    bounced = bounced_among({person.pk: person.email for person in people})
    return Batch(mails, told, rhythms_of(people), seen, bounced)


def _send(mail: Mail, batch: Batch, line: BaseEmailBackend) -> str:
    """Send one; returns what became of it: sent, bounced or failed."""
    person = mail.person
    if person.pk in batch.bounced:
        _settle(mail, MailState.BOUNCED)
        return "bounced"
    if not (batch.told[mail.pk] and person.is_reached) or batch.rhythms[person.pk].is_silent:
        _settle(mail, MailState.DEAD)
        return "failed"
    try:
        _hand_over(mail, _words(mail, batch), line)
    except way_out.AddressRefused as refusal:
        came_back(person, refusal.code, at=now())
        _settle(mail, MailState.BOUNCED)
        return "bounced"
    except ONE_MAILS as error:
        _note_failure([mail], error)
        return "failed"
    except OSError:
        raise
    except Exception as error:  # noqa: BLE001 one that cannot be worded keeps no other back
        _note_failure([mail], error)
        return "failed"
    _mark_as_sent(mail)
    return "sent"


def _words(mail: Mail, batch: Batch) -> Words:
    person, told = mail.person, batch.told[mail.pk]
    sources = {each.source for each in told if each.source}
    bodies = {pk: body for pk in sources if (body := batch.seen.get((person.pk, pk)))}
    rhythm, url = batch.rhythms[person.pk], mail.get_absolute_url()
    return digest_mail(person, rhythm, told, bodies, batch.lines, url=url)


def _hand_over(mail: Mail, words: Words, line: BaseEmailBackend) -> None:
    way_out.send(
        mail.person.email, words.subject, words.text, html=words.html, sender=words.sender,
        headers=words.headers, message_id=mail.message_id, connection=line,
    )  # fmt: skip


def _mark_as_sent(mail: Mail) -> None:
    """Mark it without waiting for the disk, which a thousand mails would wait for a thousand times.

    No death of a worker loses the mark. When the database itself falls, what was marked in its last
    moments leaves again, under the same Message-ID; the end of each batch waits for the disk.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH hurry AS (SELECT set_config('synchronous_commit', 'off', true))"
            " UPDATE inbox_mail SET state = 'sent', sent_at = %s, last_error = '' FROM hurry"
            " WHERE id = %s",
            [now(), mail.pk],
        )


def _settle(mail: Mail, state: MailState, **fields: object) -> None:
    Mail.objects.filter(pk=mail.pk).update(state=state, **fields)


def _note_failure(mails: list[Mail], error: Exception) -> None:
    """Plan the next attempt as the outbox does, and give up where it would."""
    kind, at = type(error).__name__, now()
    for attempts in {mail.attempts for mail in mails}:
        same = [mail.pk for mail in mails if mail.attempts == attempts]
        state = MailState.DEAD if attempts >= MOST_ATTEMPTS else MailState.WAITING
        waiting = Mail.objects.filter(pk__in=same, state=MailState.WAITING)
        waiting.update(due_at=at + wait_after(attempts), last_error=kind, state=state)
    log.warning("digests_failed", mails=len(mails), error=kind)


def _give_back(mails: list[Mail]) -> None:
    """Leave to others what there was no time for."""
    if mails:
        held = Mail.objects.filter(pk__in=[mail.pk for mail in mails], state=MailState.WAITING)
        held.update(due_at=now(), attempts=F("attempts") - 1)


def shown_in_browser(mail: Mail) -> Words:
    """What a mail says when it is read here: all of it, though it went out neutral."""
    batch = _batch([mail.pk], keep=True)
    batch.rhythms[mail.person_id].is_neutral = False
    told = batch.told[mail.pk]
    if mail.is_digest or not told:
        return _words(batch.mails[0], batch)
    told[0].person = batch.mails[0].person
    body = batch.seen.get((mail.person_id, told[0].source or 0))
    return notice_mail(told[0], batch.rhythms[mail.person_id], body)
