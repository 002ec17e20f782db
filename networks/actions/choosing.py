"""Choosing and recalling stewards by named confirmations; handing over, stepping down."""

from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from networks import notices
from networks.actions.log import log
from networks.actions.seeking import seek_if_none_is_left, tell_members
from networks.actions.spokes import carried
from networks.models import (
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
    State,
    Verb,
)
from networks.queries import counted, counts_of, is_carried, open_proposals
from networks.queries.spokes import spokes_of
from networks.quorum import term_end
from networks.rules import (
    Standing,
    standing_of,
    waits_for_decision,
    why_not_carry,
    why_not_change_way,
    why_not_confirm,
    why_not_drop,
    why_not_hand_over,
    why_not_hand_voice_over,
    why_not_oppose,
    why_not_propose,
    why_not_propose_spoke,
    why_not_stand,
    why_not_step_down,
    why_not_take_back,
)
from networks.rules.bound import why_not_change as why_not_by_hand
from solidarity.base.limits import PROPOSING, count_against
from solidarity.base.refused import Refused, refuse_if
from solidarity.base.stale import refuse_if_stale
from solidarity.outbox.actions import ask_for
from solidarity.outbox.handlers import ToDo
from solidarity.people.models import Person

OPEN_FOR = timedelta(days=30)
DECIDED_WITHIN = timedelta(days=90)  # a decision is talked about first
WAY = ("choosing", "choosing_number", "term_months", "ways_decided")


def propose(
    network_id: int, *, handle: str, kind: ProposalKind, reason: str, by: Person, at: datetime,
    affiliation: int | None = None,
) -> Proposal:  # fmt: skip
    """Propose a member as a steward, her recall, or (hand-over) to take over from `by`.

    affiliation: the same for a spoke there.
    Whoever proposes confirms with it, where she may; whoever proposes herself agrees with it.
    Raises Refused, and TooOften after twenty a day.
    """
    count_against(PROPOSING, what="propose", who=str(by.pk), at=at)
    with transaction.atomic():
        network = Network.objects.visible_to(by).locked().get(pk=network_id)
        standing = standing_of(by, network, at=at)
        member = _member(network, handle)
        place = _place(network, affiliation)
        refuse_if(_why_not(standing, by, member, kind, place))
        proposal = _new(network, member.person, kind, reason, place, by=by, at=at)
        log(
            network, Verb.PROPOSED, by=by, whom=member.person, words=reason, at=at, kind=kind,
            other=place.body if place else None,
        )  # fmt: skip
        if not why_not_confirm(standing, by, proposal, at):
            Confirmation.objects.create(proposal=proposal, person=by, at=at)
        if not _take_effect(network, proposal.pk, at=at):
            notices.proposed(proposal, at=at)
            _put(proposal)
    return proposal


def _place(network: Network, affiliation: int | None) -> Affiliation | None:
    """Where somebody would speak for `network`."""
    if affiliation is None:
        return None
    here = network.affiliations.filter(state=AffiliationState.ACTIVE).select_related("body")
    place = here.filter(pk=affiliation).first()
    if place is None:
        raise Refused(_("This network does not belong to it any more."))
    place.member = network
    return place


def _why_not(
    standing: Standing, by: Person, member: Membership, kind: ProposalKind,
    place: Affiliation | None,
) -> str:  # fmt: skip
    if place is None:
        if kind == ProposalKind.HAND_OVER:
            return why_not_hand_over(standing, by, member)
        return why_not_propose(standing, member, kind)
    spokes = spokes_of(place)
    if kind == ProposalKind.SPOKE_OVER:
        return why_not_hand_voice_over(standing, member, spokes)
    return why_not_propose_spoke(standing, member, kind, spokes)


def _put(proposal: Proposal) -> None:
    """Ask for those to be told who can confirm it; a hand-over is between two.

    Of what waits for a decision, the decision tells.
    """
    kind = ProposalKind(proposal.kind)
    is_decided = waits_for_decision(proposal.network) and not kind.is_recall
    if not kind.is_hand_over and not is_decided:
        key, at = str(proposal.pk), proposal.made_at
        ask_for("networks.put_proposal", key=key, at=at, proposal=proposal.pk)


