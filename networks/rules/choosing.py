"""Who proposes, confirms and hands over; and how stewards are chosen, in a sentence or two."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from networks.models import (
    Choosing,
    Membership,
    Network,
    NetworkState,
    Proposal,
    ProposalKind,
    ProposalState,
    Role,
    State,
)
from networks.rules.standing import Standing
from solidarity.people.models import Person


def how_chosen(network: Network) -> str:
    """How stewards of `network` are chosen and recalled, made of its settings."""
    if network.choosing == Choosing.STEWARDS:
        way = _(
            "The stewards choose new ones: more than half of them confirm."
            " The members can recall a steward: more than half of them confirm."
        )
    elif network.choosing == Choosing.HALF:
        way = _("The members choose and recall stewards: more than half of them confirm.")
    elif network.choosing == Choosing.TWO_THIRDS:
        way = _("The members choose and recall stewards: two thirds of them confirm.")
    elif network.choosing == Choosing.DECISION:
        way = _(
            "The members choose and recall stewards by a decision of the network. A recall comes"
            " to be as well when more than half of them confirm it."
        )
    else:
        way = ngettext(
            "The members choose and recall stewards: %(count)s of them confirms.",
            "The members choose and recall stewards: %(count)s of them confirm.",
            network.choosing_number,
        ) % {"count": network.choosing_number}
    term = ngettext(
        "A term is %(count)s month.", "A term is %(count)s months.", network.term_months
    ) % {"count": network.term_months}
    return f"{way} {term}"


def waits_for_decision(network: Network) -> bool:
    """Whether a decision says who is a steward; while stewards are sought, confirmations do."""
    return network.choosing == Choosing.DECISION and network.state == NetworkState.ACTIVE


def why_not_carry(proposal: Proposal, at: datetime) -> str:
    """Why a decision of the network cannot let `proposal` come to be; "" when it can."""
    if not waits_for_decision(proposal.network):
        return _("In this network no decision chooses stewards: their own page says who does.")
    kind = ProposalKind(proposal.kind)
    if kind.is_hand_over:
        return _("A hand-over is between two people.")
    if reason := _why_is_it_over(proposal, at):
        return reason
    if not kind.is_recall and not proposal.agreed_at:
        return _("%(person)s has not said yes yet.") % {"person": proposal.person.display_name}
    return ""


def why_not_propose(standing: Standing, member: Membership, kind: str) -> str:
    """Why the viewer may not propose `member` as a steward, or her recall; "" when she may.

    Who is paused may propose a recall: a pause is no way to escape one.
    """
    if not standing.is_member:
        return _("Only members of this network propose.")
    if kind == ProposalKind.STEWARD and standing.is_paused:
        return _("You can read here, but not write.")
    if member.state != State.ACTIVE:
        return _("This person is no member.")
    if kind == ProposalKind.RECALL and member.role != Role.STEWARD:
        return _("This person is no steward.")
    if kind == ProposalKind.STEWARD and member.is_paused_at(standing.at):
        return _("This person is paused, and cannot become a steward meanwhile.")
    return ""


def why_not_confirm(standing: Standing, viewer: Person, proposal: Proposal, at: datetime) -> str:
    """Why the viewer may not confirm `proposal`; "" when she may.

    Who is paused may: a pause is no way to win a recall. Who came in since may not.
    """
    network = proposal.network
    if reason := _why_is_it_over(proposal, at):
        return reason
    member = standing.membership
    if not standing.is_member or member is None:
        return _("Only members of this network confirm.")
    if member.answered_at and member.answered_at > proposal.made_at:
        return _("Whoever was a member when it was proposed confirms. You came in later.")
    if ProposalKind(proposal.kind).is_recall:
        return _("It is about you.") if proposal.person_id == viewer.pk else ""
    if ProposalKind(proposal.kind).is_hand_over:
        return _("A hand-over is between two people.")
    if waits_for_decision(network):
        return _("In this network a decision says yes or no to this.")
    is_theirs = network.choosing == Choosing.STEWARDS and network.state == NetworkState.ACTIVE
    if is_theirs and member.role != Role.STEWARD:
        if proposal.affiliation_id:
            return _("In this network the stewards confirm who speaks for it.")
        return _("In this network the stewards confirm new ones.")
    return ""


def why_not_oppose(standing: Standing, viewer: Person, proposal: Proposal, at: datetime) -> str:
    """Why the viewer may not object to `proposal`; "" when she may: while stewards are sought."""
    if proposal.network.state != NetworkState.SEEKING:
        return _("Whoever does not want it does not confirm it.")
    return why_not_confirm(standing, viewer, proposal, at)


def why_not_stand(standing: Standing, viewer: Person, proposal: Proposal, at: datetime) -> str:
    """Why the viewer may not say yes for herself, or no; "" when she may."""
    if proposal.person_id != viewer.pk or ProposalKind(proposal.kind).is_recall:
        return _("Only whom it is about says yes or no to it.")
    if reason := _why_is_it_over(proposal, at):
        return reason
    if not standing.is_member:
        return _("You are not a member of this network.")
    if standing.is_paused and proposal.affiliation_id:
        return _("This person is paused, and cannot speak for the network meanwhile.")
    if standing.is_paused:
        return _("This person is paused, and cannot become a steward meanwhile.")
    return ""


def why_not_drop(viewer: Person, proposal: Proposal, at: datetime) -> str:
    """Why the viewer may not take `proposal` back; "" when she may."""
    if proposal.by_id != viewer.pk:
        return _("Only whoever proposed takes it back.")
    return _why_is_it_over(proposal, at)


def _why_is_it_over(proposal: Proposal, at: datetime) -> str:
    if proposal.shown_state(at) != ProposalState.OPEN:
        return _("This proposal is over.")
    return ""


def why_not_hand_over(standing: Standing, viewer: Person, member: Membership) -> str:
    """Why the viewer may not hand her role over to `member`; "" when she may."""
    if reason := why_not_step_down(standing):
        return reason
    mine = standing.membership
    if mine and mine.role_until and mine.role_until < standing.at.date():
        return _("Your term is over. Propose this person as a steward instead.")
    if member.person_id == viewer.pk or member.role == Role.STEWARD:
        return _("This person is a steward already.")
    return why_not_propose(standing, member, ProposalKind.STEWARD)


def why_not_step_down(standing: Standing) -> str:
    """Why the viewer may not step down; "" when she may."""
    return "" if standing.is_steward else _("You are no steward of this network.")


def why_not_take_back(network: Network, fields: Mapping[str, Any]) -> str:
    """Why stewards may not take these from a network's decisions themselves; "" when they may."""
    kept = network.choosing == Choosing.DECISION and fields["choosing"] != Choosing.DECISION
    if kept or (network.ways_decided and not fields["ways_decided"]):
        return _("What decisions decide here, only a decision gives back to the stewards.")
    return ""


def why_not_change_way(standing: Standing, open_proposals: int) -> str:
    """Why the viewer may not change how stewards are chosen; "" when she may."""
    if not standing.is_steward:
        return _("Only the stewards of this network change its settings.")
    if open_proposals:
        return _("Something is proposed. Until that is over, the way of choosing stays.")
    return ""
