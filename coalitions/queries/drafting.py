"""The clauses as they are drafted: group by group, one by one, and what was suggested."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Left

from coalitions.models import (
    AgreementVersion,
    Clause,
    ClauseText,
    Group,
    Suggestion,
    VersionClause,
)
from networks.models import Network
from solidarity.base.pages import Page

PER_PAGE = 20
BEGINNING = 160  # letters of a clause that a list shows
HISTORY = 30


@dataclass(frozen=True)
class GroupCount:
    """One group on the drafting page."""

    group: Group
    clauses: int
    ready: int
    suggested: int


def groups_of(network: Network) -> list[GroupCount]:
    """All groups, with how far their clauses are. One query."""
    there = Clause.objects.filter(body=network, dropped_at=None)
    open_ones = Suggestion.objects.filter(clause=OuterRef("pk"), answered_at=None)
    rows = (
        there.annotate(suggested=Exists(open_ones))
        .values("group")
        .annotate(
            clauses=Count("pk"),
            ready=Count("pk", filter=Q(is_ready=True)),
            open=Count("pk", filter=Q(suggested=True)),
        )
    )
    found = {row["group"]: row for row in rows.order_by("group")}
    none = {"clauses": 0, "ready": 0, "open": 0}
    return [
        GroupCount(group, row["clauses"], row["ready"], row["open"])
        for group in Group
        for row in [found.get(group.value, none)]
    ]


def clauses_in(
    network: Network, group: str, version: AgreementVersion | None, *, after: str = ""
) -> Page[Clause]:
    """Some clauses of a group in their order, with how they begin and where they stand. One query.

    Each gets `begins`, `newest` (the number of its text), `held` (of the text in force, or None)
    and `suggested` (how many suggestions wait).
    """
    found = _drawn(Clause.objects.filter(body=network, group=group), version)
    if after.isdecimal() and len(after) < 6:
        found = found.filter(position__gt=int(after))
    rows = list(found.order_by("position", "pk")[: PER_PAGE + 1])
    for row in rows:
        row.body = network
    older = str(rows[PER_PAGE - 1].position) if len(rows) > PER_PAGE else ""
    return Page(rows[:PER_PAGE], older=older, is_first=not after)


def _drawn(found: QuerySet[Clause], version: AgreementVersion | None) -> QuerySet[Clause]:
    texts = ClauseText.objects.filter(clause=OuterRef("pk")).order_by("-number")
    held = VersionClause.objects.filter(clause=OuterRef("pk"), version=version)
    waiting = (
        Suggestion.objects.filter(clause=OuterRef("pk"), answered_at=None)
        .order_by()
        .values("clause")
        .annotate(many=Count("pk"))
    )
    return found.annotate(
        begins=Subquery(texts.annotate(head=Left("words", BEGINNING)).values("head")[:1]),
        newest=Subquery(texts.values("number")[:1]),
        held=Subquery(held.values("text__number")[:1]),
        suggested=Subquery(waiting.values("many")),
    )


def clause_for(network: Network, number: int) -> Clause | None:
    """The clause of this number; None where there is none. One query."""
    found = Clause.objects.filter(body=network, number=number).first()
    if found is not None:
        found.body = network
    return found


def newest_text(clause: Clause) -> ClauseText:
    """What the draft of this clause says now; a clause has a text from its beginning on."""
    return clause.texts.select_related("by").order_by("-number")[0]


def clause_words(clause: Clause) -> dict[str, Any]:
    """What `write_clause` can change, as it stands."""
    words = newest_text(clause).words
    return {"group": str(clause.group), "title": clause.title, "words": words}


def held_text(clause: Clause, version: AgreementVersion | None) -> VersionClause | None:
    """The clause as it is in force; None where it is not. One query, none without a version."""
    if version is None:
        return None
    found = VersionClause.objects.filter(version=version, clause=clause)
    return found.select_related("text").first()


def texts_of(clause: Clause) -> QuerySet[ClauseText]:
    """All texts of a clause, the newest first, without their words."""
    found = clause.texts.select_related("by").defer("words", "words_html")
    return found.order_by("-number")


def open_suggestions(clause: Clause) -> QuerySet[Suggestion]:
    """What waits for an answer, the oldest first."""
    waiting = clause.suggestions.filter(answered_at=None)
    return waiting.select_related("by", "network").defer("words").order_by("pk")


def answered_suggestions(clause: Clause) -> QuerySet[Suggestion]:
    """What was answered, the newest first."""
    done = clause.suggestions.filter(answered_at__isnull=False)
    found = done.select_related("by", "network", "taken", "answered_by").defer("words")
    return found.order_by("-pk")


def suggestion_for(clause: Clause, pk: int) -> Suggestion | None:
    """This suggestion for this clause, with what it began with. One query."""
    found = clause.suggestions.select_related("base", "by", "network", "taken", "answered_by")
    suggestion = found.filter(pk=pk).first()
    if suggestion is not None:
        suggestion.clause = clause
    return suggestion