def put_proposal(job: ToDo) -> None:
    """Tell those who can confirm a proposal, if it is open still; once, however often it runs."""
    found = Proposal.objects.select_related("network", "person", "affiliation__body")
    proposal = found.filter(pk=job.payload["proposal"], state=ProposalState.OPEN).first()
    if proposal is not None:
        notices.put_proposal(proposal)


def _member(network: Network, handle: str) -> Membership:
    held = network.memberships.select_for_update(of=("self",)).select_related("person")
    found = held.filter(
        person__handle=handle, person__is_active=True, person__resting_since=None
    ).first()
    if found is None or found.state != State.ACTIVE:
        raise Refused(_("There is no member with this address of page."))
    return found


def _new(
    network: Network, person: Person, kind: ProposalKind, reason: str, place: Affiliation | None,
    *, by: Person, at: datetime,
) -> Proposal:  # fmt: skip
    open_ones = network.proposals.filter(state=ProposalState.OPEN)
    same = open_ones.filter(person=person, kind=kind, affiliation=place)
    same.filter(expires_at__lte=at).update(state=ProposalState.EXPIRED)
    if same.exists():
        raise Refused(_("This is proposed already. You can confirm it."))
    agrees = person == by and not kind.is_recall and not kind.is_hand_over
    good_for = DECIDED_WITHIN if waits_for_decision(network) else OPEN_FOR
    return Proposal.objects.create(
        network=network, person=person, kind=kind, affiliation=place, reason=reason, by=by,
        made_at=at, expires_at=at + good_for, agreed_at=at if agrees else None,
    )  # fmt: skip


def _held(proposal_id: int, *, by: Person) -> Proposal:
    """A proposal, its network held first; Network.DoesNotExist where `by` may not know of it."""
    network = Network.objects.visible_to(by).locked().get(proposals=proposal_id)
    held = Proposal.objects.select_for_update(of=("self",)).select_related("person", "by")
    held = held.select_related("affiliation__body")
    proposal = held.get(pk=proposal_id)
    proposal.network = network
    return proposal


@transaction.atomic
def confirm(proposal_id: int, *, objects_to: bool = False, by: Person, at: datetime) -> bool:
    """Confirm a proposal by name, or object to it; returns whether it took effect with that."""
    proposal = _held(proposal_id, by=by)
    standing = standing_of(by, proposal.network, at=at)
    ask = why_not_oppose if objects_to else why_not_confirm
    refuse_if(ask(standing, by, proposal, at))
    Confirmation.objects.update_or_create(
        proposal=proposal, person=by, defaults={"objects_to": objects_to, "at": at}
    )
    return _take_effect(proposal.network, proposal.pk, at=at)


@transaction.atomic
def take_word_back(proposal_id: int, *, by: Person, at: datetime) -> None:
    """Neither confirm a proposal any more nor object to it."""
    proposal = _held(proposal_id, by=by)
    refuse_if(why_not_confirm(standing_of(by, proposal.network, at=at), by, proposal, at))
    proposal.confirmations.filter(person=by).delete()


@transaction.atomic
def agree(proposal_id: int, *, by: Person, at: datetime) -> bool:
    """Say yes to become a steward or a spoke; returns whether one is one with that."""
    proposal = _held(proposal_id, by=by)
    network = proposal.network
    refuse_if(why_not_stand(standing_of(by, network, at=at), by, proposal, at))
    proposal.agreed_at = proposal.agreed_at or at
    proposal.save(update_fields=["agreed_at"])
    return _take_effect(network, proposal.pk, at=at)


@transaction.atomic
def decline(proposal_id: int, *, by: Person, at: datetime) -> None:
    """Say no to become a steward or a spoke."""
    proposal = _held(proposal_id, by=by)
    refuse_if(why_not_stand(standing_of(by, proposal.network, at=at), by, proposal, at))
    _end(proposal, ProposalState.DECLINED, at=at)


