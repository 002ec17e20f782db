"""How mails reach a person: she chooses, or takes a way out."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from solidarity.inbox.kinds import DEFAULTS, Group, Often, group_of
from solidarity.inbox.models import Notice, Rhythm, Wish
from solidarity.inbox.queries import Telling, due_for, plans, rhythms_of
from solidarity.people.models import Person

Wishes = Mapping[str, str]


@transaction.atomic
def choose_rhythm(person: Person, *, wishes: Wishes, at: datetime, **rhythm: int | bool) -> None:
    """Write when mails come, what they show, and how often those of each group come.

    wishes: Often by Group, for all bodies that she says nothing else of. What is as the defaults
    say is no wish: what closes before her next digest still comes at once.
    """
    Rhythm.objects.update_or_create(person=person, defaults=rhythm)
    _wish(person, None, {g: "" if DEFAULTS[Group(g)] == o else o for g, o in wishes.items()})
    _plan_again(person, at=at)


@transaction.atomic
def choose_for(person: Person, source: int, *, wishes: Wishes, at: datetime) -> None:
    """Write how often mails from one body come; "" for a group is as everywhere."""
    _wish(person, source, wishes)
    _plan_again(person, at=at)


@transaction.atomic
def unsubscribe(person: Person, source: int | None, *, at: datetime) -> None:
    """Send her no mails any more: none from this body, or none at all."""
    if source is None:
        Rhythm.objects.update_or_create(person=person, defaults={"is_silent": True})
    else:
        _wish(person, source, dict.fromkeys(Group.values, Often.NEVER))
    _plan_again(person, at=at)


def _wish(person: Person, source: int | None, wishes: Wishes) -> None:
    Wish.objects.filter(person=person, source=source, group__in=wishes).delete()
    Wish.objects.bulk_create(
        (
            Wish(person=person, source=source, group=group, often=often)
            for group, often in wishes.items()
            if often
        ),
        ignore_conflicts=True,  # of two tabs at the same moment, the first
    )


def _plan_again(person: Person, *, at: datetime) -> None:
    """Let what waits for a digest wait for the one that she would have it in now.

    What would come at once from now on comes with the next digest of a day.
    """
    rhythm = rhythms_of([person])[person.pk]
    waiting = Notice.objects.filter(person=person, mail_due_at__isnull=False)
    rows = waiting.values_list("pk", "kind", "asks", "source")
    moments: dict[datetime | None, list[int]] = {}
    planned: dict[Telling, datetime | None] = {}
    for pk, kind, asks, source in rows:
        telling = Telling(group_of(kind, asks=asks), source)
        if telling not in planned:
            plan = plans([person], telling, at=at)[person.pk]
            soon = due_for(person, rhythm, Often.DAILY, at=at) if plan.at_once else None
            planned[telling] = plan.due or soon
        moments.setdefault(planned[telling], []).append(pk)
    for moment, same in moments.items():
        waiting.filter(pk__in=same).update(mail_due_at=moment)
