"""What is held about a person of what makes it hard, and of those who never come."""

from django.utils.translation import gettext_lazy as _

from coalitions.models import AskedPerson, Asking, Away, Hardship
from solidarity.people.data_rights import KEYS, MACHINE, Chapter, Table, hold, spare

HARD = Chapter(
    title=_("What you said is hard for a network, and that you were asked why you never come"),
    why=_("So that a coalition sees where support is wanted, and hears those who are not there."),
    kept=_(
        "What was said for a network: as long as the coalition is here. That you were asked: until"
        " the question closes, three weeks at most. What you answered has no name: nobody finds it."
    ),
    after=_(
        "What was said for a network stays, without your name. That you were asked is deleted."
    ),
    tables=[
        Table(
            Hardship,
            "by",
            ("body__name", "network__name", "kind", "words", "wants_support", "at", "eased_at"),
            {"id": MACHINE, "by": MACHINE},
        ),
        Table(
            Asking,
            "by",
            ("body__name", "words", "at", "closes_at"),
            {"id": MACHINE, "by": MACHINE},
        ),
        Table(
            AskedPerson,
            "person",
            ("asking__body__name", "asking__words", "asking__at", "answered"),
            KEYS,
        ),
    ],
)


def register() -> None:
    """What is held here about a person, and what becomes of it when she goes."""
    hold("65-hard", HARD)
    spare({Away: "An answer without a name, time or order: nobody can tell whose it is."})