@transaction.atomic
def drop(proposal_id: int, *, by: Person, at: datetime) -> None:
    """Take back what one proposed."""
    proposal = _held(proposal_id, by=by)
    refuse_if(why_not_drop(by, proposal, at))
    _end(proposal, ProposalState.WITHDRAWN, at=at)
    log(proposal.network, Verb.DROPPED, by=by, whom=proposal.person, at=at, kind=proposal.kind)


def _end(proposal: Proposal, state: ProposalState, *, at: datetime) -> None:
    proposal.state, proposal.ended_at = state, at
    proposal.save(update_fields=["state", "ended_at"])


def _take_effect(network: Network, proposal_id: int, *, at: datetime) -> bool:
    """Let a proposal come to be when enough have confirmed it; inside an act on its network."""
    proposal = counted(Proposal.objects.filter(pk=proposal_id), network).get()
    proposal.network = network
    if not is_carried(proposal, network, at=at):
        return False
    _carry(proposal, at=at)
    return True


@transaction.atomic
def carry_decided(proposal_id: int, *, decision: int, at: datetime) -> bool:
    """Let a proposal come to be, as a decision of the network says; False when it has already.

    decision: its number, which the log names. Raises Refused, as where she has not said yes.
    """
    network = Network.objects.locked().get(proposals=proposal_id)
    held = Proposal.objects.select_for_update(of=("self",))
    proposal = held.select_related("person", "by", "affiliation__body").get(pk=proposal_id)
    proposal.network = network
    if proposal.state == ProposalState.CARRIED:
        return False
    refuse_if(why_not_carry(proposal, at))
    _carry(proposal, at=at, decision=decision)
    return True


def _carry(proposal: Proposal, *, at: datetime, decision: int = 0) -> None:
    """What a proposal says happens now; its network is held."""
    member = _member(proposal.network, proposal.person.handle)
    _end(proposal, ProposalState.CARRIED, at=at)
    if proposal.affiliation:
        proposal.affiliation.member = proposal.network
        facts = _facts(proposal, decision)
        carried(proposal, proposal.affiliation, member, facts, at=at)
    elif proposal.kind == ProposalKind.RECALL:
        _recall(proposal, member, at=at, decision=decision)
    elif proposal.kind == ProposalKind.HAND_OVER:
        _hand_over(proposal, member, at=at)
    else:
        _choose(proposal, member, at=at, decision=decision)


def _choose(proposal: Proposal, member: Membership, *, at: datetime, decision: int) -> None:
    """Give her a term; those whose term is over end with that, and a seeking network is active."""
    network = proposal.network
    _make_steward(member, term_end(at.date(), network.term_months), at=at)
    _trace(proposal, Verb.CHOSEN, member.person, at=at, decision=decision)
    others = network.memberships.filter(role=Role.STEWARD, state=State.ACTIVE)
    over = others.filter(role_until__lt=at.date()).exclude(pk=member.pk)
    for other in over.select_related("person"):
        _lay_down(other)
        log(network, Verb.TERM_ENDED, whom=other.person, at=at)
        notices.term_ended(other, at=at)
    if network.state == NetworkState.SEEKING:
        network.state = NetworkState.ACTIVE
        network.save(update_fields=["state"])
        tell_members(network, at=at, steward=member.person_id)
    notices.chosen(proposal, at=at)


def _trace(proposal: Proposal, verb: Verb, whom: Person, *, at: datetime, decision: int) -> None:
    """Write down what the members did together."""
    log(proposal.network, verb, whom=whom, at=at, **_facts(proposal, decision))


def _facts(proposal: Proposal, decision: int) -> dict[str, Any]:
    """By which decision it came to be, or how many confirmed it of how many who could."""
    if decision:
        return {"decision": decision}
    counts = counts_of(proposal)
    return {"confirmed": counts.confirmed, "electors": counts.electors}


def _make_steward(member: Membership, until: Any, *, at: datetime) -> None:
    since = member.role_since if member.role == Role.STEWARD else at.date()
    member.role, member.role_since, member.role_until = Role.STEWARD, since, until
    member.paused_until = None
    member.save(update_fields=["role", "role_since", "role_until", "paused_until"])


