"""“Mine here”: what somebody has for herself in a cohort, on one page; and drafts of it, sealed."""

import re
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.http import require_POST, require_safe

from cohorts.actions import own as actions
from cohorts.models import Commitment, Entry
from cohorts.queries import buddies as buddy_queries
from cohorts.queries import own as queries
from cohorts.queries.people import resting_in
from cohorts.rules.own import has_own
from cohorts.rules.people import facilitates, takes_part
from networks.views.body import Body, body_for
from solidarity.people.models import PersonRequest

TAB = "cohorts:mine"
FEW = 3
PURPOSE = re.compile(r"(entry|commitment)(-[0-9]{1,18})?")  # a new one, or the one of this key
UNKEPT = ("csrfmiddlewaretoken", "key", "seen")
LONGEST_KEPT = 30_000


def own_body(request: PersonRequest, slug: str) -> Body:
    """The cohort, for one who takes part or facilitates; Http404 for everybody else."""
    body = body_for(request, slug)
    if not has_own(body.standing, body.network):
        raise Http404
    return body


def with_draft(request: PersonRequest, body: Body, purpose: str, form: forms.Form) -> forms.Form:
    """`form`, beginning with what she typed and did not save."""
    if request.method != "POST":
        kept = queries.draft_in(request.user, body.network, purpose)
        form.initial.update({name: kept[name] for name in form.fields if kept.get(name)})
    return form


@require_safe
def mine_page(request: PersonRequest, slug: str) -> HttpResponse:
    """My buddies, journal, commitments, and how much I carry."""
    body = own_body(request, slug)
    viewer, network = request.user, body.network
    buddies = buddy_queries.buddies_of(viewer, network)
    open_ones = queries.own(Commitment, viewer, network).filter(is_over=False)
    context = body.context(TAB) | {
        "buddies": buddies,
        "resting": resting_in(network.pk, [each.pk for each in buddies], now()),
        "entries": queries.all_opened(queries.own(Entry, viewer, network)[:FEW]),
        "commitments": queries.all_opened(open_ones[:FEW]),
        "rest": queries.rest_of(viewer, network, at=now()),
        "facilitates": facilitates(body.standing),
        "takes_part": takes_part(body.standing),
    }
    return render(request, "cohorts/mine.html", context)


@require_POST
def keep_sealed(request: PersonRequest, slug: str, purpose: str) -> HttpResponse:
    """What a form of hers sends while she types: kept sealed, and nothing to show for it."""
    body = own_body(request, slug)
    if not PURPOSE.fullmatch(purpose):
        raise Http404
    typed: dict[str, Any] = {
        name: value[:LONGEST_KEPT] for name, value in request.POST.items() if name not in UNKEPT
    }
    actions.keep_sealed(body.network.slug, purpose, by=request.user, fields=typed, at=now())
    return HttpResponse(status=204)
