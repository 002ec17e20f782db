"""Who speaks for a network in a body that it belongs to: who proposes and confirms whom."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from networks.models import (
    Choosing,
    Membership,
    Network,
    NetworkState,
    ProposalKind,
    Spoke,
    State,
)
from networks.rules.standing import Standing


def how_spokes_are_chosen(network: Network) -> str:
    """Who chooses and recalls the spokes of `network`: in the way in which it chooses stewards."""
    if network.choosing == Choosing.STEWARDS and network.state == NetworkState.ACTIVE:
        return _(
            "The stewards choose who speaks for the network: more than half of them confirm."
            " The members can recall a spoke: more than half of them confirm."
        )
    return _("The members choose and recall who speaks for the network, as they choose stewards.")


def why_not_propose_spoke(
    standing: Standing, member: Membership, kind: ProposalKind, spokes: Collection[Spoke]
) -> str:
    """Why the viewer may not propose `member` as a spoke, or her recall; "" when she may.

    spokes: those who speak there now. Who is paused may propose a recall.
    """
    if not standing.is_member:
        return _("Only members of this network propose.")
    if standing.is_paused and not kind.is_recall:
        return _("You can read here, but not write.")
    if member.state != State.ACTIVE:
        return _("This person is no member.")
    held = next((each for each in spokes if each.person_id == member.person_id), None)
    if kind.is_recall:
        return "" if held else _("This person does not speak for the network there.")
    if member.is_paused_at(standing.at):
        return _("This person is paused, and cannot speak for the network meanwhile.")
    if kind == ProposalKind.ALTERNATE and held and not held.is_alternate:
        return _("This person is the spoke already.")
    return ""


def why_not_hand_voice_over(
    standing: Standing, member: Membership, spokes: Collection[Spoke]
) -> str:
    """Why the viewer may not let `member` speak in her place; "" when she may."""
    mine = standing.membership.person_id if standing.membership else None
    held = next((each for each in spokes if each.person_id == mine), None)
    if held is None or held.is_alternate:
        return _("You are not the spoke there.")
    if held.until and held.until < standing.at.date():
        return _("Your term is over. Propose this person as a spoke instead.")
    if member.person_id == mine:
        return _("This person is the spoke already.")
    return why_not_propose_spoke(standing, member, ProposalKind.SPOKE, spokes)


def why_not_lay_voice_down(standing: Standing, spokes: Collection[Spoke]) -> str:
    """Why the viewer may not stop speaking for the network there; "" when she may."""
    mine = standing.membership.person_id if standing.membership else None
    if any(each.person_id == mine for each in spokes):
        return ""
    return _("You do not speak for the network there.")
