"""A cohort as one viewer meets it."""

from dataclasses import dataclass

from django.http import Http404

from cohorts.models import Cohort
from cohorts.queries.cohort import cohort_of, known_cohort
from cohorts.rules.people import facilitates
from networks.views.body import Body
from solidarity.people.models import PersonRequest, ViewerRequest

TAB = "cohorts:programme"


@dataclass(frozen=True)
class Met:
    """A cohort with a programme, as one viewer meets it."""

    body: Body
    cohort: Cohort

    @property
    def facilitates(self) -> bool:
        """Whether the viewer brings it together."""
        return facilitates(self.body.standing)

    def context(self) -> dict[str, object]:
        """What every page about a programme shows."""
        leads = {"cohort": self.cohort, "facilitates": self.facilitates}
        return self.body.context(TAB) | leads


def cohort_for(request: ViewerRequest | PersonRequest, slug: str) -> Body:
    """The cohort of this slug; Http404 when there is none that the viewer may know of."""
    known = known_cohort(request.user, slug)
    if known is None:
        raise Http404
    return Body(*known)


def programme_for(request: ViewerRequest | PersonRequest, slug: str) -> Met:
    """The same, with its programme; Http404 before there is one."""
    body = cohort_for(request, slug)
    cohort = cohort_of(body.network)
    if cohort is None:
        raise Http404
    return Met(body, cohort)


def facilitated(request: PersonRequest, slug: str) -> Met:
    """The same, for those who facilitate; Http404 for everybody else."""
    met = programme_for(request, slug)
    if not met.facilitates:
        raise Http404
    return met