def _lay_down(member: Membership) -> None:
    member.role, member.role_since, member.role_until = Role.MEMBER, None, None
    member.save(update_fields=["role", "role_since", "role_until"])


def _recall(proposal: Proposal, member: Membership, *, at: datetime, decision: int) -> None:
    if member.role != Role.STEWARD:
        raise Refused(_("This person is no steward."))
    _lay_down(member)
    _trace(proposal, Verb.RECALLED, member.person, at=at, decision=decision)
    notices.recalled(proposal, at=at)
    seek_if_none_is_left(proposal.network, at=at)


def _hand_over(proposal: Proposal, member: Membership, *, at: datetime) -> None:
    """The one becomes a steward for the rest of the other's term; the other is none any more."""
    network, giver = proposal.network, proposal.by
    held = network.memberships.select_for_update().filter(person=giver, state=State.ACTIVE)
    old = held.filter(role=Role.STEWARD).first()
    if giver is None or old is None or (old.role_until and old.role_until < at.date()):
        raise Refused(_("Whoever wanted to hand over to you is no steward any more."))
    _make_steward(member, old.role_until or term_end(at.date(), network.term_months), at=at)
    _lay_down(old)
    log(network, Verb.HANDED_OVER, by=giver, whom=member.person, at=at)
    notices.handed_over(proposal, giver, at=at)


@transaction.atomic
def step_down(network_id: int, *, by: Person, at: datetime) -> None:
    """Be a steward no more; when the last one goes, the network is seeking stewards."""
    network = Network.objects.visible_to(by).locked().get(pk=network_id)
    refuse_if(why_not_step_down(standing_of(by, network, at=at)))
    _lay_down(network.memberships.get(person=by))
    log(network, Verb.STEPPED_DOWN, by=by, at=at)
    seek_if_none_is_left(network, at=at)


def way_of(network: Network) -> dict[str, Any]:
    """What `change_way` can change, as it stands."""
    return {name: getattr(network, name) for name in WAY}


@transaction.atomic
def change_way(
    network_id: int, *, by: Person, fields: dict[str, Any], seen: str, at: datetime
) -> Network:
    """Change how stewards are chosen and for how long; raises Refused, and Stale."""
    network = Network.objects.visible_to(by).locked().get(pk=network_id)
    waiting = open_proposals(network, at=at).count()
    refuse_if(why_not_change_way(standing_of(by, network, at=at), waiting))
    saved = way_of(network)
    refuse_if_stale(saved, seen=seen)
    refuse_if(why_not_take_back(network, fields))
    changed = sorted(name for name in WAY if fields[name] != saved[name])
    refuse_if(why_not_by_hand(network, *changed))
    for name in changed:
        setattr(network, name, fields[name])
    network.save(update_fields=list(WAY))
    if changed:
        log(network, Verb.CHANGED, by=by, at=at, fields=changed)
    return network


@transaction.atomic
def give_back(network_id: int, *, what: str, decision: int, at: datetime) -> bool:
    """Let stewards choose again, or write the ways of working, as a decision says.

    what: "choosing" or "ways_decided"; False when it is so already.
    """
    network = Network.objects.locked().get(pk=network_id)
    back = Choosing.STEWARDS if what == "choosing" else False
    if getattr(network, what) == back:
        return False
    setattr(network, what, back)
    network.save(update_fields=[what])
    log(network, Verb.CHANGED, at=at, fields=[what], decision=decision)
    return True


def settle_proposals(*, at: datetime) -> None:
    """Write down what ran out; in seeking networks, let come to be what has waited long enough."""
    waiting = Proposal.objects.filter(state=ProposalState.OPEN)
    waiting.filter(expires_at__lte=at).update(state=ProposalState.EXPIRED, ended_at=at)
    sought = waiting.filter(network__state=NetworkState.SEEKING, agreed_at__isnull=False)
    for pk in list(sought.order_by("pk").values_list("pk", flat=True)):
        with suppress(Refused), transaction.atomic():  # she may have left meanwhile
            network = Network.objects.locked().get(proposals=pk)
            if network.proposals.filter(pk=pk, state=ProposalState.OPEN).exists():
                _take_effect(network, pk, at=at)
