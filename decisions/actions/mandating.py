"""What networks carry into a council: asked for, settled, and followed or departed from."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from decisions.mandates import carried, departs
from decisions.methods.outcome import Outcome
from decisions.models import Decision, Elector, Freedom, Mandate, Position, Round, Stage
from decisions.notices import councils as notices
from decisions.queries.counting import method_of
from decisions.records.kept import kept_choice
from decisions.rules.councils import why_not_carry
from solidarity.base.refused import refuse_if
from solidarity.outbox.actions import ask_for


def begin_mandates(round: Round, *, at: datetime) -> None:
    """Ask each network that has a voice in a round what it wants to say there.

    Each is asked by a job of its own, which holds that network alone: nobody waits for hundreds
    of them, and two councils that open at once cannot hold each other up. A spoke is as free as
    she was in the round before.
    """
    if round.is_secret:
        return
    electors = list(round.electors.filter(is_network=True, network__isnull=False))
    before = _freedoms_before(round)
    Mandate.objects.bulk_create(
        Mandate(elector=each, freedom=before.get(each.network_id, Freedom.GUIDED))
        for each in electors
    )
    for each in electors:
        ask_for("decisions.ask_network", key=str(each.pk), at=at, elector=each.pk)


def _freedoms_before(round: Round) -> dict[int | None, str]:
    held = Mandate.objects.filter(
        elector__round__decision=round.decision_id, elector__round__number__lt=round.number
    )
    pairs = held.order_by("elector__round__number")
    return dict(pairs.values_list("elector__network", "freedom"))


def settle_mandate(round: Round, counted: Outcome, *, at: datetime) -> None:
    """What came out of a network's own round is what its spoke carries; in the act that counts it.

    Nothing happens with a round that no council waits for.
    """
    held = Mandate.objects.select_for_update(of=("self",)).filter(inner=round.decision_id)
    mandate = held.select_related("elector__round__decision__network", "elector__network").first()
    if mandate is None:
        return
    method = method_of(mandate.elector.round)
    choice = carried(method.name, counted)
    mandate.choice = None if choice is None else kept_choice(method, choice)
    mandate.settled_at = at
    mandate.save(update_fields=["choice", "settled_at"])
    if round.decision.stage == Stage.DISCUSSION:  # it comes again with the council's next round
        Decision.objects.filter(pk=round.decision_id).update(stage=Stage.CLOSED, staged_at=at)
        round.decision.stage = Stage.CLOSED
    notices.mandate_settled(mandate, at=at)


def weigh(position: Position, elector: Elector, *, reason: str, at: datetime) -> Mandate | None:
    """Whether a spoke's position departs from what binds her; before it is kept.

    Raises Refused while her network still decides, and where she departs without a reason. Returns
    the mandate that she departs from, so that her network can be told.
    """
    held = Mandate.objects.filter(elector=elector).select_related("inner")
    mandate = held.first() if elector.is_network else None
    if mandate is None:
        return None
    other = departs(mandate.choice, position.choice)
    refuse_if(why_not_carry(mandate, departs=other, reason=reason, at=at))
    position.departs = other and mandate.freedom == Freedom.BOUND
    return mandate if other and mandate.freedom != Freedom.FREE else None


def tell_departure(position: Position, mandate: Mandate | None, *, at: datetime) -> None:
    """Ask for her network to be told at once, with the reason; after the position is kept."""
    if mandate is not None and (mandate.choice is not None or position.departs):
        ask_for("decisions.tell_departure", key=str(position.pk), at=at, position=position.pk)


def end_mandates(round: Round, *, at: datetime) -> None:
    """Let networks decide no more what nobody waits for; each by a job of its own."""
    waiting: Iterable[Any] = Mandate.objects.filter(elector__round=round, settled_at=None)
    for pk in waiting.values_list("pk", flat=True):  # type: ignore[attr-defined]
        ask_for("decisions.end_mandate", key=str(pk), at=at, mandate=pk)
