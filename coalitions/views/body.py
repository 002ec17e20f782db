"""A coalition as a page of its agreement meets it."""

from django.http import Http404

from coalitions.models import Clause
from coalitions.queries.drafting import clause_for
from coalitions.queries.life import known_coalition
from coalitions.rules.agreement import reads_agreement
from networks.views.body import Body
from solidarity.people.models import PersonRequest

TAB = "coalitions:agreement"


def agreement_for(request: PersonRequest, slug: str) -> Body:
    """The coalition, for those who read its agreement; Http404 for everybody else."""
    known = known_coalition(request.user, slug.replace("\0", ""))
    if known is None or not reads_agreement(known[1]):
        raise Http404
    return Body(*known)


def clause_in(request: PersonRequest, slug: str, number: int) -> tuple[Body, Clause]:
    """A clause of its agreement; Http404 where there is none."""
    body = agreement_for(request, slug)
    clause = clause_for(body.network, number)
    if clause is None:
        raise Http404
    return body, clause


def page_number(sent: str) -> int:
    """The page that an address names; 1 where it names none."""
    return int(sent) if sent.isdecimal() and 0 < len(sent) < 5 else 1
