"""A coalition as one viewer meets it."""

from django.http import Http404

from coalitions.models import Clause
from coalitions.queries.drafting import clause_for
from coalitions.queries.life import known_coalition
from coalitions.rules.agreement import reads_agreement
from networks.models import Network
from networks.views.body import Body
from solidarity.people.models import PersonRequest, ViewerRequest

AGREEMENT = "coalitions:agreement"


def coalition_for(request: ViewerRequest | PersonRequest, slug: str) -> Body:
    """The coalition of this slug; Http404 when there is none that the viewer may know of."""
    known = known_coalition(request.user, slug.replace("\0", ""))
    if known is None:
        raise Http404
    return Body(*known)


def inside(request: PersonRequest, slug: str) -> Body:
    """The same, for those who belong to it; Http404 for everybody else."""
    body = coalition_for(request, slug)
    if not body.standing.belongs:
        raise Http404
    return body


def agreement_for(request: PersonRequest, slug: str) -> Body:
    """The same, for those who read its agreement; Http404 for everybody else."""
    body = coalition_for(request, slug)
    if not reads_agreement(body.standing):
        raise Http404
    return body


def clause_in(request: PersonRequest, slug: str, number: int) -> tuple[Body, Clause]:
    """A clause of its agreement; Http404 where there is none."""
    body = agreement_for(request, slug)
    clause = clause_for(body.network, number)
    if clause is None:
        raise Http404
    return body, clause


def named(networks: list[Network], slug: str) -> Network:
    """The one of these at an address; Http404 for any other."""
    found = next((each for each in networks if each.slug == slug), None)
    if found is None:
        raise Http404
    return found


def page_number(sent: str) -> int:
    """The page that an address names; 1 where it names none."""
    return int(sent) if sent.isdecimal() and 0 < len(sent) < 5 else 1
