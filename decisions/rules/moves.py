"""What each thing that a decision can do is called, in the reader's language."""

from django.utils.translation import gettext as _

from networks.models import (
    Affiliation,
    Approach,
    Membership,
    Network,
    Proposal,
    ProposalKind,
    Side,
    Visibility,
)


def shown_name(network: Network | None) -> str:
    """What `network` is called to everybody: the name of a hidden one is not ours to tell."""
    if network is None or network.visibility != Visibility.PUBLIC:
        return _("a network that not everybody may know of")
    return network.name


def admits(request: Membership | None) -> str:
    """That somebody is let in."""
    name = request.person.display_name if request else _("somebody who is not here any more")
    return _("Let %(name)s in") % {"name": name}


def affiliates(made: Approach | None) -> str:
    """That a network is let in, or ours becomes a part of another."""
    far = made.network_of(made.side) if made else None
    if made and made.side == Side.BODY:
        return _("Become a part of %(name)s") % {"name": shown_name(far)}
    return _("Let the network %(name)s in") % {"name": shown_name(far)}


def parts(affiliation: Affiliation | None, network: Network) -> str:
    """That `network` leaves another, or asks one to leave."""
    if affiliation and affiliation.member_id == network.pk:
        return _("Leave %(name)s") % {"name": shown_name(affiliation.body)}
    far = affiliation.member if affiliation else None
    return _("Ask the network %(name)s to leave") % {"name": shown_name(far)}


def carries(proposal: Proposal | None) -> str:
    """That somebody becomes a steward or a spoke, or is one no more."""
    if proposal is None:
        return _("Choose somebody who is not here any more")
    if proposal.affiliation is not None:
        return _speaks(proposal, proposal.affiliation)
    name = {"name": proposal.person.display_name}
    if proposal.kind == ProposalKind.RECALL:
        return _("Recall %(name)s as a steward") % name
    return _("Make %(name)s a steward") % name


def _speaks(proposal: Proposal, place: Affiliation) -> str:
    names = {"name": proposal.person.display_name, "body": shown_name(place.body)}
    if proposal.kind == ProposalKind.SPOKE_END:
        return _("%(name)s speaks for us in %(body)s no more") % names
    if proposal.kind == ProposalKind.ALTERNATE:
        return _("%(name)s stands in for our spoke in %(body)s") % names
    return _("%(name)s speaks for us in %(body)s") % names


def writes_ways() -> str:
    """That the text of the proposal becomes the ways of working."""
    return _("This text becomes the ways of working")


def gives_back(what: str) -> str:
    """That stewards hold again what the network had left to its decisions."""
    if what == "choosing":
        return _("Stewards choose new stewards again, and members confirm a recall")
    return _("Stewards write the ways of working again")
