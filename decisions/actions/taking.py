"""Taking a position, changing it, taking back a block: what was said before is history."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from decisions.actions.holding import share_round
from decisions.actions.mandating import tell_departure, weigh
from decisions.models import Elector, Position, PositionWords, Round
from decisions.queries.counting import method_of
from decisions.queries.voices import own_voice, voices_spoken
from decisions.records import BadRecord
from decisions.records.kept import is_withdrawn, kept_choice, stance_of, withdrawn
from decisions.rules.taking import NEEDS_REASON, why_not_openly, why_not_say, why_not_take
from networks.models import AffiliationPath, Membership, Network, State
from solidarity.base.refused import Refused, refuse_if
from solidarity.people.models import Person


@transaction.atomic
def take_position(  # noqa: PLR0913 each has a name
    round_id: int, *, by: Person, choice: Any, reason: str = "", rests_on: str = "",
    speaks_for: Network | None = None, for_network: Network | None = None, key: str, at: datetime,
) -> Position:  # fmt: skip
    """Say where one stands; raises Refused. Until the round closes, the last position counts.

    choice: as in docs/recount.md, without words. speaks_for: of one with several loyalties.
    for_network: of a spoke, whose voice it is. key: of the form that was sent; the same one again
    finds the position that it made.
    """
    moment = share_round(round_id, at=at)
    round = round_with_its_decision(round_id)
    refuse_if(why_not_openly(round))
    elector = held_voice(round, by, for_network)
    refuse_if(why_not_take(round, elector, at=moment))
    assert elector is not None  # noqa: S101 the rule has said so
    if sent := Position.objects.filter(elector=elector, key=key).first():
        return sent
    kept = choice_in(round, choice)
    if not is_withdrawn(kept):
        refuse_if(why_not_say(stance_of(kept), reason=reason, rests_on=rests_on))
    if speaks_for is not None:
        _speak_for(elector, by, speaks_for, round)
    position = Position(elector=elector, round=round, choice=kept, at=moment, by=by, key=key)
    return _put_for(elector, position, reason=reason, rests_on=rests_on)


@transaction.atomic
def take_back_block(
    round_id: int, *, by: Person, for_network: Network | None = None, key: str, at: datetime
) -> Position:
    """Let a block or an objection stand no longer; its words stay with what was said."""
    moment = share_round(round_id, at=at)
    round = round_with_its_decision(round_id)
    elector = held_voice(round, by, for_network)
    refuse_if(why_not_take(round, elector, at=moment))
    assert elector is not None  # noqa: S101 the rule has said so
    if sent := Position.objects.filter(elector=elector, key=key).first():
        return sent
    held = Position.objects.filter(elector=elector, is_current=True).select_related("written")
    last = held.first()
    if last is None or stance_of(last.choice) not in NEEDS_REASON or is_withdrawn(last.choice):
        raise Refused(_("There is nothing of yours that stops it."))
    words = getattr(last, "written", None)
    position = Position(
        elector=elector, round=round, choice=withdrawn(last.choice), at=moment, by=by, key=key
    )
    reason, rests_on = (words.reason, words.rests_on) if words else ("", "")
    return _put_for(elector, position, reason=reason, rests_on=rests_on)


def round_with_its_decision(round_id: int) -> Round:
    """The round, its decision and its network beside it."""
    return Round.objects.select_related("decision__network").get(pk=round_id)


def held_voice(round: Round, by: Person, for_network: Network | None) -> Elector | None:
    """Her own voice, or that of the network that she speaks for; held, so that two tabs queue."""
    if for_network is None:
        found = own_voice(round, by)
    else:
        found = voices_spoken(round, by).filter(network=for_network)
    return found.select_for_update(of=("self",), no_key=True).first()


def choice_in(round: Round, choice: Any) -> Any:
    """The choice as it is kept; raises Refused where this round has none such."""
    try:
        return kept_choice(method_of(round), choice)
    except BadRecord as problem:
        raise Refused(_("That is none of the choices here.")) from problem


def _put_for(elector: Elector, position: Position, *, reason: str, rests_on: str) -> Position:
    """Keep a position; where a spoke departs from what she carries, her network is told."""
    mandate = weigh(position, elector, reason=reason, at=position.at)
    put_position(position, reason=reason, rests_on=rests_on)
    tell_departure(position, mandate, at=position.at)
    return position


def put_position(position: Position, *, reason: str, rests_on: str) -> Position:
    """Let this one count from now on, and keep what did so far as its history."""
    Position.objects.filter(elector=position.elector_id, is_current=True).update(is_current=False)
    position.save(force_insert=True)
    if reason.strip() or rests_on.strip():
        words = {"reason": reason.strip(), "rests_on": rests_on.strip()}
        PositionWords.objects.create(position=position, **words)
    return position


def _speak_for(elector: Elector, by: Person, network: Network, round: Round) -> None:
    """Write down for whom she speaks here: one of hers that is in the body, or the body itself."""
    body = round.decision.network_id
    is_hers = Membership.objects.filter(person=by, network=network, state=State.ACTIVE).exists()
    inside = AffiliationPath.objects.filter(ancestor=body, descendant=network)
    if not is_hers or not (network.pk == body or inside.exists()):
        raise Refused(_("You speak for a network of yours that is in this one."))
    if elector.speaks_for_id != network.pk:
        elector.speaks_for = network
        elector.save(update_fields=["speaks_for"])
