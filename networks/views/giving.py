"""What others may take along: the directory as a table and as a feed, a network as a profile."""

import csv
from collections.abc import Callable, Iterator
from functools import wraps
from itertools import islice
from typing import Any

from allauth.core.internal.ratelimit import get_ip
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import condition, require_safe

from networks.bringing.cells import safe
from networks.bringing.murmurations import Public, profile_of
from networks.finding import all_public, newest_change, placed
from networks.forms.finding import SearchForm
from networks.models import Network, NetworkState
from networks.queries import bodies_of
from networks.views.body import moved
from solidarity.base.limits import GIVING_ONE, GIVING_OUT, Limit, count_against
from solidarity.base.secrets import digest
from solidarity.people.models import ViewerRequest

MOST_IN_FEED = 50
COLUMNS = (
    "address", "name", "summary", "kind", "state", "place", "country", "website", "languages",
    "causes", "founded_year",
)  # fmt: skip
NOBODY = AnonymousUser()


class _Echo:
    """A file that gives each line back at once."""

    def write(self, line: str) -> str:
        return line


def _mark(request: HttpRequest) -> str:
    """The same as long as nothing public has changed; tells nothing of what it is made of."""
    asked = SearchForm(request.GET).asked().address()
    return f'"{digest(f"{newest_change()}{asked}{request.path}", purpose="directory")[:32]}"'


View = Callable[..., HttpResponseBase]


def _counted(limit: Limit) -> Callable[[View], View]:
    """Asked for so often at most, from one place; it is the same for everybody."""

    def counted(view: View) -> View:
        @wraps(view)
        def guarded(request: ViewerRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            count_against(limit, what=view.__name__, who=str(get_ip(request)), at=now())
            response = view(request, *args, **kwargs)
            response["Cache-Control"] = "public, max-age=300"
            return response

        return guarded

    return counted


@require_safe
@login_not_required
@_counted(GIVING_OUT)
@condition(etag_func=_mark)
def directory_csv(request: ViewerRequest) -> HttpResponseBase:
    """What the directory finds for anybody, as a table."""
    asked, _towns = placed(SearchForm(request.GET).asked())
    response = StreamingHttpResponse(
        _lines(all_public(asked)), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = 'attachment; filename="networks.csv"'
    return response


def _lines(networks: Iterator[Network]) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield writer.writerow(COLUMNS)
    for network in networks:
        cells = [
            _page_of(network), network.name, network.summary, network.kind, network.state,
            network.place, network.country, network.website, ";".join(network.languages),
            ";".join(network.causes), network.founded_year or "",
        ]  # fmt: skip
        yield writer.writerow([safe(cell) for cell in cells])


@require_safe
@login_not_required
@_counted(GIVING_OUT)
@condition(etag_func=_mark)
def directory_atom(request: ViewerRequest) -> HttpResponse:
    """The newest 50 of what the directory finds for anybody, as a feed."""
    asked, _towns = placed(SearchForm(request.GET).asked())
    here = f"{settings.SITE_URL}{request.path}"
    query = asked.address()
    feed = Atom1Feed(
        title=_("Networks"), link=f"{settings.SITE_URL}{reverse('networks:directory')}",
        description="", feed_url=f"{here}?{query}" if query else here,
    )  # fmt: skip
    for network in islice(all_public(asked), MOST_IN_FEED):
        page = _page_of(network)
        feed.add_item(
            title=network.name, link=page, description=network.summary, unique_id=page,
            pubdate=network.founded_at, updateddate=network.founded_at,
            categories=network.causes,
        )  # fmt: skip
    return HttpResponse(
        feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8"
    )


@require_safe
@login_not_required
@_counted(GIVING_ONE)
def profile_json(request: ViewerRequest, slug: str) -> HttpResponseBase:
    """A public network's profile; the same for everybody, members too."""
    elsewhere = moved(NOBODY, slug, "networks:profile")
    if elsewhere is not None:
        return elsewhere
    listed = Network.objects.visible_to(NOBODY).filter(unlisted_at=None)
    network = get_object_or_404(listed, slug=slug)
    return JsonResponse(profile_of(_public(network)))


def _public(network: Network) -> Public:
    bodies = bodies_of(NOBODY, network) if network.shows_affiliations else []
    return Public(
        page=_page_of(network), name=network.name, summary=network.summary,
        mission=network.aims_long, website=network.website, country=network.country,
        place=network.place, tags=network.causes, founded_year=network.founded_year,
        is_active=network.state == NetworkState.ACTIVE,
        bodies=[_page_of(each.body) for each in bodies],
    )  # fmt: skip


def _page_of(network: Network) -> str:
    return f"{settings.SITE_URL}{network.get_absolute_url()}"
