"""A cohort from inside: for those who are in it, with a programme or before there is one."""

from django.http import Http404

from cohorts.rules.people import facilitates
from cohorts.views.body import TAB, cohort_for
from networks.views.body import Body
from solidarity.people.models import PersonRequest

__all__ = ["TAB", "cohort_for", "facilitated", "inside"]


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
