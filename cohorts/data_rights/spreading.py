"""Forks, and what becomes of an ended cohort."""

from django.utils.translation import gettext_lazy as _

from cohorts.models import SharedProgramme, Taken
from solidarity.people.data_rights import MACHINE, Chapter, Table, hold, spare

SPREADING = Chapter(
    title=_("Programmes of cohorts that you shared"),
    why=_("So that others can begin with them, and see when that was made possible."),
    kept=_("As long as the programme is shared."),
    after=_("It stays shared, without your name."),
    tables=[
        Table(
            SharedProgramme,
            "by",
            ("body__name", "summary", "at"),
            {"id": MACHINE, "by": MACHINE},
        ),
    ],
)


def register() -> None:
    """What is held here about a person, and what becomes of it when she goes."""
    hold("74-programmes", SPREADING)
    spare({Taken: "What a cohort did with a piece of another: nothing about a person."})
