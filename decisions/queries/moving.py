"""What a body could decide to do now: those who ask, its stewards and spokes, its rules."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from decisions.effects import Effect, effect_called
from decisions.rules import moves
from networks.leaving import why_not_send
from networks.models import WAITING, Choosing, Network, ProposalKind
from networks.queries import affiliates_of, bodies_of, open_proposals, waiting_approaches
from networks.rules import Standing, answers_requests, why_not_admit, why_not_carry
from networks.rules.ways import is_decided_here
from solidarity.people.models import Person

MOST = 30


@dataclass(frozen=True)
class Move:
    """Something that a decision can do here. code: as a form names it."""

    code: str
    effect: Effect
    about: Mapping[str, Any]
    words: str
    why_not: str = ""


def moves_open(viewer: Person, network: Network, standing: Standing, *, at: datetime) -> list[Move]:
    """What `viewer` can bring to a decision of `network`; of those who ask, whom she may know of.

    Five queries at most, however many wait.
    """
    found = [*_applicants(network, standing), *_networks(network, standing, at=at)]
    found += _affiliations(viewer, network)
    if network.choosing == Choosing.DECISION:
        found += _proposals(network, at=at)
        found.append(_given("choosing"))
    if is_decided_here(network):
        about = {"after": network.ways_number}
        found.append(_move("networks.ways", "", about, moves.writes_ways()))
    if network.ways_decided:
        found.append(_given("ways_decided"))
    return found


def _move(
    kind: str, key: int | str, about: Mapping[str, Any], words: str, why_not: str = ""
) -> Move:
    return Move(f"{kind}-{key}" if key else kind, effect_called(kind), about, words, why_not)


def _given(what: str) -> Move:
    return _move("networks.give_back", what, {"what": what}, moves.gives_back(what))


def _applicants(network: Network, standing: Standing) -> Iterator[Move]:
    """Those who ask to be let in, for those who answer them."""
    if not answers_requests(standing, network):
        return
    asking = network.memberships.filter(state__in=WAITING).select_related("person")
    for request in asking.order_by("asked_at")[:MOST]:
        request.network = network
        about = {"request": request.pk}
        yield _move(
            "networks.admit", request.pk, about, moves.admits(request), why_not_admit(request)
        )


def _networks(network: Network, standing: Standing, *, at: datetime) -> Iterator[Move]:
    """Networks that ask, or invite ours: for stewards, who answer them."""
    if standing.is_steward:
        for made in waiting_approaches(network, at=at)[:MOST]:
            about = {"approach": made.pk}
            yield _move("networks.affiliate", made.pk, about, moves.affiliates(made))


def _affiliations(viewer: Person, network: Network) -> Iterator[Move]:
    """Networks in ours, and those that ours is in, as far as the viewer may know."""
    inside = [(each, each.member) for each in affiliates_of(viewer, network)[:MOST]]
    above = [(each, each.body) for each in bodies_of(viewer, network, most=MOST)]
    kept = why_not_send([far.pk for _each, far in inside], network, by_all=True)
    for each, far in [*inside, *above]:
        each.member, each.body = (far, network) if (each, far) in inside else (network, far)
        about, words = {"affiliation": each.pk}, moves.parts(each, network)
        why_not = kept.get(each.member_id, "") if each.body is network else ""
        yield _move("networks.part", each.pk, about, words, why_not)


def _proposals(network: Network, *, at: datetime) -> Iterator[Move]:
    """Stewards and spokes that are proposed."""
    for proposal in open_proposals(network, at=at).select_related("affiliation__body")[:MOST]:
        if ProposalKind(proposal.kind).is_hand_over:
            continue
        proposal.network = network
        kind = "networks.spoke" if proposal.affiliation_id else "networks.steward"
        why_not = why_not_carry(proposal, at)
        about = {"proposal": proposal.pk}
        yield _move(kind, proposal.pk, about, moves.carries(proposal), why_not)
