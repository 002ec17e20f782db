"""Holding a cohort while something in it is written."""

from cohorts.queries.cohort import known_cohort
from networks.models import Network
from networks.rules import Standing
from solidarity.people.models import Person


def held_cohort(slug: str, by: Person) -> tuple[Network, Standing]:
    """A cohort, held; raises Network.DoesNotExist where there is none that she is in."""
    Network.objects.visible_to(by).locked().get(slug=slug)
    known = known_cohort(by, slug)
    if known is None or not known[1].is_member:
        raise Network.DoesNotExist
    return known
