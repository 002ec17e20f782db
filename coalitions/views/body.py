"""A coalition as a viewer meets it: what is none, or not hers to know of, is a 404."""

from django.http import Http404

from networks.models import Kind
from networks.views.body import Body, body_for
from solidarity.people.models import PersonRequest, ViewerRequest


def coalition_for(request: ViewerRequest | PersonRequest, slug: str) -> Body:
    """The coalition of this slug."""
    body = body_for(request, slug)
    if body.network.kind != Kind.COALITION:
        raise Http404
    return body


def coalition_within(request: ViewerRequest | PersonRequest, slug: str) -> Body:
    """The coalition of this slug, for those who belong."""
    body = coalition_for(request, slug)
    if not body.standing.belongs:
        raise Http404
    return body
