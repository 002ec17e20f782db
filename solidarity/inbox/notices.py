"""Telling people: a row in the act's own transaction."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import models

from solidarity.base.models import reference_to
from solidarity.inbox.models import Notice
from solidarity.outbox.actions import ask_for_each
from solidarity.people.models import Person
from solidarity.people.queries import keep_away_from


def tell(person: Person, **what: Any) -> None:
    """Tell `person` a thing, as `tell_each` does."""
    tell_each([person], **what)


def tell_each(  # noqa: PLR0913 each has a name
    people: Iterable[Person], *, kind: str, about: models.Model, key: str, at: datetime,
    words: str = "", asks: bool = False, url: str = "", by: Person | None = None,
) -> None:  # fmt: skip
    """Tell each a thing of `kind` about `about`, by a notice and a mail; once for each `key`.

    `words` is what somebody wrote to go with it; `asks` says that it waits for an act of theirs;
    `url` is where it leads, when that is not the page of the thing itself.
    by: whose words they are told of: who has muted or blocked her is not told. Give none for acts
    of power, which reach everybody. Four queries, however many they are; five with `by`.
    """
    if by is not None:
        wanted = list(people)
        away = keep_away_from(by, [person.pk for person in wanted])
        people = [person for person in wanted if person.pk not in away]
    fields = {"words": words, "asks": asks, "told_at": at, **reference_to(about)}
    if url:
        fields["about_url"] = url
    told = [Notice(person=person, kind=kind, key=key, **fields) for person in people]
    Notice.objects.bulk_create(told, ignore_conflicts=True)
    new = Notice.objects.filter(
        person__in=[notice.person_id for notice in told], kind=kind, key=key, told_at=at
    )
    mails = {str(pk): {"notice": pk} for pk in new.values_list("pk", flat=True)}
    ask_for_each("inbox.mail", mails, at=at)
