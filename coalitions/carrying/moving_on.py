"""What a decision about a coalition's life does: rest, wake, end, go on in others, open again."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coalitions.actions.life import move_on
from coalitions.moves import EFFECT, Move
from coalitions.queries.life import coalition_of
from coalitions.rules.life import why_not_move, why_not_with
from decisions.carrying.common import gone, refuse_part
from decisions.effects import Effect
from decisions.models import Decision, Subject
from decisions.rules.moves import shown_name
from networks.models import Network

About = Mapping[str, Any]


def _others(about: About) -> list[Network] | None:
    """The coalitions that it names; None where one of them is not there any more."""
    keys = about.get("others") or []
    if not isinstance(keys, list) or not all(isinstance(key, int) for key in keys):
        return None
    found = Network.objects.in_bulk(keys)
    return [found[key] for key in keys] if len(found) == len(set(keys)) else None


def _why_not(network: Network, about: About) -> str:
    others = _others(about)
    move = str(about.get("move"))
    if others is None:
        return gone()
    return why_not_move(coalition_of(network), move) or why_not_with(network, move, others)


def _carry_out(decision: Decision, at: datetime) -> dict[str, Any]:
    refuse_part(decision, MOVE_ON)
    about = decision.effect_about
    return move_on(
        decision.network_id, move=str(about.get("move")), others=list(about.get("others") or []),
        decision=decision.number, at=at,
    )  # fmt: skip


def _in_words(network: Network, about: About) -> str:
    names = _(", ").join(shown_name(each) for each in _others(about) or [])
    move = about.get("move")
    if move == Move.INTO:
        return _("Go on in: %(names)s") % {"names": names}
    if move == Move.OUT_OF:
        return _("Say that we grow out of: %(names)s") % {"names": names}
    return str(Move(move).label) if move in Move.values else gone()


MOVE_ON = Effect(
    kind=EFFECT,
    label=gettext_lazy("Where our coalition goes from here"),
    subject=Subject.RULES,
    why_not=_why_not,
    carry_out=_carry_out,
    in_words=_in_words,
    after_the_end=True,
)
