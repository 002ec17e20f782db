"""The call, applications, nominations, conversations, choosing."""

from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cohorts.actions.applying import forget
from cohorts.models import (
    Application,
    ApplicationAnswer,
    ApplicationNote,
    Cohort,
    Departure,
    Draw,
    Gathering,
    Nomination,
    NoNominations,
    OpenNetwork,
    ProgrammeQuestion,
    Quota,
    RoleOffer,
)
from cohorts.queries.applying import no_nominations
from solidarity.inbox.models import Notice
from solidarity.people.data_rights import (
    KEYS,
    MACHINE,
    OTHERS,
    SECRET,
    Chapter,
    Table,
    hold,
    part_by,
    spare,
)
from solidarity.people.models import Person

APPLYING = Chapter(
    title=_("Your applications to cohorts, and what you did for a cohort"),
    why=_("So that those who facilitate can bring together people who differ."),
    kept=_("As long as the programme says, some months after the choice; at once if you withdraw."),
    after=_("Applications and nominations are deleted. What you did for a cohort loses your name."),
    tables=[
        Table(
            Application,
            "person",
            (
                "cohort__network__name", "at", "causes", "region", "country", "position",
                "experience", "languages", "was_nominated", "talked_on", "chance", "state",
                "letter", "answered_at",
            ),
            KEYS | {"will_talk": OTHERS, "talked_with": OTHERS, "answered_by": OTHERS,
                    "is_proposed": "It is the facilitators’ sketch until they answer."},
        ),
        Table(
            ApplicationAnswer,
            "application__person",
            ("application__cohort__network__name", "question", "words"),
            {"id": MACHINE, "position": MACHINE},
        ),
        Table(
            ApplicationNote,
            lambda person: ApplicationNote.objects.filter(
                Q(application__person=person) | Q(by=person)
            ),
            ("application__cohort__network__name", "words", "at"),
            {"id": MACHINE, "by": OTHERS},
        ),
        Table(
            Nomination,
            "whom",
            ("cohort__network__name", "words", "at", "state", "answered_at"),
            {"id": MACHINE, "whom": MACHINE, "by": OTHERS, "token_digest": SECRET,
             "address_digest": MACHINE},
        ),
        Table(NoNominations, no_nominations, ("at",), KEYS | {"address_digest": MACHINE}),
        Table(
            RoleOffer,
            "person",
            ("network__name", "at", "answered_at", "is_accepted"),
            KEYS | {"by": OTHERS},
        ),
        Table(
            Departure,
            "by",
            ("draw__cohort__network__name", "at", "reason", "came", "went"),
            {"id": MACHINE, "by": MACHINE},
        ),
    ],
)  # fmt: skip


def _forget(person: Person, at: datetime, _leaves_words: bool) -> None:
    """Delete her applications with what was said about them, and what others were told."""
    forget(Application.objects.filter(person=person).values_list("pk", flat=True))
    offers = RoleOffer.objects.filter(person=person).values_list("pk", flat=True)
    about = {"about_type": ContentType.objects.get_for_model(RoleOffer), "about_id__in": [*offers]}
    Notice.objects.filter(**about).delete()


def register() -> None:
    """What is held here about a person, and what becomes of it when she goes."""
    hold("68-applications", APPLYING)
    part_by("cohorts", _forget)
    spare({
        Cohort: "a cohort's programme: nothing about a person",
        Gathering: "How a cohort chooses: nothing about a person.",
        OpenNetwork: "Which networks may apply.",
        ProgrammeQuestion: "What a cohort asks everybody.",
        Quota: "The mix that a cohort wants: numbers of no person.",
        Draw: "What everybody may read of a lottery; who asked for it stands in the log.",
    })  # fmt: skip
