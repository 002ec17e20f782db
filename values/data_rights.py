"""What is held of somebody's values, and what becomes of it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from solidarity.people.data_rights import KEYS, Chapter, Table, hold, part_by, rest_by, spare
from solidarity.people.models import Person
from values import models as held
from values.actions.consenting import leave
from values.answers import opened_answers
from values.cards import opened_cards
from values.models import CardSort, Consent, OwnValue, Pool, Sheet
from values.naming import opened_words
from values.science.instruments import instrument


def _opened(person: Person, row: Mapping[str, Any]) -> dict[str, str]:
    """Her answers, statement by statement; what was no answer is not there."""
    of = instrument(row["instrument"])
    words = of.words(get_language() or "en") if of.has_wording else None
    said = {}
    for number, answer in sorted(opened_answers(person.pk, row["sealed"]).items()):
        statement = f"{number} {words.statements[number]}" if words else str(number)
        label = words.labels[answer - of.low] if words else ""
        said[statement] = f"{answer} {label}".strip()
    return said


def _opened_words(person: Person, row: Mapping[str, Any]) -> dict[str, Any]:
    """What she keeps to herself of a value of her own, for her alone."""
    return opened_words(person.pk, row["sealed"]) if row["sealed"] else {}


def _opened_cards(person: Person, row: Mapping[str, Any]) -> dict[str, str]:
    """Her cards: in which pile each is, whether it is one of the few, and what she wrote to it."""
    of = instrument(row["instrument"])
    words, sorting = of.words(get_language() or "en"), opened_cards(person.pk, row["sealed"])
    said = {}
    for number, pile in sorted(sorting.piles.items()):
        few = [str(_("one of the few"))] if number in sorting.chosen else []
        parts = [words.labels[pile - of.low], *few, sorting.meanings.get(number, "")]
        said[words.statements[number]] = "; ".join(part for part in parts if part)
    return said


VALUES = Chapter(
    title=_("What you hold dear"),
    why=_("So that you see your circle. You agreed to it, and can take that back at any time."),
    kept=_("Until you take it back, or delete a sheet. Answers are kept sealed."),
    after=_("All of it is deleted."),
    tables=[
        Table(
            Consent,
            "person",
            ("wording", "given_at", "withdrawn_at"),
            KEYS,
        ),
        Table(
            CardSort,
            "person",
            ("instrument", "began_at", "finished_at", "sealed"),
            KEYS
            | {
                "order": "It says in which order the cards were dealt, and nothing of her.",
                "step": "How far she was.",
            },
            opened={"sealed": _opened_cards},
        ),
        Table(
            Sheet,
            "person",
            ("instrument", "about", "began_at", "finished_at", "sealed"),
            KEYS
            | {
                "pool": "Whose typical member it is about: it leads to others.",
                "order": "It says in which order the statements stood, and nothing of her.",
                "screen": "How far she was.",
            },
            opened={"sealed": _opened},
        ),
    ],
)
WORDS = Chapter(
    title=_("Values in your own words"),
    why=_("So that you have them, and others read those that you say on your profile."),
    kept=_("Until you delete them. What only you see is kept sealed."),
    after=_("All of it is deleted."),
    tables=[
        Table(
            OwnValue,
            "person",
            (
                "name", "meaning", "story", "places", "is_off_map", "is_said", "written_at",
                "sealed",
            ),
            KEYS,
            opened={"sealed": _opened_words},
        )
    ],
)  # fmt: skip


SHARING = Chapter(
    title=_("Where you put your circle together with others’"),
    why=_("So that nobody’s circle is counted more often than three times in a life."),
    kept=_("As long as you have an account, also after you took your circle out."),
    after=_("All of it is deleted. The sums that you were in go with the next picture."),
    tables=[
        Table(
            held.Share,
            "person",
            ("slot", "sealings", "gives_gap", "shared_at", "left_at"),
            KEYS | {"pool": "It leads to others."},
        ),
        Table(
            held.Spending,
            "person",
            ("number", "rho", "at", "batch__sort"),
            KEYS | {"pool": "It leads to others.", "batch": "It leads to others."},
        ),
        Table(
            held.Part,
            "person",
            ("sort", "batch__sealed_at"),
            KEYS | {"pool": "It leads to others.", "batch": "It leads to others."},
        ),
    ],
)
SPARED = {
    Pool: "It says when a pool began, and of whom nothing.",
    held.Batch: "A sum of many with noise: nobody can be told from it.",
    held.Publication: "A mean of such sums: nobody can be told from it.",
}


def leave_pools(person: Person, at: datetime, _leaves_words: bool = True) -> None:
    """Nothing is made with her answers any more."""
    leave(person, at=at)


def register() -> None:
    """Called when the app starts."""
    hold("25-values", VALUES)
    hold("26-own-words", WORDS)
    hold("27-sharing", SHARING)
    spare(SPARED)
    part_by("values.pools", leave_pools)
    rest_by("values.pools", leave_pools)
