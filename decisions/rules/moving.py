"""Which decisions set something in motion: those in which everybody has a voice."""

from fractions import Fraction

from django.utils.translation import gettext as _

from decisions.effects import Effect, effect_of
from decisions.models import Decision, UsualMethod, Who
from decisions.records.fields import exact

HALF = Fraction(1, 2)
OF_SOME = (Who.CIRCLE, Who.AFFECTED)


def why_not_move(decision: Decision) -> str:
    """Why what adopting `decision` sets in motion cannot be done as things are; "" when it can."""
    effect = effect_of(decision)
    if effect is None:
        return ""
    return why_not_move_by(decision, effect) or effect.why_not(
        decision.network, decision.effect_about
    )


def why_not_move_by(decision: Decision, effect: Effect) -> str:
    """Why `decision` is none that does what `effect` does, whatever comes out; "" when it is.

    A few cannot decide for all who holds power, nor can what somebody wrote down of a room.
    """
    if decision.who in OF_SOME:
        return _("A part of the network cannot decide this for all.")
    if decision.in_room:
        return _("What was decided in a room is recorded here, and done by hand.")
    if decision.options:
        return _("This is done after a yes or no, not after a choice among options.")
    if decision.subject != effect.subject:
        return _("This is a question of another kind: “%(kind)s”.") % {"kind": effect.subject.label}
    return _why_not_so(decision)


def _why_not_so(decision: Decision) -> str:
    """Why the way in which it is decided is not enough to set something in motion.

    It is the usual one for such questions, with at least as many taking part. Where none is set,
    any way will do in which at least half take part: as many as would confirm it else.
    """
    held = decision.rounds.filter(voided_at=None).order_by("-number").first() or decision
    quorum = exact(held.quorum, "quorum", least=0, most=1)
    usual = UsualMethod.objects.filter(
        network=decision.network_id, subject=decision.subject
    ).first()
    if usual is None:
        few = _("Where this sets something in motion, at least half must take part.")
        return few if quorum < HALF else ""
    if held.method != usual.method:
        return _("In this network such questions are decided by another method.")
    fewer = _("In this network more must take part in such questions.")
    return fewer if quorum < exact(usual.quorum, "quorum", least=0, most=1) else ""
