"""A cohort and how somebody stands to it."""

from cohorts.models import Cohort
from cohorts.rules.people import was_cohort
from networks.models import Network
from networks.queries.knowing import known_network
from networks.rules import Standing
from solidarity.people.models import Viewer


def known_cohort(viewer: Viewer, slug: str) -> tuple[Network, Standing] | None:
    """A cohort and how `viewer` stands to it; None for what is none, or not hers to know of."""
    known = known_network(viewer, slug.replace("\0", ""))
    return known if known and was_cohort(known[0]) else None


def cohort_of(network: Network) -> Cohort | None:
    """Its programme; None before the facilitators wrote one. One query."""
    found = Cohort.objects.filter(network=network).first()
    if found:
        found.network = network
    return found
