"""What walking in, leaving and being asked to leave hold about a person."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from coalitions.models import LeaveRequest, LeavingPath, PresentAnswer, Step, Walk
from solidarity.people.data_rights import MACHINE, OTHERS, Chapter, Table, hold, spare

JOINING = Chapter(
    title=_("What you did for a network on its way into a coalition, or out of it"),
    why=_("So that the others can see who began it, and what was said for which network."),
    kept=_("As long as the coalition is here."),
    after=_("What was said for a network stays, without your name."),
    tables=[
        Table(
            Walk,
            "begun_by",
            ("body__name", "network__name", "version__number", "begun_at", "ended_at"),
            {"id": MACHINE, "begun_by": MACHINE, "approach": MACHINE, "host": OTHERS},
        ),
        Table(
            Step,
            "by",
            ("walk__body__name", "walk__network__name", "clause__title", "at"),
            {"id": MACHINE, "by": MACHINE},
        ),
        Table(
            PresentAnswer,
            "by",
            ("network__name", "question__words", "words", "at"),
            {"id": MACHINE, "by": MACHINE},
        ),
        Table(
            LeaveRequest,
            lambda person: LeaveRequest.objects.filter(Q(by=person) | Q(answered_by=person)),
            (
                "body__name", "network__name", "clause__title", "reason", "told_at",
                "answer_until", "decide_from", "state", "answer", "answered_at", "decision",
                "fate", "decided_at",
            ),
            {"id": MACHINE, "by": MACHINE, "answered_by": OTHERS},
        ),
    ],
)  # fmt: skip


def register() -> None:
    """What is held here about a person, and what becomes of it when she goes."""
    hold("64-coming-and-going", JOINING)
    spare({LeavingPath: "It belongs to the coalition: two numbers of days."})
