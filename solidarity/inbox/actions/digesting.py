"""Composing digests when they are due: what each gathers, settled in one transaction.

A digest is a row before it is a mail. Its words are made when it leaves (`sending.py`).
"""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import connection, transaction
from django.db.models import Case, DateTimeField, F, Max, Value, When
from django.db.models.expressions import RawSQL

from solidarity.inbox.kinds import Often, looked_up, said_now
from solidarity.inbox.models import Mail, Notice, Run
from solidarity.inbox.queries import due_for, rhythms_of
from solidarity.people.models import Person

COMPOSER = 5_017_001  # the lock of whoever composes
PEOPLE_AT_ONCE = 500


def compose_some(*, at: datetime, most: int = PEOPLE_AT_ONCE) -> int:
    """Compose what is due for the next `most` people; returns for how many it was looked.

    One composer at a time: a second finds the lock held, and nothing to do. The number of queries
    is the same for one and for all.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [COMPOSER])
        if cursor.fetchone() != (True,):
            return 0
        wanted = _wanted(at, most)
        _drop_what_says_nothing(wanted, at=at)
        due = _moments(wanted, at=at)
        people = Person.objects.in_bulk(due)
        days = {pk: moment.astimezone(people[pk].zone).date() for pk, moment in due.items()}
        _put_off_second(people, days, at=at)
        made = [Mail(person=people[pk], day=day, made_at=at, due_at=at) for pk, day in days.items()]
        Mail.objects.bulk_create(made)
        _gather(made, at=at)
        count(at=at, composed=len(made))
    return len(wanted)


def _wanted(at: datetime, most: int) -> list[int]:
    """For whom a digest is due: as far as anything reaches them by mail."""
    waiting = Notice.objects.filter(
        mail_due_at__lte=at, person__is_active=True, person__resting_since=None,
        person__frozen_at=None,
    )  # fmt: skip
    held = RawSQL(
        "SELECT b.person_id FROM inbox_bounce b JOIN people_person p"
        " ON p.id = b.person_id AND p.email = b.address",
        [],
    )
    waiting = waiting.exclude(person__in=held)
    # A person's notices stand together in this order, so few rows make many people.
    first = waiting.order_by("mail_due_at", "person").values_list("person", flat=True)
    wanted: dict[int, None] = {}
    for person in first[: most * 20].iterator(chunk_size=most * 20):
        if len(wanted) == most:
            break
        wanted[person] = None
    return list(wanted)


def _drop_what_says_nothing(people: list[int], *, at: datetime) -> None:
    """Delete what is due and tells of nothing any more, so that no digest is empty."""
    due = Notice.objects.filter(person__in=people, mail_due_at__lte=at, kind__in=looked_up())
    told = list(due.only("kind", "words"))
    left = {notice.pk for notice in said_now(told)}
    if gone := [notice.pk for notice in told if notice.pk not in left]:
        Notice.objects.filter(pk__in=gone).delete()


def _moments(people: list[int], *, at: datetime) -> dict[int, datetime]:
    """Since when a digest is due for each of them for whom one is."""
    due = Notice.objects.filter(person__in=people, mail_due_at__lte=at).values("person")
    return dict(due.annotate(moment=Max("mail_due_at")).values_list("person", "moment"))


def _put_off_second(people: dict[int, Person], days: dict[int, date], *, at: datetime) -> None:
    """Who had a digest on that day already gets the next one when it is due; drops her from `days`.

    It is so when something was told late, or when she chose another hour after today's had come.
    """
    had = Mail.objects.filter(person__in=days, day__isnull=False)
    second = {pk for pk, day in had.values_list("person", "day") if days.get(pk) == day}
    if not second:
        return
    rhythms = rhythms_of(people[pk] for pk in second)
    for pk in second:
        del days[pk]
    moments = {pk: due_for(people[pk], rhythms[pk], Often.DAILY, at=at) for pk in second}
    cases = [When(person=pk, then=Value(moment)) for pk, moment in moments.items()]
    late = Notice.objects.filter(person__in=second, mail_due_at__lte=at)
    late.update(mail_due_at=Case(*cases, output_field=DateTimeField()))


def _gather(made: Sequence[Mail], *, at: datetime) -> None:
    """Put what is due into the digests. One query."""
    if not made:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE inbox_notice n SET mail_id = m.id, mail_due_at = NULL FROM inbox_mail m"
            " WHERE m.id = ANY(%s) AND m.person_id = ANY(%s) AND n.person_id = m.person_id"
            " AND n.mail_due_at <= %s",
            [[mail.pk for mail in made], [mail.person_id for mail in made], at],
        )


def count(*, at: datetime, **more: int) -> None:
    """Note that somebody looked, and add to what the admins read of this day."""
    today = {"day": at.date(), "last_at": at}
    run, is_new = Run.objects.get_or_create(day=at.date(), defaults=today | more)
    if not is_new:
        grown = {name: F(name) + number for name, number in more.items() if number}
        Run.objects.filter(pk=run.pk).update(last_at=at, **grown)
