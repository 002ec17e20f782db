"""Who ties networks together, who confirms it, and who ends it."""

from django.utils.translation import gettext as _

from networks.models import Network, NetworkState, Tie, TieKind, TieState
from networks.rules.standing import Standing


def why_not_tie(standing: Standing, network: Network) -> str:
    """Why the viewer may not propose ties of `network`; "" when she may."""
    if not standing.is_steward:
        return _("Only the stewards of this network tie it to others.")
    if network.state != NetworkState.ACTIVE:
        return _("This network is looking for new stewards. Until then it makes no ties.")
    return ""


def why_not_propose_tie(
    network: Network, far: Network, kind: TieKind, *, is_learner: bool = True
) -> str:
    """Why `network` cannot propose to `far` to be of this `kind`; "" when it can. One query."""
    if network.pk == far.pk:
        return _("Choose another network than your own.")
    if far.state != NetworkState.ACTIVE:
        return _("Nobody looks after %(far)s here for now, so nobody could confirm it.") % {
            "far": far.name
        }
    one, other = ends_of(network, far, kind, is_learner=is_learner)
    tie = Tie.objects.filter(one=one, other=other, kind=kind).exclude(state=TieState.ENDED).first()
    if tie is None:
        return ""
    if tie.state == TieState.ACTIVE:
        return _("The two are tied like this already.")
    if tie.proposed_from(network):
        return _("This is proposed already, and waits for %(far)s.") % {"far": far.name}
    return _("%(far)s has proposed this already. You can confirm it.") % {"far": far.name}


def ends_of(
    network: Network, far: Network, kind: TieKind, *, is_learner: bool = True
) -> tuple[Network, Network]:
    """Which of the two a tie names first: who learns, or the one that has been here longer."""
    comes_first = is_learner if kind == TieKind.LEARNS else network.pk < far.pk
    return (network, far) if comes_first else (far, network)


def why_not_confirm_tie(standing: Standing, network: Network, tie: Tie) -> str:
    """Why the viewer may not confirm `tie` for `network`; "" when she may."""
    if not standing.is_steward or not tie.is_of(network) or tie.proposed_from(network):
        return _("Only the stewards of the network that was asked confirm a tie.")
    if tie.state == TieState.ACTIVE:
        return _("Another steward has confirmed it already.")
    if tie.state == TieState.ENDED:
        return _("This tie has been ended, or its proposal taken back.")
    return ""


def why_not_untie(standing: Standing, network: Network, tie: Tie) -> str:
    """Why the viewer may not end `tie`, or what was proposed, for `network`; "" when she may."""
    if not standing.is_steward or not tie.is_of(network):
        return _("Only the stewards of one of the two networks end a tie.")
    if tie.state == TieState.ENDED:
        return _("This tie has been ended, or its proposal taken back.")
    return ""
