"""Where a coalition stands in its life: writing it down."""

from datetime import datetime

from coalitions.models import Coalition, Phase
from networks.actions.log import log
from networks.models import Network, Verb

NOT_YET = (Phase.EXPLORING, Phase.FORMING)


def held(network: Network) -> Coalition:
    """The row of a coalition, made at first need. Whoever calls it holds the network's row."""
    beginning = {"phase": Phase.EXPLORING, "phase_since": network.founded_at}
    coalition, _is_new = Coalition.objects.get_or_create(network=network, defaults=beginning)
    coalition.network = network
    return coalition


def take_force(network: Network, *, version: int, decision: int, at: datetime) -> Coalition:
    """From now on this version of the agreement holds; one that was not active becomes so."""
    coalition = held(network)
    coalition.version_number = version
    if coalition.phase in NOT_YET:
        coalition.phase, coalition.phase_since = Phase.ACTIVE, at
        log(network, Verb.CHANGED, at=at, fields=["phase"], to=Phase.ACTIVE, decision=decision)
    coalition.save(update_fields=["version_number", "phase", "phase_since"])
    return coalition
