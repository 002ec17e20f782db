"""Who is told what networks carry, what was said for them, and what became of concerns."""

from datetime import datetime

from django.db.models import Q
from django.urls import reverse

from decisions.models import Concern, Decision, Mandate, Position
from decisions.queries.councils import backers_of
from networks.models import Membership, Network, State
from networks.notices.crowds import tell_all
from networks.notices.joining import MOST_TOLD
from networks.queries import stewards_of
from networks.queries.spokes import speaking
from solidarity.inbox.notices import tell, tell_each
from solidarity.people.models import Person


def _spokes(mandate: Mandate) -> list[Person]:
    elector = mandate.elector
    held = speaking().filter(
        affiliation__member=elector.network_id,
        affiliation__body=elector.round.decision.network_id,
    )
    people = Person.objects.here().filter(pk__in=held.values("person"))
    return list(people.order_by("pk")[:MOST_TOLD])


def mandate_page(inner: Decision) -> str:
    """Where a network reads what it carries."""
    return reverse("decisions:mandate", args=[inner.network.slug, inner.number])


def spoke_needed(network: Network, council: Decision, *, at: datetime) -> None:
    """Tell the stewards that a council asks, and that nobody speaks for them there."""
    held = speaking().filter(affiliation__member=network, affiliation__body=council.network_id)
    if held.exists():
        return
    page = reverse("networks:spokes", args=[network.slug, council.network.slug])
    tell_each(
        stewards_of(network)[:MOST_TOLD], kind="decisions.spoke_needed", about=network,
        key=f"{council.pk}-{council.staged_at.timestamp():.0f}", at=at, words=council.title,
        url=page, asks=True,
    )  # fmt: skip


def mandate_settled(mandate: Mandate, *, at: datetime) -> None:
    """Tell the spokes what their network decided: now it is theirs to say it in the council."""
    council = mandate.elector.round.decision
    tell_each(
        _spokes(mandate), kind="decisions.mandate_settled", about=council, key=str(mandate.pk),
        at=at, asks=True, words=mandate.elector.network.name if mandate.elector.network else "",
        closes_at=mandate.elector.round.closes_at,
    )  # fmt: skip


def departed(position: Position, mandate: Mandate, *, at: datetime) -> None:
    """Tell a network at once that its spoke said something else, and why.

    Of one that was bound, those are asked who can stand behind it.
    """
    inner = mandate.inner
    network = mandate.elector.network
    if network is None:
        return
    members = Membership.objects.filter(network=network, state=State.ACTIVE).values("person")
    told = Q(pk__in=members)
    if position.departs:
        told |= Q(pk__in=backers_of(mandate))
    kind = "decisions.departed_bound" if position.departs else "decisions.departed"
    tell_all(
        Person.objects.here().filter(told).exclude(pk=position.by_id or 0), kind=kind,
        about=inner or network, key=str(position.pk), at=at,
        url=mandate_page(inner) if inner else "", asks=position.departs,
        closes_at=mandate.elector.round.closes_at,
    )  # fmt: skip


def departure_confirmed(position: Position, mandate: Mandate, *, at: datetime) -> None:
    """Tell the spoke that her network stands behind her: it counts."""
    if position.by is not None:
        tell(
            position.by, kind="decisions.departure_confirmed",
            about=position.round.decision, key=str(position.pk), at=at,
        )  # fmt: skip


def concern_answered(concern: Concern, *, at: datetime) -> None:
    """Tell whoever raised a concern what became of it."""
    if concern.by is not None and concern.by_id != concern.answered_by_id:
        slug, number = concern.decision.network.slug, concern.decision.number
        tell(
            concern.by, kind="decisions.concern_answered", about=concern.decision,
            key=f"{concern.pk}-{at.timestamp():.0f}", at=at, words=concern.answer,
            url=reverse("decisions:synthesis", args=[slug, number]),
        )  # fmt: skip
