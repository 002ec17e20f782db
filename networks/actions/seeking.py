"""What follows when nobody looks after a network any more."""

from datetime import datetime

from networks import notices
from networks.models import Network, NetworkState, Role, State
from solidarity.people.models import Person

MOST_TOLD = 500


def seek_if_none_is_left(network: Network, *, at: datetime) -> None:
    """Let a network that has lost its last steward seek new ones, and tell its members.

    Inside the act that made her go, which holds the network.
    """
    if network.state != NetworkState.ACTIVE or stewards_left(network):
        return
    network.state = NetworkState.SEEKING
    network.save(update_fields=["state"])
    members = Person.objects.filter(memberships__network=network, memberships__state=State.ACTIVE)
    notices.seeks_stewards(network, members=list(members[:MOST_TOLD]), at=at)


def stewards_left(network: Network) -> bool:
    """Whether anybody still looks after `network`."""
    return network.memberships.filter(role=Role.STEWARD, state=State.ACTIVE).exists()
