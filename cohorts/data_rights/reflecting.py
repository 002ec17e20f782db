"""Reflections, connections, the report."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from cohorts.answers import opened_connections, opened_reflection
from cohorts.asking import questions_in
from cohorts.models import (
    Coding,
    Connections,
    Edition,
    Question,
    QuestionVersion,
    Reflection,
    Round,
    Shared,
    Strand,
)
from cohorts.queries.connecting import STEPS
from solidarity.people.data_rights import KEYS, MACHINE, Chapter, Table, hold, part_by, spare
from solidarity.people.languages import language_now
from solidarity.people.models import Person


class _Row:
    def __init__(self, person: Person, sealed: str) -> None:
        self.person_id, self.sealed = person.pk, sealed


def _answers(person: Person, row: Mapping[str, Any]) -> dict[str, Any]:
    """Her answers, question by question."""
    said = opened_reflection(_Row(person, row["sealed"]))
    asked = {each.pk: each for each in Question.objects.filter(pk__in=list(said))}
    newest = QuestionVersion.objects.filter(question__in=list(said)).order_by("number")
    words = {each.question_id: each.words for each in newest}
    ours = questions_in(language_now())
    return {
        words.get(key) or ours.get(asked[key].ready, ""): answer
        for key, answer in said.items() if key in asked
    }  # fmt: skip


def _ties(person: Person, row: Mapping[str, Any]) -> dict[str, str]:
    """How strong she said her ties are, by name."""
    people, beyond = opened_connections(_Row(person, row["sealed"]))
    names = dict(Person.objects.filter(pk__in=list(people)).values_list("pk", "display_name"))
    known = {names[key]: str(STEPS[step]) for key, step in people.items() if key in names}
    return known | {name: str(STEPS[step]) for name, step in beyond}


REFLECTING = Chapter(
    title=_("How you looked back in cohorts"),
    why=_("So that you see what changed for you, and all of you together what changed for many."),
    kept=_("Until you withdraw it, leave the cohort, or delete your account. It is kept sealed."),
    after=_(
        "All of it is deleted at once, with what you shared of it. Figures of five people and more"
        " stay in the editions that were made before; who was counted there is kept sealed."
    ),
    tables=[
        Table(
            Reflection, "person",
            ("round__body__name", "round__moment", "began_at", "finished_at", "sealed"),
            KEYS, opened={"sealed": _answers},
        ),
        Table(
            Shared, lambda person: Shared.objects.filter(reflection__person=person),
            ("reflection__round__moment", "question__place", "quoting", "at"),
            {"id": MACHINE, "reflection": MACHINE, "question": MACHINE},
        ),
        Table(
            Connections, "person",
            ("round__body__name", "round__moment", "may_name", "said_at", "sealed"),
            KEYS, opened={"sealed": _ties},
        ),
        Table(
            QuestionVersion, "by",
            ("question__body__name", "number", "words", "why", "at"),
            {"id": MACHINE, "by": MACHINE, "question": MACHINE, "words_html": MACHINE},
        ),
        Table(
            Coding, "by", ("strand__name", "at"),
            {"id": MACHINE, "by": MACHINE, "shared": MACHINE},
        ),
        Table(
            Edition, "by", ("body__name", "number", "made_at", "published_at", "decision"),
            {"id": MACHINE, "by": MACHINE, "figures": "Of five people and more; of her nothing.",
             "counted": "Sealed; it leads to others.", "pictures": "Sealed; it leads to others.",
             "spoken": "What facilitators found, and keys of answers of others."},
        ),
    ],
)  # fmt: skip


def _part(person: Person, at: datetime, _leaves_words: bool = True) -> None:
    """Pictures that her ties are in go with them."""
    bodies = Connections.objects.filter(person=person).values("round__body")
    Edition.objects.filter(body__in=bodies).update(pictures="")


def register() -> None:
    """What is held here about a person, and what becomes of it when she goes."""
    hold("76-reflecting", REFLECTING)
    part_by("cohorts.reflecting", _part)
    spare({
        Round: "A cohort's: when it looks back.",
        Question: "A cohort's: its words are in its versions.",
        Strand: "What facilitators see in many answers; of whom, its codings say.",
    })  # fmt: skip
