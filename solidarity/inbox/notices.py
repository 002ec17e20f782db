"""Telling people: a row in the act's own transaction, and a mail as often as each one chose."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import models

from solidarity.base.models import reference_to
from solidarity.inbox.bodies import resting_from, source_of
from solidarity.inbox.kinds import group_of
from solidarity.inbox.models import Notice
from solidarity.inbox.queries import Plan, Telling, plans
from solidarity.outbox.actions import ask_for_each
from solidarity.people.models import Person
from solidarity.people.queries import keep_away_from


def tell(person: Person, **what: Any) -> None:
    """Tell `person` a thing, as `tell_each` does."""
    tell_each([person], **what)


def tell_each(  # noqa: PLR0913 each has a name
    people: Iterable[Person], *, kind: str, about: models.Model, key: str, at: datetime,
    words: str = "", asks: bool = False, url: str = "", by: Person | None = None,
    source: int | None = None, closes_at: datetime | None = None, quiet: bool = False,
) -> None:  # fmt: skip
    """Tell each a thing of `kind` about `about`, by a notice and a mail; once for each `key`.

    `words` is what somebody wrote to go with it; `asks` says that it waits for an act of theirs;
    `url` is where it leads, when that is not the page of the thing itself.
    by: whose words they are told of: who has muted or blocked her is not told. Give none for acts
    of power, which reach everybody.
    source: the body that it comes from, when `about` does not say so. closes_at: when it is too
    late for it: who never chose otherwise is told before. quiet: it stands in the inbox and in
    mails, and does not count as unread. Eight queries at most, however many they are; nine with
    `by`, ten with reminders.
    """
    wanted = list(people)
    if by is not None:
        away = keep_away_from(by, [person.pk for person in wanted])
        wanted = [person for person in wanted if person.pk not in away]
    if not wanted:
        return
    source = source if source is not None else source_of(about)
    fields = {"words": words, "asks": asks, "told_at": at, "source": source, **reference_to(about)}
    if url:
        fields["about_url"] = url
    if quiet:
        fields["read_at"] = at
    telling = Telling(group_of(kind, asks=asks), source, closes_at)
    planned = plans(wanted, telling, at=at)
    resting = resting_from(source, planned, at=at)  # they find it later, and it counts nowhere
    planned |= dict.fromkeys(resting, Plan())
    Notice.objects.bulk_create(
        (
            Notice(
                person=each,
                kind=kind,
                key=key,
                mail_due_at=planned[each.pk].due,
                **fields | ({"read_at": at} if each.pk in resting else {}),
            )
            for each in wanted
        ),
        ignore_conflicts=True,
    )
    at_once = [pk for pk, plan in planned.items() if plan.at_once]
    if at_once:
        new = Notice.objects.filter(person__in=at_once, kind=kind, key=key, told_at=at)
        mails = {str(pk): {"notice": pk} for pk in new.values_list("pk", flat=True)}
        ask_for_each("inbox.mail", mails, at=at)
