"""A cohort as those inside meet it, on the pages where they look back."""

from django.http import Http404

from cohorts.models import Round
from cohorts.queries.cohort import was_there
from cohorts.queries.reflecting import rounds_of
from cohorts.rules.people import facilitates
from cohorts.views.body import cohort_for
from networks.views.body import Body
from solidarity.people.models import PersonRequest

TAB = "cohorts:reflections"


def within(request: PersonRequest, slug: str) -> Body:
    """The same, for those who take part or facilitate; Http404 for everybody else.

    Who came after it ended, to the group that it is now, is not among them.
    """
    body = cohort_for(request, slug)
    if not was_there(body.network, body.standing):
        raise Http404
    return body


def led(request: PersonRequest, slug: str) -> Body:
    """The same, for those who facilitate; Http404 for everybody else."""
    body = within(request, slug)
    if not facilitates(body.standing):
        raise Http404
    return body


def round_in(body: Body, moment: str) -> Round:
    """A round of this cohort; Http404 where it is not prepared."""
    found = next((each for each in rounds_of(body.network) if each.moment == moment), None)
    if found is None:
        raise Http404
    return found
