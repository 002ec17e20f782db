"""What home asks of a person, read by tests about what she is asked."""

from networks.queries import networks_of, what_needs
from tests.fixtures.people import NOON


def needs(person, *, at=NOON):
    """What waits for `person`, as (kind, network, number); of one thing the number is its key."""
    found = what_needs(person, list(networks_of(person)), at=at)
    return [(str(need.kind), need.network, need.number) for need in found]
