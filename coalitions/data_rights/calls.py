"""What calls for solidarity hold about a person."""

from django.utils.translation import gettext_lazy as _

from coalitions.models import Call, CallAnswer, CallTo
from solidarity.people.data_rights import MACHINE, Chapter, Table, hold, spare

SHARED = "It belongs to the network that called, or that answered."
CALLS = Chapter(
    title=_("Calls that you wrote for a network, and answers that you gave"),
    why=_("So that networks can ask each other, and see who answered in whose name."),
    kept=_("As long as the coalition is here."),
    after=_("What was said for a network stays, without your name."),
    tables=[
        Table(
            Call,
            "by",
            (
                "body__name", "network__name", "number", "wanted", "title", "words", "until",
                "is_public", "at", "followed", "ended_at",
            ),
            {
                "id": MACHINE, "by": MACHINE, "words_html": MACHINE, "followed_html": MACHINE,
                "key": MACHINE,
            },
        ),
        Table(
            CallAnswer,
            "by",
            (
                "call__body__name", "call__title", "network__name", "reply", "words", "is_public",
                "at",
            ),
            {"id": MACHINE, "by": MACHINE, "inner": SHARED},
        ),
    ],
)  # fmt: skip


def register() -> None:
    """What is held here about a person, and what becomes of it when she goes."""
    hold("66-calls", CALLS)
    spare({CallTo: "Which networks a call names."})
