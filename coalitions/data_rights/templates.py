"""What shared agreements hold about a person."""

from django.utils.translation import gettext_lazy as _

from coalitions import models as held
from solidarity.people.data_rights import MACHINE, Chapter, Table, hold, spare

SHARED = "It belongs to the coalition: when it looked again, and where its clauses are from."

TEMPLATES = Chapter(
    title=_("Agreements that you shared"),
    why=_("So that other coalitions can begin with them, and the members know who shared them."),
    kept=_("As long as the coalition offers them."),
    after=_("They stay, under their open licence. Your name is taken away from them."),
    tables=[
        Table(
            held.AgreementTemplate,
            "by",
            ("name", "summary", "version__body__name", "version__number", "shared_at"),
            {"id": MACHINE, "by": MACHINE, "version": MACHINE, "parent": SHARED,
             "names_body": SHARED},
        ),
    ],
)  # fmt: skip


def register() -> None:
    """What is held here about a person, and what becomes of it when she goes."""
    hold("61-shared-agreements", TEMPLATES)
    spare(dict.fromkeys((held.Review, held.ClauseOrigin), SHARED))
