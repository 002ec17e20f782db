"""Who comes in, goes, and changes the settings."""

from django.utils.translation import gettext as _

from networks.models import (
    WAITING,
    Admission,
    JoinPolicy,
    Kind,
    Membership,
    Network,
    NetworkState,
    State,
)
from networks.rules.standing import Standing, answers_requests


def _by_applying() -> str:
    return _(
        "One takes part in a cohort by applying while its call is open. Its programme says more."
    )


def why_not_join(standing: Standing, network: Network) -> str:
    """Why the viewer of this standing may not join or ask to; "" when she may."""
    if standing.state == State.ACTIVE:
        return _("You are a member already.")
    if standing.state == State.ASKED:
        return _("You have asked already. You are answered here and by mail.")
    if standing.state == State.WAITLISTED:
        return _("You are on the waiting list. You are told when there is room.")
    if standing.state == State.BANNED:
        return _("The stewards have closed this network to you.")
    if network.ended_at:
        return _("This has ended. Its pages stay to be read, and nobody comes in any more.")
    if network.state == NetworkState.UNCLAIMED:
        return _("Nobody looks after this network here yet, so nobody can join it for now.")
    if network.kind == Kind.COHORT:
        return _by_applying()
    if network.state == NetworkState.SEEKING:
        return _("This network is looking for new stewards. Until then nobody can be let in.")
    if network.join_policy == JoinPolicy.INVITATION:
        return _("One joins here by invitation. You can ask a member for one.")
    return ""


def why_not_agree(network: Network, number: int) -> str:
    """Why one cannot come in with the ways of working of this number; "" when one can.

    number: of the version that was read and agreed to; 0 for none.
    """
    if network.ways_number and number != network.ways_number:
        if number:
            return _("The ways of working have just been changed. Read them once more.")
        return _("Read the ways of working first, and say that you agree to them.")
    return ""


def why_not_answer(standing: Standing, request: Membership) -> str:
    """Why the viewer may not answer this request to join; "" when she may."""
    network = request.network
    if not answers_requests(standing, network):
        if network.admission == Admission.MEMBERS:
            return _("Only the members of this network answer requests.")
        return _("Only the stewards of this network answer requests.")
    by_members = network.admission == Admission.MEMBERS
    if request.state == State.ACTIVE:
        if by_members:
            return _("Somebody else has let this person in already.")
        return _("Another steward has let this person in already.")
    if request.state == State.DECLINED:
        if by_members:
            return _("Somebody else has declined this request already.")
        return _("Another steward has declined this request already.")
    return why_not_admit(request)


def why_not_admit(request: Membership) -> str:
    """Why nobody can be let in by this request, whoever answers it; "" when somebody can."""
    if not request.is_waiting:
        return _("This request has been withdrawn.")
    if request.network.kind == Kind.COHORT:
        return _by_applying()
    if request.network.ended_at:
        return _("This has ended. Its pages stay to be read, and nobody comes in any more.")
    if request.network.state != NetworkState.ACTIVE:
        return _("This network is looking for new stewards. Until then nobody can be let in.")
    return ""


def why_not_waitlist(standing: Standing, request: Membership) -> str:
    """Why the viewer may not put this request on the waiting list; "" when she may."""
    if request.state == State.WAITLISTED:
        return _("This person is on the waiting list already.")
    return why_not_answer(standing, request)


def why_not_withdraw(standing: Standing) -> str:
    """Why the viewer may not take back her request; "" when she may."""
    if standing.state not in WAITING:
        return _("There is no open request of yours here.")
    return ""


def why_not_leave(standing: Standing) -> str:
    """Why the viewer may not leave; "" when she may."""
    if not standing.is_member:
        return _("You are not a member of this network.")
    return ""


def why_not_change(standing: Standing) -> str:
    """Why the viewer may not change the settings; "" when she may."""
    if not standing.is_steward:
        return _("Only the stewards of this network change its settings.")
    return ""
