"""Who takes positions and who closes shut each other out, for as long as it takes and no longer.

Positions and ballots share a round; closing, extending and calling off hold it alone. The order of
all locks is: the networks, in the order of their keys; the decision, the round, electors in the
order of their keys.
"""

from datetime import datetime, timedelta

from django.db import connection

from decisions.effects import effect_of
from decisions.models import Decision, Round
from networks.models import Network

CLOSING = 0x5011_4C05  # any number, the same for all who take positions or ballots
# `at` of a request is the web's clock before it waited; what is further away was said on purpose.
ALIKE = timedelta(minutes=5)
SHARE = "SELECT pg_advisory_xact_lock_shared(%s, %s); SELECT clock_timestamp()"
HOLD = "SELECT pg_advisory_xact_lock(%s, %s); SELECT clock_timestamp()"


def share_round(round_id: int, *, at: datetime) -> datetime:
    """Wait until nobody closes it, and let nobody until the transaction ends; the moment it is."""
    return _lock(SHARE, round_id, at=at)


def hold_round(round_id: int, *, at: datetime) -> datetime:
    """Wait for those who take positions, and let nobody else; the moment it is."""
    return _lock(HOLD, round_id, at=at)


def _lock(statement: str, round_id: int, *, at: datetime) -> datetime:
    """The database's clock says how late it is, unless `at` is another time altogether."""
    with connection.cursor() as cursor:
        cursor.execute(statement, [CLOSING, round_id % 2**31])
        (clock,) = cursor.fetchone()
    moment: datetime = clock
    return moment if abs(moment - at) <= ALIKE else at


def held_decision(decision_id: int) -> Decision:
    """The decision with its network, both held until the transaction ends."""
    network = Network.objects.locked().get(decisions=decision_id)
    decisions = Decision.objects.select_for_update(of=("self",), no_key=True)
    decision: Decision = decisions.get(pk=decision_id)
    decision.network = network
    return decision


def held_round(round_id: int, *, at: datetime) -> tuple[Round, datetime]:
    """The round with its decision and network, all held for whoever changes them; the moment.

    Where the decision sets something in motion elsewhere, too, the networks there are held first.
    """
    known = Decision.objects.only("effect", "effect_about").get(rounds=round_id)
    effect = effect_of(known)
    if effect is not None and (touched := effect.touches(known.effect_about)):
        list(Network.objects.filter(pk__in=touched).order_by("pk").only("pk").locked())
    decision = held_decision(known.pk)
    moment = hold_round(round_id, at=at)
    round = Round.objects.select_related("version").get(pk=round_id)
    round.decision = decision
    return round, moment
