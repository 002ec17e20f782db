"""Who may give her voice to whom, in a question where that is allowed."""

from django.utils.translation import gettext as _

from decisions.models import Decision, Elector, ElectorState, Stage
from solidarity.people.models import Person

LIVE = (Stage.DISCUSSION, Stage.ROUND)


def why_not_delegate(decision: Decision) -> str:
    """Why nobody gives her voice away in this question, or not any more; "" where one can."""
    if not decision.allows_delegation or decision.is_secret:
        return _("In this question everybody speaks for herself.")
    if decision.stage not in LIVE:
        return _("This question is closed.")
    return ""


def why_not_give(
    giver: Person, taker: Person | None, *, has_given: bool, carries: int, is_member: bool
) -> str:
    """Why `giver` may not let `taker` speak for her; "" when she may.

    has_given: the taker has given her own voice away. carries: how many the giver speaks for.
    is_member: the taker has a voice here, or will when it opens.
    """
    if taker is None or not is_member:
        return _("Nobody with a voice in this question has that word. Look at it again.")
    if taker.pk == giver.pk:
        return _("That is you: you speak for yourself already.")
    if has_given:
        return _("This person has given her own voice away. A voice goes one step, no further.")
    if carries:
        return _(
            "Others have given you their voice, and it goes one step only. Hand theirs back first."
        )
    return ""


def why_no_voice(elector: Elector | None) -> str:
    """Why she has no voice to give in the round that is open; "" when she has."""
    if elector is None or elector.state == ElectorState.WITHDRAWN:
        return _("You have no voice here: who decides was settled when it was opened.")
    return ""
