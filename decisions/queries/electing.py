"""What a question about who decides offers in a body."""

from decisions.models import Circle
from networks.models import Affiliation, AffiliationState, Network


def circles_of(network: Network) -> list[Circle]:
    """The circles that there are, by name."""
    return list(Circle.objects.filter(network=network, ended_at=None).order_by("name", "pk"))


def has_networks(network: Network) -> bool:
    """Whether networks belong to it."""
    found = Affiliation.objects.filter(body=network, state=AffiliationState.ACTIVE)
    return found.exists()
