"""Who does what in a cohort."""

from cohorts.models import Cohort
from networks.models import Kind, Network, Role
from networks.rules import Standing

# What every page of a body brings along (networks/queries/knowing.py), so that its tabs are free.
BROUGHT = "was_cohort"
BRING = "SELECT EXISTS (SELECT FROM cohorts_cohort WHERE network_id = network.id)"


def was_cohort(network: Network) -> bool:
    """Whether it is a cohort, or went on as a group after it: then its pages stay.

    One query for a group that no page brought along; else none.
    """
    if network.kind != Kind.GROUP:
        return network.kind == Kind.COHORT
    along: dict[str, bool] = getattr(network, "along", {})
    if BROUGHT in along:
        return along[BROUGHT]
    return Cohort.objects.filter(network=network).exists()


def facilitates(standing: Standing) -> bool:
    """Brings the cohort together: its facilitators and its stewards."""
    membership = standing.membership
    return (
        standing.is_member
        and membership is not None
        and membership.role in {Role.FACILITATOR, Role.STEWARD}
    )


def takes_part(standing: Standing) -> bool:
    """A participant: was chosen, and holds no role over the others."""
    return standing.is_member and not facilitates(standing)
