"""What agreements hold about a person."""

from datetime import datetime

from django.db import connection
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from coalitions import models as held
from solidarity.people.data_rights import MACHINE, OTHERS, Chapter, Table, hold, part_by, spare
from solidarity.people.models import Person

SHARED = "It belongs to the coalition: what its networks agreed, and when."

AGREEMENTS = Chapter(
    title=_("What you wrote at agreements"),
    why=_("So that networks can write down together how they work with each other."),
    kept=_("As long as the coalition is here: networks have said yes to these words."),
    after=_(
        "The words of clauses stay, since others have agreed to them. Your name is taken away from"
        " them. What you suggested and nobody took in is deleted, unless you leave your words."
    ),
    tables=[
        Table(
            held.ClauseText,
            "by",
            ("clause__body__name", "clause__title", "number", "words", "why", "at"),
            {"id": MACHINE, "by": MACHINE, "words_html": MACHINE},
        ),
        Table(
            held.Suggestion,
            lambda person: held.Suggestion.objects.filter(Q(by=person) | Q(answered_by=person)),
            ("clause__body__name", "clause__title", "words", "why", "at", "answer", "answered_at"),
            {
                "id": MACHINE, "by": MACHINE, "base": MACHINE, "network": MACHINE,
                "taken": MACHINE, "answered_by": OTHERS,
            },
        ),
        Table(
            held.Consent,
            "by",
            ("version__body__name", "version__number", "network__name", "at", "reservations"),
            {"id": MACHINE, "by": MACHINE, "inner": SHARED},
        ),
    ],
)  # fmt: skip
SPARED = dict.fromkeys((held.Clause, held.AgreementVersion, held.VersionClause), SHARED)


def forget_in_agreements(person: Person, _at: datetime, leaves_words: bool) -> None:
    """Take the name of whoever is deleted away from texts and consents, which stay.

    What she suggested and nobody took in goes, unless she leaves her words.
    """
    if not leaves_words:
        held.Suggestion.objects.filter(by=person, taken=None).delete()
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalitions_erase_person(%s)", [person.pk])


def register() -> None:
    """What is held here about a person, and what becomes of it when she goes."""
    hold("60-agreements", AGREEMENTS)
    spare(SPARED)
    part_by("coalitions", forget_in_agreements)
