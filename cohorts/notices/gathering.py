"""Who is told that she is asked to facilitate, of her answer, and what waits for facilitators."""

from datetime import datetime

from django.urls import reverse

from cohorts.models import Answered, Cohort, RoleOffer, Stage
from cohorts.queries.people import who_facilitate
from solidarity.inbox.notices import tell, tell_each


def asked_to_facilitate(offer: RoleOffer) -> None:
    """Ask her, in the stewards' name."""
    tell(
        offer.person, kind="cohorts.facilitate", about=offer, key=str(offer.pk), at=offer.at,
        words=offer.by.display_name if offer.by else "", asks=True,
    )  # fmt: skip


def offer_answered(offer: RoleOffer, *, at: datetime) -> None:
    """Tell the steward who asked."""
    if offer.by is not None:
        kind = "cohorts.facilitates" if offer.is_accepted else "cohorts.facilitates_not"
        name = offer.person.display_name
        tell(offer.by, kind=kind, about=offer, key=str(offer.pk), at=at, words=name)


def seat_free(cohort: Cohort, *, key: str, at: datetime) -> None:
    """Tell those who facilitate that a seat is free; not by whom. key: of what freed it.

    Only while the cohort comes together or is under way: before that nobody has a seat.
    """
    if cohort.stage not in {Stage.CHOOSING, Stage.RUNNING}:
        return
    waiting = cohort.applications.filter(state=Answered.WAITING).count()
    tell_each(
        who_facilitate(cohort.network), kind="cohorts.seat_free", about=cohort.network, key=key,
        at=at, words=str(waiting), url=reverse("cohorts:choosing", args=[cohort.network.slug]),
    )  # fmt: skip


def call_over(cohort: Cohort, *, applied: int, at: datetime) -> None:
    """Tell those who facilitate, once, that the last day to apply is over, and what comes next."""
    tell_each(
        who_facilitate(cohort.network), kind="cohorts.call_over", about=cohort.network,
        key=f"{cohort.pk}-{cohort.apply_by:%Y-%m-%d}", at=at, words=str(applied),
        url=reverse("cohorts:programme", args=[cohort.network.slug]), asks=True,
    )  # fmt: skip
