"""Telling people: a row in the act's own transaction."""

from datetime import datetime

from django.db import models

from solidarity.base.models import reference_to
from solidarity.inbox.models import Notice
from solidarity.outbox.actions import ask_for
from solidarity.people.models import Person


def tell(
    person: Person,
    *,
    kind: str,
    about: models.Model,
    key: str,
    at: datetime,
    words: str = "",
    asks: bool = False,
) -> None:
    """Tell `person` a thing of `kind` about `about`, by a notice and a mail; once for each `key`.

    `words` is what somebody wrote to go with it; `asks` says that it waits for an act of hers.
    """
    fields = {"words": words, "asks": asks, "told_at": at, **reference_to(about)}
    notice, is_new = Notice.objects.get_or_create(
        person=person, kind=kind, key=key, defaults=fields
    )
    if is_new:
        ask_for("inbox.mail", key=str(notice.pk), at=at, notice=notice.pk)
