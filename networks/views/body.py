"""A body's page and its tabs."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from networks.models import Membership, Network, State
from networks.queries import affiliates_of, bodies_of, holders_seen, log_of, members_seen
from networks.queries.bringing import listings_of
from networks.rules import (
    Standing,
    sees_affiliations,
    sees_members,
    standing_of,
    why_not_join,
)
from networks.rules.petitions import why_not_claim
from networks.tabs import tabs_of
from solidarity.base.pages import keyset_page
from solidarity.people.causes import labels_of
from solidarity.people.countries import countries_now
from solidarity.people.languages import names_of
from solidarity.people.models import PersonRequest, ViewerRequest

PER_PAGE = 25


@dataclass(frozen=True)
class Body:
    """A network as one viewer meets it."""

    network: Network
    standing: Standing

    def context(self, tab: str) -> dict[str, Any]:
        """What every page of a body shows."""
        return {
            "network": self.network,
            "standing": self.standing,
            "tabs": tabs_of(self.network, self.standing, current=tab),
        }


def body_for(request: ViewerRequest | PersonRequest, slug: str) -> Body:
    """The network of this slug; Http404 when there is none that the viewer may know of."""
    network = get_object_or_404(Network.objects.visible_to(request.user), slug=slug)
    return Body(network, standing_of(request.user, network))


def moved(slug: str, page: str) -> HttpResponse | None:
    """The way to where a merged network's page is now; None when nothing moved. One query."""
    found = Network.objects.filter(slug=slug, merged_into__isnull=False)
    kept = found.values_list("merged_into__slug", flat=True).first()
    return redirect(page, kept, permanent=True) if kept else None


@require_safe
@login_not_required
def about_page(request: ViewerRequest, slug: str) -> HttpResponse:
    """What it is, and the way in."""
    try:
        body = body_for(request, slug)
    except Http404:
        if elsewhere := moved(slug, "networks:about"):
            return elsewhere
        raise
    network = body.network
    members = Membership.objects.filter(network=network, state=State.ACTIVE)
    context = body.context("networks:about") | {
        "people": members.count(),
        "causes": labels_of(network.causes),
        "languages": names_of(network.languages),
        "country": countries_now().get(network.country, ""),
        "why_not": why_not_join(body.standing, network),
        "listings": listings_of(network),
        "can_claim": not why_not_claim(body.standing, network, at=now()),
    }
    return render(request, "networks/about.html", context)


@require_safe
@login_not_required
def members_page(request: ViewerRequest, slug: str) -> HttpResponse:
    """Who is in it, as far as the viewer may know."""
    body = body_for(request, slug)
    if not sees_members(body.standing, body.network):
        raise Http404
    seen = members_seen(request.user, body.network, body.standing)
    page = keyset_page(seen, after=request.GET.get("after", ""), size=PER_PAGE)
    context = body.context("networks:members") | {
        "page": page,
        "holders": holders_seen(seen) if page.is_first else [],
    }
    return render(request, "networks/members.html", context)


@require_safe
@login_not_required
def affiliations_page(request: ViewerRequest, slug: str) -> HttpResponse:
    """What it belongs to, and what belongs to it."""
    body = body_for(request, slug)
    if not sees_affiliations(body.standing, body.network):
        raise Http404
    affiliates = affiliates_of(request.user, body.network)
    page = keyset_page(affiliates, after=request.GET.get("after", ""), size=PER_PAGE)
    bodies = bodies_of(request.user, body.network)
    context = body.context("networks:affiliations") | {"bodies": bodies, "page": page}
    return render(request, "networks/affiliations.html", context)


@require_safe
@login_not_required
def log_page(request: ViewerRequest, slug: str) -> HttpResponse:
    """What was done in it: for those who belong."""
    body = body_for(request, slug)
    if not body.standing.belongs:
        raise Http404
    page = keyset_page(
        log_of(request.user, body.network), after=request.GET.get("after", ""), size=PER_PAGE
    )
    context = body.context("networks:log") | {"page": page}
    return render(request, "networks/log.html", context)
