"""What meetings hold about a person."""

from django.utils.translation import gettext_lazy as _

from meetings import models as held
from solidarity.people.data_rights import KEYS, MACHINE, SECRET, Chapter, Table, hold, spare

WHOLE = dict.fromkeys(
    (
        "id", "body", "convened_by", "number", "about_text", "about_html", "audience", "ends_at",
        "zone", "place", "link", "called_off_at", "called_off_why", "at", "changed_at", "sequence",
        "key", "series", "series_day", "apart", "latitude", "longitude", "check_out",
    ),
    MACHINE,
)  # fmt: skip
NAMELESS = "It says what somebody needs, and nothing leads to her: no name, no time, no order."

MEETINGS = Chapter(
    title=_("Meetings that you called"),
    why=_("So that those who are asked know who asks."),
    kept=_("As long as the network’s pages are here."),
    after=_("The meeting stays. Your name goes."),
    tables=[
        Table(held.Meeting, "convened_by", ("body__name", "title", "starts_at"), WHOLE),
        Table(
            held.Series, "by", ("body__name", "title", "first_on", "time", "ended_at"),
            {
                "id": MACHINE, "body": MACHINE, "by": MACHINE, "about_text": MACHINE,
                "audience": MACHINE, "place": MACHINE, "link": MACHINE, "rhythm": MACHINE,
                "every": MACHINE, "minutes": MACHINE, "zone": MACHINE, "at": MACHINE,
                "key": MACHINE, "check_out": MACHINE,
            },
        ),
        Table(
            held.Slot, "by", ("meeting__title", "starts_at"),
            {"id": MACHINE, "by": MACHINE, "meeting": MACHINE, "ends_at": MACHINE},
        ),
        Table(
            held.Item, "by", ("meeting__title", "title", "minutes"),
            {
                "id": MACHINE, "by": MACHINE, "meeting": MACHINE, "holder": MACHINE,
                "position": MACHINE, "decision": MACHINE, "key": MACHINE,
            },
        ),
        Table(
            held.MinutesVersion, "by", ("meeting__title", "number", "words", "why", "at"),
            {"id": MACHINE, "by": MACHINE, "meeting": MACHINE, "words_html": MACHINE},
        ),
        Table(
            held.Redaction, "by", ("meeting__title", "words", "out_at", "at"),
            {
                "id": MACHINE, "by": MACHINE, "meeting": MACHINE, "words_html": MACHINE,
                "of_number": MACHINE,
            },
        ),
    ],
)  # fmt: skip
COMING = Chapter(
    title=_("Meetings that you come to"),
    why=_("So that those who prepare a meeting know who comes, and your calendar shows it."),
    kept=_("As long as the meeting stands in the network’s list."),
    after=_("It is deleted: nobody sees any more that you came, or what you said at the end."),
    tables=[
        Table(held.Coming, "person", ("meeting__title", "says", "was_there", "at"),
              KEYS | {"meeting": MACHINE}),
        Table(held.SlotAnswer, "person", ("slot__starts_at", "says"), KEYS),
        Table(held.Turn, "person", ("meeting__title", "duty"), KEYS | {"meeting": MACHINE}),
        Table(held.TurnOffer, "to", ("meeting__title", "duty", "at"),
              {"id": MACHINE, "to": MACHINE, "by": MACHINE, "meeting": MACHINE}),
        Table(held.CheckOut, "person", ("meeting__title", "words", "at"),
              KEYS | {"meeting": MACHINE}),
        Table(
            held.Guest, "person", ("meeting__title", "at"),
            KEYS | {
                "meeting": MACHINE, "token_digest": SECRET, "address_digest": MACHINE,
                "invited_by": MACHINE,
            },
        ),
        Table(held.CalendarFeed, "person", ("body__name", "made_at"), KEYS | {"digest": SECRET}),
    ],
)  # fmt: skip


def register() -> None:
    """What is held here about a person, and what becomes of it when she goes."""
    hold("70-meetings", MEETINGS)
    hold("71-coming", COMING)
    spare({
        held.Need: NAMELESS,
        held.NamedDecision: "It joins a meeting and a decision; neither leads to a person.",
    })  # fmt: skip
