"""Holding a cohort while something in it is written."""

from cohorts.models import Cohort
from cohorts.queries.cohort import hers, known_cohort, was_there
from networks.models import Network
from networks.rules import Standing
from solidarity.people.models import Person


def held_inside(slug: str, by: Person) -> tuple[Network, Standing]:
    """A cohort, held; raises Network.DoesNotExist where there is none that she is in, or was."""
    Network.objects.visible_to(by).locked().get(slug=slug)
    known = known_cohort(by, slug)
    if known is None or not was_there(*known):
        raise Network.DoesNotExist
    return known


def held_of_hers(slug: str, *, by: Person) -> Cohort:
    """A cohort that she applied to, was nominated for, or knows of, held; hidden by now or not.

    Raises Network.DoesNotExist where there is none.
    """
    network = Network.objects.locked().get(slug=slug, pk__in=hers(by, slug))
    cohort = Cohort.objects.get(network=network)
    cohort.network = network
    return cohort
