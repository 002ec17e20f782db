"""What becomes of somebody's own when she leaves a cohort."""

from datetime import datetime

from cohorts.actions.buddies import leave_buddies
from cohorts.actions.own import take_all_back
from cohorts.actions.resting import stop_resting
from cohorts.actions.trusting import settle_all
from cohorts.models import Answered, Application
from cohorts.notices.gathering import seat_free
from cohorts.rules.people import was_cohort
from networks.models import Kind, Membership, Network, State
from solidarity.people.models import Person


def went(person: Person, network: Network, at: datetime) -> None:
    """She shares nothing any more, and her buddies stay; her words stay hers."""
    if not was_cohort(network):
        return
    leave_buddies(person, network, at=at)
    take_all_back(person, network)
    stop_resting(person, network)
    settle_all(network, at=at)
    if network.kind == Kind.COHORT:
        _free_seat(person, network, at=at)


def was_removed(person: Person, network: Network, at: datetime) -> None:
    """Whoever was removed, and not only paused, leaves a seat as well."""
    is_inside = Membership.objects.filter(network=network, person=person, state=State.ACTIVE)
    if network.kind == Kind.COHORT and not is_inside.exists():
        settle_all(network, at=at)
        _free_seat(person, network, at=at)


def _free_seat(person: Person, network: Network, *, at: datetime) -> None:
    """Take her out of the group that is proposed, and tell those who facilitate."""
    let_in = Application.objects.filter(
        cohort__network=network, person=person, state=Answered.ACCEPTED, is_proposed=True
    )
    application = let_in.select_related("cohort__network").first()
    if application is not None:
        application.is_proposed = False
        application.save(update_fields=["is_proposed"])
        seat_free(application.cohort, key=f"{application.pk}-{at:%Y-%m-%d}", at=at)
