"""What follows when nobody looks after a network any more, or somebody does again."""

from datetime import UTC, datetime

from networks import notices
from networks.models import Network, NetworkState, Role, State
from solidarity.outbox.actions import ask_for
from solidarity.outbox.handlers import ToDo
from solidarity.people.models import Person


def seek_if_none_is_left(network: Network, *, at: datetime) -> None:
    """Let a network that has lost its last steward seek new ones, and tell its members.

    Inside the act that made her go, which holds the network.
    """
    if network.state != NetworkState.ACTIVE or stewards_left(network):
        return
    network.state = NetworkState.SEEKING
    network.save(update_fields=["state"])
    tell_members(network, at=at)


def stewards_left(network: Network) -> bool:
    """Whether anybody still looks after `network`."""
    return network.memberships.filter(role=Role.STEWARD, state=State.ACTIVE).exists()


def tell_members(network: Network, *, at: datetime, steward: int = 0) -> None:
    """Ask for all members to be told that stewards are sought, or that `steward` is one now."""
    moment = int(at.timestamp())
    ask_for(
        "networks.tell_members", key=f"{network.pk}-{moment}-{steward}", at=at,
        network=network.pk, steward=steward, moment=moment,
    )  # fmt: skip


def carry_to_members(job: ToDo) -> None:
    """Tell the members, if it is so still; once, however often it runs."""
    network = Network.objects.get(pk=job.payload["network"])
    steward = Person.objects.filter(pk=job.payload["steward"]).first()
    at = datetime.fromtimestamp(job.payload["moment"], tz=UTC)
    if steward is None and network.state == NetworkState.SEEKING:
        notices.seeks_stewards(network, at=at)
    elif steward is not None and network.state == NetworkState.ACTIVE:
        notices.found_stewards(network, steward, at=at)
