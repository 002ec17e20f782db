"""Stewards, proposals, and how far each has come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import (
    CharField,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Window,
)
from django.db.models.functions import Coalesce, RowNumber

from networks.models import (
    HAND_OVERS,
    RECALLS,
    Affiliation,
    AffiliationState,
    Choosing,
    Confirmation,
    Membership,
    Network,
    NetworkState,
    Proposal,
    ProposalKind,
    ProposalState,
    Role,
    Spoke,
    State,
)
from networks.quorum import is_enough_while_sought, needed
from solidarity.people.models import Person

MOST_NAMED = 30
MOST_OPEN = 30


def stewards_in(network: Network) -> QuerySet[Membership]:
    """The stewards of `network` with their terms, people beside them; those who began first."""
    held = Membership.objects.filter(network=network, role=Role.STEWARD, state=State.ACTIVE)
    return held.select_related("person").order_by("role_since", "pk")


def open_proposals(network: Network, *, at: datetime) -> QuerySet[Proposal]:
    """What is proposed and can still come to be, the newest first; 30 at most are shown.

    Not what is about people who have left meanwhile, nor a recall of one who is no steward now,
    nor what is about spokes where the network belongs no more.
    """
    member = Membership.objects.filter(
        network=network, person=OuterRef("person"), state=State.ACTIVE
    )
    steward = member.filter(role=Role.STEWARD)
    speaks = Spoke.objects.filter(
        affiliation=OuterRef("affiliation"), person=OuterRef("person"), ended_at=None
    )
    found = network.proposals.filter(state=ProposalState.OPEN, expires_at__gt=at)
    possible: Q = Q(Exists(member)) & (~Q(kind=ProposalKind.RECALL) | Q(Exists(steward)))
    possible &= Q(affiliation=None) | Q(affiliation__state=AffiliationState.ACTIVE)
    possible &= ~Q(kind=ProposalKind.SPOKE_END) | Q(Exists(speaks))
    return counted(found.filter(possible), network).order_by("-pk")


def past_proposals(
    network: Network, *, at: datetime, affiliation: Affiliation | None = None
) -> QuerySet[Proposal]:
    """What is over, about stewards or about the spokes of an affiliation, the newest first."""
    over = ~Q(state=ProposalState.OPEN) | Q(expires_at__lte=at)
    found = network.proposals.filter(over, affiliation=affiliation)
    return found.select_related("person", "by").order_by("-pk")


def counted(found: QuerySet[Proposal], network: Network) -> QuerySet[Proposal]:
    """Adds `electors`, `confirmed` and `objected`: counts of people who may confirm each.

    They are members now and were when it was proposed; stewards, where those choose.
    """
    said = Confirmation.objects.filter(proposal=OuterRef("pk"))
    said = said.filter(
        Exists(
            _electors(network, "proposal__kind", "proposal__made_at").filter(
                person=OuterRef("person")
            )
        )
    )
    return found.annotate(
        electors=_count(_electors(network, "kind", "made_at"), "network"),
        confirmed=_count(said.filter(objects_to=False), "proposal"),
        objected=_count(said.filter(objects_to=True), "proposal"),
    ).select_related("person", "by")


def words_on(proposals: Sequence[Proposal]) -> dict[int, list[Confirmation]]:
    """Who confirmed each proposal and who objects, the first 30 of both. One query."""
    said = Confirmation.objects.filter(proposal__in=[each.pk for each in proposals])
    sides = [F("proposal"), F("objects_to")]
    place = Window(RowNumber(), partition_by=sides, order_by=F("pk").asc())
    first = said.annotate(place=place).filter(place__lte=MOST_NAMED)
    words: dict[int, list[Confirmation]] = {each.pk: [] for each in proposals}
    for each in first.select_related("person").order_by("pk"):
        words[each.proposal_id].append(each)
    return words


def confirmations_of(proposal: Proposal) -> QuerySet[Confirmation]:
    """All that was said to a proposal, the newest first, people beside it."""
    return proposal.confirmations.select_related("person").order_by("-pk")


def words_of(person: Person, proposals: Sequence[Proposal]) -> dict[int, str]:
    """What she said to each proposal: confirm or object. One query."""
    said = Confirmation.objects.filter(person=person, proposal__in=[each.pk for each in proposals])
    return {
        proposal: "object" if objects_to else "confirm"
        for proposal, objects_to in said.values_list("proposal", "objects_to")
    }


def _electors(network: Network, kind: str, made_at: str) -> QuerySet[Membership]:
    members = Membership.objects.filter(
        Q(answered_at=None) | Q(answered_at__lte=OuterRef(made_at)),
        network=network,
        state=State.ACTIVE,
    )
    if network.choosing != Choosing.STEWARDS or network.state != NetworkState.ACTIVE:
        return members
    of_kind = ExpressionWrapper(OuterRef(kind), output_field=CharField())
    chosen = members.alias(of_kind=of_kind)
    return chosen.filter(Q(of_kind__in=RECALLS) | Q(role=Role.STEWARD))


def _count(rows: QuerySet[Any], by: str) -> Coalesce:
    total = rows.order_by().values(by).annotate(total=Count("pk")).values("total")
    return Coalesce(Subquery(total), 0, output_field=IntegerField())


@dataclass(frozen=True)
class Counts:
    """Of people: who may confirm, who has, who objects."""

    electors: int
    confirmed: int
    objected: int


def counts_of(proposal: Any) -> Counts:
    """How far a proposal that was `counted` has come."""
    return Counts(proposal.electors, proposal.confirmed, proposal.objected)


def needed_for(proposal: Proposal, network: Network) -> int:
    """How many must confirm a proposal that was `counted`."""
    return needed(network.choosing, counts_of(proposal).electors, network.choosing_number)


def is_carried(proposal: Proposal, network: Network, *, at: datetime) -> bool:
    """Whether a proposal that was `counted` takes effect now."""
    if proposal.kind not in RECALLS and not proposal.agreed_at:
        return False
    if proposal.kind in HAND_OVERS:
        return True
    by_decision = network.choosing == Choosing.DECISION and network.state == NetworkState.ACTIVE
    if by_decision and proposal.kind not in RECALLS:
        return False
    counts = counts_of(proposal)
    if counts.confirmed >= needed_for(proposal, network):
        return True
    return network.state == NetworkState.SEEKING and is_enough_while_sought(
        counts.confirmed, counts.objected, counts.electors, at - proposal.made_at
    )
