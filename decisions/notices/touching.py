"""Who is told that a question touches her, that somebody asks to be in, and what was challenged."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q, QuerySet
from django.urls import reverse

from decisions.models import Challenge, Decision, Touched
from networks.models import Membership, Role, State
from solidarity.inbox.notices import tell, tell_each
from solidarity.people.models import Person

MOST_TOLD = 50


def url_of(decision: Decision, page: str) -> str:
    """The address of a page of a decision."""
    return reverse(f"decisions:{page}", args=[decision.network.slug, decision.number])


def leading(decision: Decision) -> QuerySet[Person]:
    """Who brought it in, and the stewards."""
    stewards = Membership.objects.filter(
        network=decision.network, role=Role.STEWARD, state=State.ACTIVE
    )
    both = Q(pk__in=stewards.values("person")) | Q(pk=decision.by_id)
    return Person.objects.here().filter(both).order_by("pk")


def named(touched: Touched, *, at: datetime) -> None:
    """Tell her that she decides with the others, since it touches her."""
    tell(
        touched.person, kind="decisions.touches_you", about=touched.decision, at=at,
        key=str(touched.pk), url=url_of(touched.decision, "affected"),
    )  # fmt: skip


def asked(touched: Touched, *, at: datetime) -> None:
    """Tell those who answer that somebody asks to be in."""
    tell_each(
        leading(touched.decision).exclude(pk=touched.person_id)[:MOST_TOLD],
        kind="decisions.asks_in", about=touched.decision, key=str(touched.pk), at=at, asks=True,
        words=touched.person.display_name, url=url_of(touched.decision, "affected"),
    )  # fmt: skip


def answered(touched: Touched, *, at: datetime) -> None:
    """Tell her what became of it."""
    tell(
        touched.person, kind="decisions.touch_answered", about=touched.decision, at=at,
        key=f"{touched.pk}-{at.timestamp():.0f}", words=touched.answer,
        url=url_of(touched.decision, "affected"),
    )  # fmt: skip


def challenged(challenge: Challenge, *, at: datetime) -> None:
    """Tell who brought it in, and the stewards."""
    tell_each(
        leading(challenge.decision).exclude(pk=challenge.by_id or 0)[:MOST_TOLD],
        kind="decisions.challenged", about=challenge.decision, key=str(challenge.pk), at=at,
        asks=True, url=url_of(challenge.decision, "challenge"),
    )  # fmt: skip


def challenge_answered(challenge: Challenge, others: Iterable[Person], *, at: datetime) -> None:
    """Tell whoever challenged it, and who brought it in, what became of that."""
    tell_each(
        others, kind="decisions.challenge_answered", about=challenge.decision, at=at,
        key=str(challenge.pk), words=challenge.answer, url=url_of(challenge.decision, "challenge"),
    )  # fmt: skip
