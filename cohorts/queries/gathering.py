"""What a programme says beside the cohort's own row: who may apply, what is asked, who leads."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from cohorts.models import (
    Answered,
    Cohort,
    Gathering,
    OpenNetwork,
    OpenTo,
    ProgrammeQuestion,
    RoleOffer,
)
from cohorts.queries.cohort import cohort_of
from cohorts.queries.reporting import is_published
from networks.models import Kind, Membership, Network, State
from networks.models.network import is_seen_by
from networks.rules import Standing
from solidarity.people.models import Person, Viewer

WORDS = (
    "purpose_text", "starts_on", "ends_on", "rhythm", "days_a_month", "seats", "languages",
    "zone", "zones_words", "pays", "costs", "access_support", "open_to", "apply_by",
    "answers_by",
)  # fmt: skip
OF_CHOOSING = ("by_lottery", "keeps_months")


def gathering_of(cohort: Cohort) -> Gathering:
    """How people are chosen; unsaved, as usual, where nobody has said it. One query."""
    found = Gathering.objects.filter(cohort=cohort).first()
    return found or Gathering(cohort=cohort)


def questions_of(cohort: Cohort) -> list[ProgrammeQuestion]:
    """What applicants are asked, in order. One query."""
    return list(ProgrammeQuestion.objects.filter(cohort=cohort).order_by("position"))


def open_networks(cohort: Cohort, viewer: Viewer) -> list[Network]:
    """The networks whose members may apply, as far as the viewer may know of them. One query."""
    if cohort.open_to == OpenTo.EVERYBODY:
        return []
    found = OpenNetwork.objects.filter(is_seen_by(viewer, "network"), cohort=cohort)
    return [each.network for each in found.select_related("network").order_by("network__name")]


def is_let(cohort: Cohort, person: Person) -> bool:
    """Whether the call is open to `person`: to everybody, or to a network that she is in."""
    if cohort.open_to == OpenTo.EVERYBODY:
        return True
    mine = Membership.objects.filter(person=person, state=State.ACTIVE).values("network")
    return OpenNetwork.objects.filter(cohort=cohort, network__in=mine).exists()


def offers_in(network: Network) -> list[RoleOffer]:
    """Who is asked to facilitate and has not answered. One query."""
    found = RoleOffer.objects.filter(network=network, answered_at=None)
    return list(found.select_related("person").order_by("at", "pk"))


def offer_to(network: Network, viewer: Viewer) -> RoleOffer | None:
    """The offer that waits for the viewer's own answer. One query."""
    return RoleOffer.objects.filter(network=network, person=viewer.pk, answered_at=None).first()


def last_day(cohort: Cohort) -> date | None:
    """The last day on which people can apply, where the cohort names its hours."""
    return cohort.apply_by.astimezone(ZoneInfo(cohort.zone)).date() if cohort.apply_by else None


def end_of_day(day: date | None, zone: str) -> datetime | None:
    """The last minute of a day there."""
    return datetime.combine(day, time(23, 59), ZoneInfo(zone)) if day else None


def programme_words(cohort: Cohort, gathering: Gathering) -> dict[str, Any]:
    """What the programme says, as its form has it."""
    said = {name: getattr(cohort, name) for name in WORDS}
    said["apply_by"] = last_day(cohort)
    said |= {name: getattr(gathering, name) for name in OF_CHOOSING}
    said["positions"] = "\n".join(gathering.positions)
    said["questions"] = "\n".join(each.words for each in questions_of(cohort))
    slugs = OpenNetwork.objects.filter(cohort=cohort).order_by("network__slug")
    said["networks"] = "\n".join(slugs.values_list("network__slug", flat=True))
    return said


def unanswered(cohort: Cohort) -> int:
    """How many applications have no answer yet. One query."""
    return cohort.applications.filter(state=Answered.SENT).count()


@dataclass(frozen=True)
class AboutCohort:
    """What the first page of a cohort says of it."""

    cohort: Cohort
    has_report: bool  # that everybody reads


def about_cohort(viewer: Viewer, network: Network, standing: Standing) -> AboutCohort | None:
    """Where it stands; None for no cohort. Two queries."""
    if network.kind != Kind.COHORT:
        return None
    cohort = cohort_of(network)
    if cohort is None:
        return None
    return AboutCohort(cohort, is_published(network))
