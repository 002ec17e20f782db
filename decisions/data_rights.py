"""What decisions hold about a person."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from decisions import models as held
from decisions.actions.leaving import forget_in_decisions
from solidarity.people.data_rights import (
    KEYS,
    MACHINE,
    OTHERS,
    Chapter,
    Table,
    hold,
    part_by,
    spare,
)

SHARED = "It belongs to the network: what was asked, by which method, and what came out."
NOBODYS = "A secret ballot: nobody can tell whose it is."

DECISIONS_OWN = dict.fromkeys(
    (
        "id", "by", "staged_at", "who", "circle", "seen", "method", "options", "voices", "quorum",
        "is_secret", "published", "allows_delegation", "days_open", "urgent_reason", "in_room",
        "review_on", "reviews", "effect", "effect_about", "cancel_reason", "key",
    ),
    SHARED,
)  # fmt: skip

DECIDING = Chapter(
    title=_("What you said in decisions"),
    why=_("So that you can decide together, and everybody can count again what came out."),
    kept=_("As long as the network is here: a count that loses positions is no count."),
    after=_(
        "What you chose stays, under a number that nobody can lead back to you. Your name, your"
        " reasons and your concerns are deleted, and in rounds that are still open you have no"
        " voice any more."
    ),
    tables=[
        Table(
            held.Elector,
            "person",
            (
                "round__decision__network__name", "round__decision__title", "round__number",
                "number", "voices", "state", "speaks_for__name", "has_balloted",
            ),
            {
                "id": MACHINE, "person": MACHINE, "network": MACHINE, "is_network": MACHINE,
                "people": MACHINE,
            },
        ),
        Table(
            held.Position,
            lambda person: held.Position.objects.filter(Q(by=person) | Q(elector__person=person)),
            (
                "round__decision__network__name", "round__decision__title", "round__number",
                "choice", "at", "is_current", "departs", "confirmed_at",
            ),
            {"id": MACHINE, "elector": MACHINE, "by": MACHINE, "key": MACHINE},
        ),
        Table(
            held.PositionWords,
            lambda person: held.PositionWords.objects.filter(
                Q(position__by=person) | Q(position__elector__person=person)
            ),
            ("position__round__decision__title", "position__round__number", "reason", "rests_on"),
            {"id": MACHINE},
        ),
        Table(
            held.Concern,
            "by",
            (
                "decision__network__name", "decision__title", "stance", "words", "at", "became",
                "answer", "answered_at",
            ),
            {
                "id": MACHINE, "by": MACHINE, "round": MACHINE, "elector": MACHINE,
                "answered_by": OTHERS,
            },
        ),
        Table(
            held.Challenge,
            "by",
            (
                "decision__network__name", "decision__title", "words", "at", "state", "answer",
                "answered_at",
            ),
            {"id": MACHINE, "by": MACHINE, "answered_by": OTHERS},
        ),
        Table(
            held.Delegation,
            lambda person: held.Delegation.objects.filter(Q(giver=person) | Q(taker=person)),
            ("decision__network__name", "decision__title", "giver__handle", "taker__handle", "at"),
            {"id": MACHINE},
        ),
        Table(
            held.Backing,
            "person",
            ("position__round__decision__title", "position__round__number", "at"),
            KEYS,
        ),
        Table(
            held.Touched,
            "person",
            ("decision__network__name", "decision__title", "state", "why", "answer", "at"),
            KEYS,
        ),
        Table(
            held.CircleMember,
            "person",
            ("circle__network__name", "circle__name", "since"),
            KEYS,
        ),
        Table(
            held.Task,
            lambda person: held.Task.objects.filter(Q(holder=person) | Q(by=person)),
            ("network__name", "words", "due_on", "done_at", "at"),
            {
                "id": MACHINE, "owner_type": MACHINE, "owner_id": MACHINE, "holder": MACHINE,
                "by": MACHINE,
            },
        ),
        Table(
            held.Decision,
            "by",
            ("network__name", "number", "title", "subject", "made_at", "stage"),
            DECISIONS_OWN,
        ),
        Table(
            held.Version,
            "by",
            ("decision__network__name", "decision__title", "number", "words", "why", "at"),
            {"id": MACHINE, "by": MACHINE, "words_html": MACHINE},
        ),
    ],
)  # fmt: skip
SPARED = {
    **dict.fromkeys(
        (
            held.Round, held.Outcome, held.Mandate, held.Circle, held.Customs, held.UsualMethod,
            held.OwnVoices, held.Template,
        ),
        SHARED,
    ),
    held.Ballot: NOBODYS,
}  # fmt: skip


def register() -> None:
    """Called when the app starts."""
    hold("59-deciding", DECIDING)
    spare(SPARED)
    part_by("decisions", forget_in_decisions)
