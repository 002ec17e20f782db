"""What clauses of the demo's coalition set, and what is shared of its agreement."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from coalitions.actions import templates
from coalitions.actions.governing import governing_of, set_governing
from coalitions.models import Clause
from coalitions.queries.templates import clauses_shared
from solidarity.base.stale import fingerprint
from solidarity.people.models import Person

People = Mapping[str, Person]
Content = Mapping[str, Any]


def let_hold(clause: Clause, settings: Content, *, by: Person, at: datetime) -> None:
    """The draft of a clause says which settings it holds, and that it is looked at again."""
    set_governing(
        clause.body.slug, clause.number, by=by, settings=settings,
        review_on=(at + timedelta(days=365)).date(), seen=fingerprint(governing_of(clause)), at=at,
    )  # fmt: skip


def share_words(content: Content, people: People, *, at: datetime) -> None:
    """The coalition shares its agreement; another begins with some clauses of it."""
    template = templates.share(
        content["body"], content["number"], by=people[content["by"]], name=content["name"],
        summary=content["summary"], names_body=True, at=at - timedelta(days=content["ago"]),
    )  # fmt: skip
    takes = content["takes"]
    wanted = [each.pk for each in clauses_shared(template) if each.title in takes["titles"]]
    templates.take(
        takes["body"], template.pk, by=people[takes["by"]], clauses=wanted,
        at=at - timedelta(days=takes["ago"]),
    )  # fmt: skip
