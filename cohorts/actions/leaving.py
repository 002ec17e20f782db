"""What becomes of somebody's own when she leaves a cohort."""

from datetime import datetime

from cohorts.actions.buddies import leave_buddies
from cohorts.actions.own import take_all_back
from cohorts.actions.resting import stop_resting
from networks.models import Kind, Network
from solidarity.people.models import Person


def went(person: Person, network: Network, at: datetime) -> None:
    """She shares nothing any more, and her buddies stay; her words stay hers."""
    if network.kind == Kind.COHORT:
        leave_buddies(person, network, at=at)
        take_all_back(person, network)
        stop_resting(person, network)
