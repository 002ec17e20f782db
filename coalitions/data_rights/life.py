"""A coalition's life: what somebody wrote that her network goes on with."""

from django.utils.translation import gettext_lazy as _

from coalitions.models import Carries, Coalition
from solidarity.people.data_rights import MACHINE, Chapter, Table, hold, spare

LIFE = Chapter(
    title=_("What you wrote at the end of a coalition"),
    why=_("So that others see what lives on after networks have parted."),
    kept=_("As long as the coalition’s pages are here."),
    after=_("The words stay, since they are a network’s. Your name goes."),
    tables=[
        Table(
            Carries,
            "by",
            ("body__name", "network__name", "words", "at"),
            {"id": MACHINE, "body": MACHINE, "network": MACHINE, "by": MACHINE},
        ),
    ],
)


def register() -> None:
    """What is held here about a person, and what becomes of it when she goes."""
    hold("62-life", LIFE)
    spare({Coalition: "where a coalition stands: nothing about a person"})
