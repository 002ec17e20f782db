"""What meetings hold about a person."""

from django.utils.translation import gettext_lazy as _

from meetings.models import Meeting
from solidarity.people.data_rights import MACHINE, Chapter, Table, hold

MEETINGS = Chapter(
    title=_("Meetings that you called"),
    why=_("So that those who are asked know who asks."),
    kept=_("As long as the network’s pages are here."),
    after=_("The meeting stays. Your name goes."),
    tables=[
        Table(
            Meeting,
            "convened_by",
            ("body__name", "title", "starts_at"),
            {
                "id": MACHINE, "body": MACHINE, "convened_by": MACHINE, "number": MACHINE,
                "about_text": MACHINE, "about_html": MACHINE, "audience": MACHINE,
                "ends_at": MACHINE, "zone": MACHINE, "place": MACHINE, "link": MACHINE,
                "called_off_at": MACHINE, "called_off_why": MACHINE, "at": MACHINE,
                "changed_at": MACHINE,
                "sequence": MACHINE, "key": MACHINE,
            },
        ),
    ],
)  # fmt: skip


def register() -> None:
    """What is held here about a person, and what becomes of it when she goes."""
    hold("70-meetings", MEETINGS)
