"""A coalition as one viewer meets it."""

from django.http import Http404

from coalitions.queries.life import known_coalition
from networks.models import Network
from networks.views.body import Body
from solidarity.people.models import PersonRequest, ViewerRequest


def coalition_for(request: ViewerRequest | PersonRequest, slug: str) -> Body:
    """The coalition of this slug; Http404 when there is none that the viewer may know of."""
    known = known_coalition(request.user, slug)
    if known is None:
        raise Http404
    return Body(*known)


def inside(request: PersonRequest, slug: str) -> Body:
    """The same, for those who belong to it; Http404 for everybody else."""
    body = coalition_for(request, slug)
    if not body.standing.belongs:
        raise Http404
    return body


def named(networks: list[Network], slug: str) -> Network:
    """The one of these at an address; Http404 for any other."""
    found = next((each for each in networks if each.slug == slug), None)
    if found is None:
        raise Http404
    return found
