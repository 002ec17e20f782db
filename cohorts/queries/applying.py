"""Applications and nominations, as those concerned read them."""

from datetime import datetime

from django.db.models import Count, Q, QuerySet
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from cohorts.models import (
    Answered,
    Application,
    ApplicationNote,
    Cohort,
    Experience,
    Nominated,
    Nomination,
    NoNominations,
    Region,
    Stage,
)
from cohorts.rules.applying import why_not_nominate
from networks.actions.inviting import hidden_address
from networks.models import Membership, State
from networks.models.network import is_seen_by
from solidarity.people.causes import labels_of
from solidarity.people.countries import countries_now
from solidarity.people.languages import names_of
from solidarity.people.models import Person, Viewer
from solidarity.threads.models import Thread
from solidarity.threads.queries import threads_of

EVERYBODY = Q()
LABELS = {
    "causes": _("Causes"),
    "region": _("Part of the world"),
    "country": _("Country"),
    "position": _("Position in a system"),
    "experience": _("Experience"),
    "languages": _("Languages"),
}


def application_of(cohort: Cohort, viewer: Viewer) -> Application | None:
    """The viewer's own application. One query."""
    found = Application.objects.filter(cohort=cohort, person=viewer.pk).first()
    return _with(cohort, found)


def application_in(cohort: Cohort, pk: int) -> Application | None:
    """The application of this key, with whose it is and what was answered."""
    found = Application.objects.select_related("person", "talked_with", "will_talk", "answered_by")
    return _with(cohort, found.prefetch_related("answers").filter(cohort=cohort, pk=pk).first())


def _with(cohort: Cohort, application: Application | None) -> Application | None:
    if application is not None:
        application.cohort = cohort
    return application


# What those who facilitate look for, in the order in which it happens; each is a way to filter.
STEPS = {
    "talk": (_("Wait for a conversation"), Q(state=Answered.SENT, talked_on=None)),
    "letter": (_("Talked, wait for a letter"), Q(state=Answered.SENT, talked_on__isnull=False)),
    "group": (_("In the group"), Q(is_proposed=True)),
    **{
        str(each): (each.label, Q(state=each))
        for each in (Answered.ACCEPTED, Answered.WAITING, Answered.DECLINED)
    },
}


def mine_to_talk(person: Person) -> Q:
    """Whom `person` has said that she will talk with, and has not yet."""
    return Q(will_talk=person, state=Answered.SENT, talked_on=None)


def applications_to(cohort: Cohort, *, where: Q = EVERYBODY) -> QuerySet[Application]:
    """All who applied and of whom `where` is so."""
    found = Application.objects.filter(where, cohort=cohort)
    return found.select_related("person", "talked_with", "will_talk")


def counts_by_step(cohort: Cohort, person: Person) -> dict[str, int]:
    """How many applications stand where: `all`, `mine`, and each of STEPS. One query."""
    steps = {step: Count("pk", filter=where) for step, (_label, where) in STEPS.items()}
    found = Application.objects.filter(cohort=cohort).order_by()
    return found.aggregate(all=Count("pk"), mine=Count("pk", filter=mine_to_talk(person)), **steps)


def notes_on(application: Application) -> list[ApplicationNote]:
    """What those who facilitate noted, the earliest first. One query."""
    return list(application.notes.select_related("by").order_by("pk"))


def to_answer(cohort: Cohort, state: str) -> QuerySet[Application]:
    """Who could be given this answer next, those who waited longest first."""
    found = Application.objects.filter(cohort=cohort).select_related("person").order_by("pk")
    if state == Answered.ACCEPTED:
        waits = [Answered.SENT, Answered.WAITING]
        return found.filter(is_proposed=True, talked_on__isnull=False, state__in=waits)
    return found.filter(is_proposed=False, state=Answered.SENT)


def said_in(application: Application) -> list[tuple[str, str]]:
    """What somebody says of herself, feature by feature: codes in the reader's words."""
    words = {
        "causes": ", ".join(labels_of(application.causes)),
        "region": dict(Region.choices).get(application.region, ""),
        "country": countries_now().get(application.country, ""),
        "position": application.position,
        "experience": dict(Experience.choices).get(application.experience, ""),
        "languages": ", ".join(names_of(application.languages)),
    }
    return [(str(LABELS[name]), str(words[name])) for name in LABELS]


def chance_words(application: Application) -> str:
    """Her chance in the lottery, in words; "" where none was drawn."""
    if application.chance is None:
        return ""
    return f"{number_format(round(application.chance * 100, 1), 1)} %"


def conversation_about(application: Application) -> Thread | None:
    """What was said about it, once something was."""
    thread = threads_of(application).first()
    if thread is not None:
        thread.owner = application
    return thread


def nomination_of(cohort: Cohort, viewer: Viewer) -> Nomination | None:
    """Who thought of the viewer, and where that stands. One query."""
    found = Nomination.objects.filter(cohort=cohort, whom=viewer.pk).select_related("by").first()
    if found is not None:
        found.cohort = cohort
    return found


def nomination_held(held: str, *, at: datetime) -> Nomination | None:
    """The nomination of this token, while the call is open and everybody may read of it; or None.

    held: its digest. One query.
    """
    found = Nomination.objects.select_related("cohort__network", "by").filter(token_digest=held)
    nomination = found.first() if held else None
    if nomination is None or why_not_nominate(nomination.cohort, at=at):
        return None
    return nomination


def no_nominations(person: Person) -> QuerySet[NoNominations]:
    """Where she said that nobody shall nominate her: here, or by a mail to her address."""
    hidden = hidden_address(person.email)
    return NoNominations.objects.filter(Q(person=person) | Q(address_digest=hidden))


def applications_of(person: Person) -> list[Application]:
    """All of hers, the newest first, also those to cohorts that are hidden by now. One query."""
    found = Application.objects.filter(person=person).select_related("cohort__network")
    return list(found.order_by("-pk"))


def nominations_of(person: Person) -> list[Nomination]:
    """Those that wait for her answer, while she could still apply. One query."""
    found = Nomination.objects.filter(
        is_seen_by(person, "cohort__network"), whom=person, state=Nominated.ASKED,
        cohort__stage=Stage.OPEN,
    )  # fmt: skip
    return list(found.select_related("cohort__network").order_by("-pk"))


def seats_taken(cohort: Cohort) -> int:
    """How many seats are taken: by whoever was let in and is still there. One query."""
    inside = Membership.objects.filter(network=cohort.network_id, state=State.ACTIVE)
    found = Application.objects.filter(cohort=cohort, state=Answered.ACCEPTED)
    return found.filter(person__in=inside.values("person")).count()
