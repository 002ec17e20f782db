"""A cohort as one viewer meets it."""

from django.http import Http404

from cohorts.queries.cohort import known_cohort
from cohorts.rules.people import facilitates
from networks.views.body import Body
from solidarity.people.models import PersonRequest, ViewerRequest

TAB = "cohorts:programme"


def cohort_for(request: ViewerRequest | PersonRequest, slug: str) -> Body:
    """The cohort of this slug; Http404 when there is none that the viewer may know of."""
    known = known_cohort(request.user, slug)
    if known is None:
        raise Http404
    return Body(*known)


def inside(request: PersonRequest, slug: str) -> Body:
    """The same, for those who are in it; Http404 for everybody else."""
    body = cohort_for(request, slug)
    if not body.standing.is_member:
        raise Http404
    return body


def facilitated(request: PersonRequest, slug: str) -> Body:
    """The same, for those who facilitate it; Http404 for everybody else."""
    body = cohort_for(request, slug)
    if not facilitates(body.standing):
        raise Http404
    return body
