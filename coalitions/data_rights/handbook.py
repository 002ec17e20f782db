"""What the handbook holds about a person."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from coalitions.models import Account, Page, PageVersion
from solidarity.people.data_rights import MACHINE, OTHERS, Chapter, Table, hold, spare

HANDBOOK = Chapter(
    title=_("What you wrote into handbooks, and the accounts that you hold"),
    why=_("So that those who belong find what they need, and know whom to ask."),
    kept=_("As long as the coalition is here."),
    after=_("The pages stay, without your name. You are named with no account any more."),
    tables=[
        Table(
            PageVersion,
            "by",
            ("page__body__name", "page__title", "number", "words", "outside", "why", "at"),
            {"id": MACHINE, "by": MACHINE, "words_html": MACHINE, "outside_html": MACHINE},
        ),
        Table(
            Account,
            lambda person: Account.objects.filter(Q(holder=person) | Q(second=person)),
            ("body__name", "name", "what_for", "since", "ended_at"),
            {"id": MACHINE, "holder": MACHINE, "second": OTHERS},
        ),
    ],
)


def register() -> None:
    """What is held here about a person, and what becomes of it when she goes."""
    hold("63-handbook", HANDBOOK)
    spare({Page: "It belongs to the coalition; its words are in its versions."})
