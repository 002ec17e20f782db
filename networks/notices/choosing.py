"""Who is told what about stewards, their choosing and their terms."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db.models import CharField, Exists, OuterRef, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.urls import reverse

from networks.models import (
    Choosing,
    Membership,
    Network,
    NetworkState,
    Proposal,
    ProposalKind,
    Role,
    State,
)
from networks.notices.crowds import tell_all
from networks.notices.joining import MOST_TOLD
from networks.notices.spokes import spokes_page
from networks.queries import stewards_of
from solidarity.inbox.models import Notice
from solidarity.inbox.notices import tell, tell_each
from solidarity.people.models import Person

PUT = {  # what those are told who can confirm: by whether it is of a spoke, and a recall
    (False, False): "networks.steward_proposed",
    (False, True): "networks.recall_proposed",
    (True, False): "networks.spoke_proposed",
    (True, True): "networks.spoke_recall_proposed",
}


def _page(network: Network) -> str:
    return reverse("networks:stewards", args=[network.slug])


def _page_of(proposal: Proposal) -> str:
    """Where it is proposed: beside the stewards, or beside those who speak in a body."""
    return spokes_page(proposal.affiliation) if proposal.affiliation else _page(proposal.network)


def _members(network: Network) -> QuerySet[Person]:
    held = Membership.objects.filter(network=network, state=State.ACTIVE)
    return Person.objects.here().filter(pk__in=held.values("person")).order_by("pk")


def proposed(proposal: Proposal, *, at: datetime) -> None:
    """Tell whom it is about, unless she proposed it herself; of a spoke's, what kind it is."""
    network, person = proposal.network, proposal.person
    what: dict[str, Any] = {"about": network, "key": str(proposal.pk), "at": at, "asks": True}
    kind = {
        ProposalKind.STEWARD: "networks.asked_to_steward",
        ProposalKind.RECALL: "networks.recall_of_you",
        ProposalKind.HAND_OVER: "networks.asked_to_take_over",
        ProposalKind.SPOKE: "networks.asked_to_speak",
        ProposalKind.ALTERNATE: "networks.asked_to_stand_in",
        ProposalKind.SPOKE_END: "networks.spoke_recall_of_you",
        ProposalKind.SPOKE_OVER: "networks.asked_to_take_voice",
    }[ProposalKind(proposal.kind)]
    by = proposal.by.display_name if proposal.by else ""
    if person != proposal.by:
        is_recall = ProposalKind(proposal.kind).is_recall
        words = proposal.reason if is_recall else by
        tell(person, kind=kind, words=words, url=_page_of(proposal), **what)


def put_proposal(proposal: Proposal) -> None:
    """Tell those who can confirm it; not whoever proposed it, nor whom it is about."""
    network, person = proposal.network, proposal.person
    is_recall = ProposalKind(proposal.kind).is_recall
    by_stewards = network.choosing == Choosing.STEWARDS and network.state == NetworkState.ACTIVE
    told = stewards_of(network) if by_stewards and not is_recall else _members(network)
    others = told.exclude(pk__in=[pk for pk in (person.pk, proposal.by_id) if pk])
    tell_all(
        others, kind=PUT[bool(proposal.affiliation), is_recall], about=network,
        key=str(proposal.pk), at=proposal.made_at, url=_page_of(proposal),
        words=person.display_name, asks=True,
    )  # fmt: skip


def chosen(proposal: Proposal, *, at: datetime) -> None:
    """Tell her that she is a steward now, or goes on being one."""
    tell(
        proposal.person, kind="networks.chosen", about=proposal.network, key=str(proposal.pk),
        at=at, url=_page(proposal.network),
    )  # fmt: skip


def recalled(proposal: Proposal, *, at: datetime) -> None:
    """Tell her that the members have recalled her."""
    tell(
        proposal.person, kind="networks.recalled", about=proposal.network, key=str(proposal.pk),
        at=at, url=_page(proposal.network),
    )  # fmt: skip


def handed_over(proposal: Proposal, giver: Person, *, at: datetime) -> None:
    """Tell whoever handed over that the other has accepted."""
    tell(
        giver, kind="networks.handed_over", about=proposal.network, key=str(proposal.pk), at=at,
        words=proposal.person.display_name, url=_page(proposal.network),
    )  # fmt: skip


def found_stewards(network: Network, steward: Person, *, at: datetime) -> None:
    """Tell all members that somebody looks after the network again."""
    tell_all(
        _members(network).exclude(pk=steward.pk), kind="networks.found_stewards",
        about=network, key=f"{network.pk}-{at.timestamp():.0f}", at=at,
        words=steward.display_name, url=_page(network),
    )  # fmt: skip


def term_ended(member: Membership, *, at: datetime) -> None:
    """Tell her that her role ended with her term, since another was chosen."""
    tell(
        member.person, kind="networks.term_ended", about=member.network,
        key=f"{member.pk}-{at.timestamp():.0f}", at=at, url=_page(member.network),
    )  # fmt: skip


def terms_end(*, at: datetime) -> None:
    """Tell stewards 30 and 7 days before a term ends, and when it is over; each once."""
    today = at.date()
    week, month = today + timedelta(days=7), today + timedelta(days=30)
    year_ago = today - timedelta(days=365)
    _remind("networks.term_month", week + timedelta(days=1), month, at=at)
    _remind("networks.term_week", today, week, at=at)
    _remind("networks.term_over", year_ago, today - timedelta(days=1), at=at)


def _remind(kind: str, first: date, last: date, *, at: datetime) -> None:
    key = Concat(
        Cast(OuterRef("pk"), CharField()), Value("-"), Cast(OuterRef("role_until"), CharField())
    )
    told = Notice.objects.filter(person=OuterRef("person"), kind=kind, key=key)
    held = Membership.objects.filter(role=Role.STEWARD, state=State.ACTIVE)
    ending = held.filter(~Exists(told), role_until__range=(first, last), person__is_active=True)
    for member in ending.select_related("network", "person").iterator():
        tell_each(
            stewards_of(member.network)[:MOST_TOLD], kind=kind, about=member.network,
            key=f"{member.pk}-{member.role_until}", at=at, words=member.person.display_name,
            url=_page(member.network), closes_at=_end_of(member.role_until),
        )  # fmt: skip


def _end_of(day: date | None) -> datetime | None:
    """When a term that lasts until `day` is over."""
    return datetime.combine(day, time.max, tzinfo=UTC) if day else None
