"""A coalition and where it stands."""

from coalitions.models import Coalition, Phase
from networks.models import Kind, Network
from networks.queries.knowing import known_network
from networks.rules import Standing
from solidarity.people.models import Viewer


def coalition_of(network: Network) -> Coalition:
    """What it has beside what every body has; of one that nothing was written of, the beginning."""
    found = Coalition.objects.filter(network=network).first()
    if found is None:
        return Coalition(network=network, phase=Phase.EXPLORING, phase_since=network.founded_at)
    found.network = network
    return found


def known_coalition(viewer: Viewer, slug: str) -> tuple[Network, Standing] | None:
    """A coalition and how `viewer` stands to it; None for what is none, or not hers to know of."""
    known = known_network(viewer, slug)
    return known if known and known[0].kind == Kind.COALITION else None
