"""Who speaks for a network in a body: chosen, recalled, handing over, laying it down, leaving."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from networks import notices
from networks.actions.log import log
from networks.models import (
    Affiliation,
    AffiliationState,
    Membership,
    Network,
    NetworkState,
    Proposal,
    ProposalKind,
    ProposalState,
    Spoke,
    Verb,
)
from networks.queries.bound import spoke_months
from networks.queries.spokes import spokes_of
from networks.quorum import term_end
from networks.rules import standing_of, why_not_lay_voice_down
from solidarity.base.refused import Refused, refuse_if
from solidarity.people.models import Person

NOTHING: Mapping[str, int] = {}


def carried(
    proposal: Proposal, affiliation: Affiliation, member: Membership, facts: Mapping[str, int], *,
    at: datetime,
) -> None:  # fmt: skip
    """Let a proposal about a spoke come to be; inside an act that holds the network.

    facts: how many confirmed, for the log.
    """
    person, kind = member.person, ProposalKind(proposal.kind)
    if kind.is_recall:
        recall_spoke(affiliation, person, at=at, facts=facts)
    elif kind == ProposalKind.SPOKE_OVER:
        _hand_over(proposal, affiliation, person, at=at)
    else:
        stands_in = kind == ProposalKind.ALTERNATE
        appoint(affiliation, person, stands_in=stands_in, at=at, facts=facts)


@transaction.atomic
def appoint(
    affiliation: Affiliation, person: Person, *, stands_in: bool = False, at: datetime,
    by: Person | None = None, facts: Mapping[str, int] = NOTHING,
) -> Spoke:  # fmt: skip
    """Let her speak there for a term, or stand in; whoever was the spoke is it no more.

    Chosen again she begins a new term. Safe to meet twice.
    """
    held = _held(affiliation)
    before = next((each for each in held if not each.is_alternate), None)
    mine = next((each for each in held if each.person_id == person.pk), None)
    if mine is not None and mine.is_alternate != stands_in:
        _end(mine, at=at)
        mine = None
    if before is not None and before != mine and not stands_in:
        _end(before, at=at)
        notices.spoke_replaced(before, at=at)
    new = Spoke(affiliation=affiliation, person=person, is_alternate=stands_in, since=at.date())
    spoke = mine or new
    spoke.until = term_end(at.date(), spoke_months(affiliation.body, affiliation.member))
    spoke.save()
    verb = Verb.STANDS_IN if stands_in else Verb.SPEAKS
    _trace(affiliation, verb, person, by=by, at=at, facts=facts)
    notices.speaks(spoke, at=at)
    return spoke


@transaction.atomic
def recall_spoke(
    affiliation: Affiliation, person: Person, *, at: datetime, by: Person | None = None,
    facts: Mapping[str, int] = NOTHING,
) -> None:  # fmt: skip
    """She speaks there no more, and is told; nothing happens where she did not."""
    for spoke in _held(affiliation):
        if spoke.person_id == person.pk:
            _end(spoke, at=at)
            _trace(
                affiliation, Verb.SPOKE_ENDED, person, by=by, at=at, facts={**facts, "recall": 1}
            )
            notices.spoke_recalled(spoke, at=at)
            _tell_if_none_is_left(affiliation, at=at)


def _hand_over(
    proposal: Proposal, affiliation: Affiliation, person: Person, *, at: datetime
) -> None:
    """The other speaks for the rest of the term of whoever handed over."""
    held = _held(affiliation)
    giver = next(
        (each for each in held if each.person_id == proposal.by_id and not each.is_alternate), None
    )
    if giver is None:
        raise Refused(_("Whoever wanted to hand over to you is not the spoke any more."))
    until = giver.until
    spoke = appoint(affiliation, person, at=at, by=giver.person)
    if until:
        spoke.until = until
        spoke.save(update_fields=["until"])
    notices.voice_handed_over(spoke, giver.person, at=at)


@transaction.atomic
def lay_voice_down(affiliation_id: int, *, by: Person, at: datetime) -> None:
    """Speak there no more, or stand in no more; the network is told where nobody is left."""
    network = Network.objects.visible_to(by).locked().get(affiliations=affiliation_id)
    affiliation = network.affiliations.select_related("member", "body").get(pk=affiliation_id)
    spokes = spokes_of(affiliation)
    refuse_if(why_not_lay_voice_down(standing_of(by, network, at=at), spokes))
    for spoke in spokes:
        if spoke.person_id == by.pk:
            _end(spoke, at=at)
    _trace(affiliation, Verb.SPOKE_ENDED, by, by=by, at=at)
    _tell_if_none_is_left(affiliation, at=at)


def take_voices(network: Network, person: Person, *, at: datetime) -> None:
    """Whoever is in `network` no more speaks for it nowhere; inside the act by which she goes."""
    held = Spoke.objects.filter(affiliation__member=network, person=person, ended_at=None)
    for spoke in held.select_related("affiliation__member", "affiliation__body", "person"):
        _end(spoke, at=at)
        _trace(spoke.affiliation, Verb.SPOKE_ENDED, person, by=None, at=at)
        _tell_if_none_is_left(spoke.affiliation, at=at)


def end_voices(member: Network, body: Network, *, at: datetime) -> None:
    """Nobody speaks where the network belongs no more; inside the act that ends it."""
    place = Affiliation.objects.filter(member=member, body=body)
    Spoke.objects.filter(affiliation__in=place, ended_at=None).update(ended_at=at)
    waiting = Proposal.objects.filter(affiliation__in=place, state=ProposalState.OPEN)
    waiting.update(state=ProposalState.EXPIRED, ended_at=at)


def ask_for_spoke(affiliation: Affiliation, *, at: datetime) -> None:
    """Tell a network that nobody speaks for it there, so that it can choose somebody."""
    if affiliation.member.state != NetworkState.UNCLAIMED:
        notices.spoke_sought(affiliation, at=at)


def _held(affiliation: Affiliation) -> list[Spoke]:
    """Who speaks there, and the affiliation, held; the network is held already."""
    there = Affiliation.objects.select_for_update().filter(state=AffiliationState.ACTIVE)
    if not there.filter(pk=affiliation.pk).exists():
        raise Refused(_("This network does not belong to it any more."))
    held = affiliation.spokes.select_for_update(of=("self",)).filter(ended_at=None)
    return list(held.select_related("person", "affiliation__member", "affiliation__body"))


def _end(spoke: Spoke, *, at: datetime) -> None:
    spoke.ended_at = at
    spoke.save(update_fields=["ended_at"])


def _tell_if_none_is_left(affiliation: Affiliation, *, at: datetime) -> None:
    is_there = affiliation.state == AffiliationState.ACTIVE
    speaks = affiliation.spokes.filter(ended_at=None, is_alternate=False)
    if is_there and not speaks.exists():
        ask_for_spoke(affiliation, at=at)


def _trace(
    affiliation: Affiliation, verb: Verb, person: Person, *, by: Person | None, at: datetime,
    facts: Mapping[str, int] = NOTHING,
) -> None:  # fmt: skip
    """In the log of both; in that of the body without a name, as the network may be hidden."""
    member, body = affiliation.member, affiliation.body
    log(member, verb, by=by, whom=person, other=body, at=at, words="", **facts)
    log(body, verb, other=member, at=at, up=True)
