"""What all cohorts hold of somebody, also those that she is in no more: for herself alone."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from cohorts.answers import opened_connections, opened_reflection
from cohorts.asking import questions_in
from cohorts.models import (
    Commitment,
    Connections,
    Entry,
    Helps,
    Load,
    Question,
    QuestionVersion,
    Reflection,
    SealedDraft,
)
from cohorts.queries.connecting import STEPS
from cohorts.sealing import opened_for
from networks.models import Network
from solidarity.people.languages import language_now
from solidarity.people.models import Person

# By the name that stands in an address: what she keeps for herself in a cohort.
OWN: dict[str, tuple[type[Any], Any]] = {
    "entry": (Entry, _("In your journal")),
    "commitment": (Commitment, _("A commitment")),
    "load": (Load, _("How much you carried")),
    "helps": (Helps, _("What helps you")),
    "draft": (SealedDraft, _("Typed and not saved")),
}
REFLECTION, TIES = "reflection", "ties"
KINDS = (REFLECTION, TIES, *OWN)


@dataclass(frozen=True)
class Kept:
    """One thing that a cohort holds of her: what it is, and its words, each with a question."""

    kind: str
    pk: int
    body: Network
    title: Any
    lines: Sequence[tuple[str, str]]


def _asked(keys: Iterable[int]) -> dict[int, str]:
    """The newest wording of questions. Two queries."""
    wanted = set(keys)
    worded = dict(
        QuestionVersion.objects.filter(question__in=wanted)
        .order_by("number")
        .values_list("question", "words")
    )
    ours = questions_in(language_now())
    ready = Question.objects.filter(pk__in=wanted).values_list("pk", "ready")
    return {key: worded.get(key) or ours.get(name, "") for key, name in ready}


def _reflections(person: Person) -> list[Kept]:
    rows = list(Reflection.objects.visible_to(person).select_related("round__body").order_by("pk"))
    said = {row.pk: opened_reflection(row) for row in rows}
    asked = _asked(key for answers in said.values() for key in answers)
    return [
        Kept(REFLECTION, row.pk, row.round.body, row.round.get_moment_display(), [
            (asked.get(key, ""), str(answer)) for key, answer in said[row.pk].items()
        ])
        for row in rows
    ]  # fmt: skip


def _ties(person: Person) -> list[Kept]:
    rows = list(Connections.objects.visible_to(person).select_related("round__body").order_by("pk"))
    said = {row.pk: opened_connections(row) for row in rows}
    named = {key for people, _beyond in said.values() for key in people}
    names = dict(Person.objects.filter(pk__in=named).values_list("pk", "display_name"))
    found = []
    for row in rows:
        people, beyond = said[row.pk]
        lines = [(names[key], str(STEPS[step])) for key, step in people.items() if key in names]
        lines += [(name, str(STEPS[step])) for name, step in beyond]
        moment = row.round.get_moment_display()
        title = _("Your ties: %(moment)s") % {"moment": moment}
        found.append(Kept(TIES, row.pk, row.round.body, title, lines))
    return found


def _of(model: type[Any], person: Person) -> Iterable[Any]:
    found = model._default_manager.filter(person=person)
    rows: Iterable[Any] = found.select_related("body").order_by("pk")
    return rows


def _own(person: Person) -> list[Kept]:
    return [
        Kept(kind, row.pk, row.body, title, [
            ("", words) for words in opened_for(person.pk, row.sealed).values()
            if isinstance(words, str) and words
        ])
        for kind, (model, title) in OWN.items()
        for row in _of(model, person)
    ]  # fmt: skip


def kept_by(person: Person) -> list[tuple[Network, list[Kept]]]:
    """All that cohorts hold of her in words, by cohort and name. As many queries, however much."""
    by_body: dict[Network, list[Kept]] = defaultdict(list)
    for each in (*_reflections(person), *_ties(person), *_own(person)):
        by_body[each.body].append(each)
    return sorted(by_body.items(), key=lambda found: (found[0].name.casefold(), found[0].pk))


def kept_one(person: Person, kind: str, pk: int) -> Kept | None:
    """One of hers; None for anybody else's, and for what is not there."""
    every = (each for _body, rows in kept_by(person) for each in rows)
    return next((each for each in every if (each.kind, each.pk) == (kind, pk)), None)
