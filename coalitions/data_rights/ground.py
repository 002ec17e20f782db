"""Common ground: what somebody wrote for her network, or marked between two."""

from django.utils.translation import gettext_lazy as _

from coalitions.models import CommonText, Mark, Point
from solidarity.people.data_rights import MACHINE, Chapter, Table, hold

SHARED = "It belongs to the networks: both of them have talked about it."

GROUND = Chapter(
    title=_("What you wrote on the common ground of coalitions"),
    why=_("So that networks find out what they share, and where they differ."),
    kept=_("As long as the coalition is here: networks have confirmed it, or agreed to it."),
    after=_("The words stay, since they are a network’s. Your name goes."),
    tables=[
        Table(
            Point,
            "by",
            ("body__name", "network__name", "topic", "words", "meaning", "at", "withdrawn_at"),
            {"id": MACHINE, "body": MACHINE, "network": MACHINE, "by": MACHINE},
        ),
        Table(
            Mark,
            "by",
            ("body__name", "one__words", "other__words", "relation", "words", "at"),
            {
                "id": MACHINE, "body": MACHINE, "one": MACHINE, "other": MACHINE, "by": MACHINE,
                "one_confirmed_at": SHARED, "other_confirmed_at": SHARED,
                "dismissed_at": SHARED, "fell_back_at": SHARED,
            },
        ),
        Table(
            CommonText,
            "by",
            ("body__name", "number", "words", "closeness", "why", "at", "adopted_at"),
            {
                "id": MACHINE, "body": MACHINE, "by": MACHINE, "words_html": MACHINE,
                "decision": SHARED,
            },
        ),
    ],
)  # fmt: skip


def register() -> None:
    """What is held here about a person, and what becomes of it when she goes."""
    hold("61-ground", GROUND)
