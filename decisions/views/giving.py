"""What others may take along of a register: a table, a file for programs, a public feed."""

import csv
import io
from typing import Any

from allauth.core.internal.ratelimit import get_ip
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from decisions.forms.register import RegisterForm
from decisions.queries.register import (
    Line,
    Scope,
    found_in,
    lines_of,
    register_around,
    register_of,
)
from decisions.views.register import scope_for, sentence, shown
from networks.bringing.cells import safe
from networks.models import Network
from networks.rules import Standing
from solidarity.base.limits import GIVING_OUT, count_against
from solidarity.people.models import PersonRequest, ViewerRequest

MOST = 2000
MOST_IN_FEED = 50
COLUMNS = (
    "address", "network", "number", "title", "kind", "stands", "method", "round", "opened",
    "closes", "counted", "electors", "taken", "digest",
)  # fmt: skip
NOBODY = AnonymousUser()


def _lines(request: ViewerRequest | PersonRequest, scope: Scope) -> list[Line]:
    count_against(GIVING_OUT, what="register", who=str(get_ip(request)), at=now())
    found = found_in(scope, RegisterForm(request.GET).asked(), at=now())
    return lines_of(list(found.select_related("network")[:MOST]), scope, at=now())


def facts_of(line: Line) -> dict[str, Any]:
    """A decision as programs read it: codes, numbers, moments; no names, no reasons."""
    last, outcome = line.last, line.outcome
    told = outcome.told if outcome else {}
    return {
        "address": _page_of(line) if line.is_read else "",
        "network": line.decision.network.name,
        "number": line.decision.number,
        "title": line.decision.title if line.is_named else "",
        "kind": line.decision.subject,
        "stands": line.fate,
        "method": line.method,
        "round": last.number if last else None,
        "opened": last.opens_at.isoformat() if last else None,
        "closes": last.closes_at.isoformat() if last else None,
        "counted": outcome.at.isoformat() if outcome else None,
        "electors": told.get("electorate", {}).get("electors"),
        "taken": told.get("taken", {}).get("electors"),
        "digest": outcome.digest if outcome and line.is_read else "",
    }


def _page_of(line: Line) -> str:
    return f"{settings.SITE_URL}{line.decision.get_absolute_url()}"


def _csv(lines: list[Line]) -> HttpResponse:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for line in lines:
        facts = facts_of(line)
        cells = ["" if facts[name] is None else facts[name] for name in COLUMNS]
        writer.writerow([safe(cell) for cell in cells])
    response = HttpResponse(text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="decisions.csv"'
    return response


def _json(lines: list[Line]) -> JsonResponse:
    rows = [facts_of(line) | _file(line) for line in lines]
    return JsonResponse({"format": "solidarity-register/1", "decisions": rows})


def _file(line: Line) -> dict[str, str]:
    """Where its file for counting again is, where she reads it and it was counted."""
    if not line.is_read or line.outcome is None:
        return {}
    return {"file": f"{_page_of(line)}export.json"}


@require_safe
@login_not_required
def register_csv(request: ViewerRequest, slug: str) -> HttpResponse:
    """The register of a body as a table, as far as the viewer may know."""
    return _csv(_lines(request, scope_for(request, slug)[1]))


@require_safe
@login_not_required
def register_json(request: ViewerRequest, slug: str) -> HttpResponse:
    """The register of a body for programs, as far as the viewer may know."""
    return _json(_lines(request, scope_for(request, slug)[1]))


@require_safe
def my_csv(request: PersonRequest) -> HttpResponse:
    """What my networks decide, as a table."""
    return _csv(_lines(request, register_around(request.user)))


@require_safe
def my_json(request: PersonRequest) -> HttpResponse:
    """What my networks decide, for programs."""
    return _json(_lines(request, register_around(request.user)))


@require_safe
@login_not_required
def register_atom(request: ViewerRequest, slug: str) -> HttpResponse:
    """What a body decides, as a feed that anybody can follow; the same for everybody.

    Where only those who belong may know, their own feeds (`/inbox/feeds/`) tell them.
    """
    network = get_object_or_404(Network.objects.visible_to(NOBODY), slug=slug)
    scope = register_of(NOBODY, network, Standing())
    if scope is None:
        raise Http404
    return HttpResponse(
        _feed(network, _lines(request, scope)[:MOST_IN_FEED]).writeString("utf-8"),
        content_type="application/atom+xml; charset=utf-8",
    )


def _feed(network: Network, lines: list[Line]) -> Atom1Feed:
    here = f"{settings.SITE_URL}{reverse('decisions:register', args=[network.slug])}"
    feed = Atom1Feed(
        title=_("Decisions: %(network)s") % {"network": network.name}, link=here, description="",
        feed_url=f"{here}register.atom",
    )  # fmt: skip
    for each in shown(lines):
        line = each.line
        title = line.decision.title if line.is_named else line.decision.get_subject_display()
        moment = line.outcome.at if line.outcome else line.decision.staged_at
        feed.add_item(
            title=f"{title}: {each.fate}", link=_page_of(line) if line.is_read else here,
            description=sentence(line), pubdate=moment, updateddate=moment,
            unique_id=f"{here}{line.decision.number}/",
        )  # fmt: skip
    return feed
