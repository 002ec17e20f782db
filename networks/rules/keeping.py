"""Who removes and pauses whom, who answers, and who takes it back."""

from django.utils.translation import gettext as _

from networks.models import Measure, MeasureKind, MeasureState, Membership, Role, State
from networks.rules.standing import Standing
from solidarity.people.models import Person


def why_not_remove(standing: Standing, viewer: Person, member: Membership) -> str:
    """Why the viewer may not remove `member`; "" when she may."""
    if not standing.is_steward:
        return _("Only the stewards of this network remove or pause somebody.")
    if member.person_id == viewer.pk:
        return _("This is you. You can leave the network, or step down.")
    if member.state != State.ACTIVE:
        return _("This person is no member any more.")
    if member.role == Role.STEWARD:
        return _("Stewards do not remove each other. The members can recall a steward.")
    return ""


def why_not_pause(standing: Standing, viewer: Person, member: Membership) -> str:
    """Why the viewer may not pause `member`; "" when she may."""
    if reason := why_not_remove(standing, viewer, member):
        return reason
    if member.is_paused_at(standing.at):
        return _("This person is paused already.")
    return ""


def why_not_reply(viewer: Person, measure: Measure) -> str:
    """Why the viewer may not answer `measure`; "" when she may."""
    if measure.person_id != viewer.pk:
        return _("Only whom it is about answers.")
    if measure.state == MeasureState.ANSWERED:
        return _("You have answered. The stewards will write to you.")
    if measure.state != MeasureState.OPEN:
        return _("The stewards have closed this.")
    return ""


def why_not_uphold(standing: Standing, measure: Measure) -> str:
    """Why the viewer may not say that `measure` stands; "" when she may."""
    if not standing.is_steward:
        return _("Only the stewards of this network decide on this.")
    if measure.state in {MeasureState.UPHELD, MeasureState.LIFTED}:
        return _("Another steward has decided this already.")
    return ""


def why_not_lift(standing: Standing, measure: Measure) -> str:
    """Why the viewer may not take `measure` back; "" when she may. A yes to it changes that not."""
    if not standing.is_steward:
        return _("Only the stewards of this network decide on this.")
    if measure.state == MeasureState.LIFTED:
        return _("This has been taken back already.")
    return ""


def why_not_reopen(standing: Standing, measure: Measure) -> str:
    """Why the viewer may not let her return who was removed; "" when she may."""
    if reason := why_not_lift(standing, measure):
        return reason
    if measure.kind != MeasureKind.REMOVAL or not measure.bars:
        return _("The door is open to this person already.")
    return ""
