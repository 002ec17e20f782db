"""A body's page and its tabs."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from networks.about import about_parts
from networks.facets import Size
from networks.models import Listing, Membership, Network, NetworkState, State, Tie, TieKind
from networks.queries import (
    MOST_WAITING,
    affiliates_of,
    bodies_of,
    grown,
    holders_seen,
    known_network,
    last_measure,
    log_of,
    members_seen,
    stewarded_by,
    ties_seen,
    waiting_approaches,
)
from networks.queries.bringing import listings_of
from networks.queries.spokes import spokes_among
from networks.queries.talking import Lately, talked_of_lately
from networks.queries.tree import Branch
from networks.rules import (
    TAKES_NETWORKS,
    Standing,
    sees_affiliations,
    sees_members,
    standing_of,
    voice_in,
    why_not_join,
)
from networks.rules.petitions import why_not_claim
from networks.tabs import tabs_of
from solidarity.base.pages import keyset_page
from solidarity.people.causes import labels_of
from solidarity.people.countries import countries_now
from solidarity.people.languages import names_of
from solidarity.people.models import Person, PersonRequest, Viewer, ViewerRequest

PER_PAGE = 20
FEW = 5


@dataclass(frozen=True)
class Body:
    """A network as one viewer meets it."""

    network: Network
    standing: Standing
    is_seen: bool = True  # not so to somebody who waits for a network that was hidden meanwhile

    def context(self, tab: str) -> dict[str, Any]:
        """What every page of a body shows."""
        shown = tabs_of(self.network, self.standing, current=tab) if self.is_seen else None
        return {
            "network": self.network,
            "standing": self.standing,
            "tabs": shown.all if shown else [],
            "care_tabs": shown.care if shown else [],
        }


def body_for(request: ViewerRequest | PersonRequest, slug: str) -> Body:
    """The network of this slug; Http404 when there is none that the viewer may know of."""
    known = known_network(request.user, slug.replace("\0", ""))
    if known is None:
        raise Http404
    return Body(*known)


def stewards_only(request: PersonRequest, slug: str) -> Body:
    """The network, for one of its stewards; Http404 for everybody else."""
    body = body_for(request, slug)
    if not body.standing.is_steward:
        raise Http404
    return body


def awaited_body(request: PersonRequest, slug: str) -> Body:
    """As `body_for`, and for those who wait for an answer: the network may be hidden by now."""
    network = get_object_or_404(Network.objects.known_to(request.user), slug=slug)
    is_seen = Network.objects.visible_to(request.user).filter(pk=network.pk).exists()
    return Body(network, standing_of(request.user, network), is_seen)


def in_words(tie: Tie, network: Network) -> str:
    """What the network at the other end is to `network`."""
    if tie.kind != TieKind.LEARNS:
        return str(TieKind(tie.kind).label)
    if tie.one_id == network.pk:
        return _("We learn from")
    return _("Learn from us")


def moved(viewer: Viewer, slug: str, page: str) -> HttpResponse | None:
    """The way to where a merged network's page is now; None when nothing moved. One query.

    None, too, when the viewer may not know of the network that was kept.
    """
    found = Network.objects.visible_to(viewer).filter(merged__slug=slug)
    kept = found.values_list("slug", flat=True).first()
    return redirect(page, kept, permanent=True) if kept else None


@require_safe
@login_not_required
def about_page(request: ViewerRequest, slug: str) -> HttpResponse:
    """What it is, and the way in."""
    try:
        body = body_for(request, slug)
    except Http404:
        if elsewhere := moved(request.user, slug, "networks:about"):
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
        "measure": last_measure(request.user, body.standing),
        "size": Size(network.size).label if network.size else "",
        "ties": [
            (in_words(tie, network), tie.far_from(network))
            for tie in ties_seen(request.user, network, body.standing)[:FEW]
        ],
        "bodies": _bodies(request, body),
        "lines": _lately(request, body),
        "brings": _brings(request, body),
        "listings": _listings(body),
        "can_claim": _can_claim(request, body),
        "parts": about_parts(request.user, network, body.standing),
    }
    return render(request, "networks/about.html", context)


def _listings(body: Body) -> list[Listing]:
    """Where an unclaimed network is from; and for stewards, who says something of theirs."""
    if body.network.state != NetworkState.UNCLAIMED and not body.standing.is_steward:
        return []
    return listings_of(body.network)


def _can_claim(request: ViewerRequest, body: Body) -> bool:
    """Whether the page asks if it is hers; of what somebody looks after, only those signed in."""
    asks = body.network.state == NetworkState.UNCLAIMED or request.user.is_authenticated
    return asks and not why_not_claim(body.standing, body.network, at=now())


def _bodies(request: ViewerRequest, body: Body) -> list[Network]:
    """A few of those that it belongs to, where the viewer sees them."""
    if not sees_affiliations(body.standing, body.network):
        return []
    return [each.body for each in bodies_of(request.user, body.network, most=FEW)]


def _lately(request: ViewerRequest, body: Body) -> list[Lately]:
    """What was talked about last, for those who belong."""
    if not isinstance(request.user, Person) or not voice_in(body.standing).reads:
        return []
    return talked_of_lately(request.user, body.network, most=FEW)


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


def _waiting(body: Body) -> int:
    """How many networks wait for an answer of its stewards, when the viewer is one."""
    if not body.standing.is_steward:
        return 0
    return waiting_approaches(body.network, at=now())[:MOST_WAITING].count()


def _brings(request: ViewerRequest, body: Body) -> list[Network]:
    """A few networks that the viewer looks after and that could ask to belong."""
    network = body.network
    is_open = network.kind in TAKES_NETWORKS and network.state == NetworkState.ACTIVE
    is_open = is_open and not network.ended_at
    if not isinstance(request.user, Person) or not is_open:
        return []
    return [mine for mine in stewarded_by(request.user)[:FEW] if mine != network]


@require_safe
@login_not_required
def affiliations_page(request: ViewerRequest, slug: str) -> HttpResponse:
    """What it belongs to, and what belongs to it: the tree, as far as the viewer may know."""
    body = body_for(request, slug)
    if not sees_affiliations(body.standing, body.network):
        raise Http404
    affiliates = affiliates_of(request.user, body.network)
    page = keyset_page(affiliates, after=request.GET.get("after", ""), size=PER_PAGE)
    up = grown(request.user, bodies_of(request.user, body.network), "up")
    down = grown(request.user, page.rows, "down")
    _name_spokes(body, up, down)
    context = body.context("networks:affiliations") | {
        "page": page,
        "up": up,
        "down": down,
        "waiting": _waiting(body),
    }
    return render(request, "networks/affiliations.html", context)


def _name_spokes(body: Body, up: list[Branch], down: list[Branch]) -> None:
    """Who speaks where, for those who belong: here for its networks, there for this one."""
    if not body.standing.belongs:
        return
    spokes = spokes_among([branch.affiliation for branch in (*up, *down)])
    for branch in (*up, *down):
        branch.spokes = spokes.get(branch.affiliation, [])
    for branch in up:
        page = [body.network.slug, branch.network.slug]
        branch.spokes_url = reverse("networks:spokes", args=page)


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
