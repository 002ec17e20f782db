"""Telling a whole body, however large: for jobs, since no page waits for that."""

from typing import Any

from django.db.models import QuerySet

from solidarity.inbox.notices import tell_each
from solidarity.people.models import Person

TOLD_TOGETHER = 500


def tell_all(people: QuerySet[Person], **what: Any) -> None:
    """Tell all of `people` as `tell_each` does, some at a time; each once, run it twice or not."""
    waiting, last = people.order_by("pk"), 0
    while some := list(waiting.filter(pk__gt=last)[:TOLD_TOGETHER]):
        tell_each(some, **what)
        last = some[-1].pk
