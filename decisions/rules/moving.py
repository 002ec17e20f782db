"""Which decisions set something in motion: those in which everybody has a voice."""

from django.utils.translation import gettext as _

from decisions.effects import Effect
from decisions.models import Decision, Who

OF_SOME = (Who.CIRCLE, Who.AFFECTED)


def why_not_move(decision: Decision, effect: Effect) -> str:
    """Why `decision` cannot do what `effect` does, whatever comes out; "" when it can.

    A few cannot decide for all who holds power, nor can what somebody wrote down of a room.
    """
    if decision.who in OF_SOME:
        return _("A part of the network cannot decide this for all.")
    if decision.in_room:
        return _("What was decided in a room is recorded here, and done by hand.")
    if decision.options:
        return _("This is done after a yes or no, not after a choice among options.")
    if decision.subject != effect.subject:
        return _("This is a question of another kind: “%(kind)s”.") % {
            "kind": effect.subject.label
        }
    return ""
