"""The register of a body, and mine across my networks: found, filtered, taken along, printed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from decisions.forms.register import FATES, RegisterForm
from decisions.models import Decision, RegisterSeen, Stage
from decisions.names import METHODS
from decisions.queries.counting import sentence_of
from decisions.queries.needing import what_waits
from decisions.queries.register import (
    MOST_COUNTED,
    Asked,
    Line,
    Scope,
    found_in,
    lines_of,
    newest_in,
    newest_of_hers,
    open_first,
    register_around,
    register_of,
    register_shown,
)
from decisions.queries.tasks import open_tasks_of
from decisions.views.parts import TAB
from networks.models import Network
from networks.rules import Standing
from networks.views.body import Body, body_for
from solidarity.base.pages import keyset_page
from solidarity.people.models import Person, PersonRequest, Viewer, ViewerRequest
from solidarity.ui.rendering import render_part

PER_PAGE, FEW = 20, 4
MOST_PRINTED = 500


@dataclass(frozen=True)
class Shown:
    """A line of a register, in words."""

    line: Line
    fate: str
    method: str


def shown(lines: list[Line]) -> list[Shown]:
    """Lines as pages draw them."""
    return [
        Shown(line, str(FATES.get(line.fate, line.fate)), str(METHODS.get(line.method, "")))
        for line in lines
    ]


def newest_of(viewer: Viewer, network: Network, standing: Standing) -> dict[str, Any] | None:
    """The newest decisions of a body, for its first page; None where there is nothing for her."""
    scope = register_of(viewer, network, standing)
    if scope is None:
        return None
    return _newest(newest_in(scope, FEW), scope, reverse(TAB, args=[network.slug]))


def newest_around(person: Person) -> dict[str, Any] | None:
    """The newest decisions of her networks, for her own first page."""
    found = newest_of_hers(person, FEW)
    if not found:
        return None
    return _newest(found, register_around(person), reverse("decisions:mine"), is_across=True)


def _newest(
    found: Sequence[Decision], scope: Scope, url: str, *, is_across: bool = False
) -> dict[str, Any] | None:
    lines = shown(lines_of(found, scope, at=now()))
    return {"lines": lines, "url": url, "is_across": is_across} if lines else None


def scope_for(request: ViewerRequest | PersonRequest, slug: str) -> tuple[Body, Scope]:
    """A body and its register; Http404 where it is not there for the viewer."""
    body = body_for(request, slug)
    scope = register_of(request.user, body.network, body.standing)
    if scope is None:
        raise Http404
    return body, scope


def _found(request: ViewerRequest | PersonRequest, scope: Scope) -> dict[str, Any]:
    """What a register shows of what is asked for: open ones, and a page of the others."""
    form, at = RegisterForm(request.GET), now()
    asked = form.asked()
    first, rest = open_first(found_in(scope, asked, at=at), at=at)
    page = keyset_page(
        rest.select_related("network"), after=request.GET.get("after", ""), size=PER_PAGE
    )
    running = list(first.select_related("network")) if page.is_first else []
    lines = shown(lines_of([*running, *page.rows], scope, at=at))
    return {
        "form": form,
        "asked": asked,
        "query": asked.address(),
        "page": page,
        "running": lines[: len(running)],
        "lines": lines[len(running) :],
        **_counted(scope, asked),
    }


def _counted(scope: Scope, asked: Asked) -> dict[str, Any]:
    """How many are found, up to a thousand, where something is looked for."""
    if not asked.is_anything:
        return {"count": None}
    count = found_in(scope, asked, at=now())[: MOST_COUNTED + 1].count()
    return {"count": min(count, MOST_COUNTED), "is_capped": count > MOST_COUNTED}


@require_safe
@login_not_required
def register_page(request: ViewerRequest, slug: str) -> HttpResponse:
    """What a body decides and has decided: open ones first, then the newest."""
    body, scope = scope_for(request, slug)
    context = body.context(TAB) | _found(request, scope)
    context["is_redacted"] = not scope.named
    context["is_fed"] = register_shown(body.network) != RegisterSeen.MEMBERS
    return render_part(request, "decisions/register.html#found", context)


@require_safe
@login_not_required
def print_page(request: ViewerRequest, slug: str) -> HttpResponse:
    """The same on one page, to be printed."""
    body, scope = scope_for(request, slug)
    return _printed(request, scope, {"network": body.network, "title": body.network.name})


@require_safe
def my_print_page(request: PersonRequest) -> HttpResponse:
    """What my networks decide on one page, to be printed."""
    return _printed(request, register_around(request.user), {"title": request.user.display_name})


def _printed(
    request: ViewerRequest | PersonRequest, scope: Scope, context: dict[str, Any]
) -> HttpResponse:
    asked, at = RegisterForm(request.GET).asked(), now()
    found = found_in(scope, asked, at=at).exclude(stage=Stage.DRAFT).select_related("network")
    rows = list(found[: MOST_PRINTED + 1])
    lines = shown(lines_of(rows[:MOST_PRINTED], scope, at=at))
    context |= {
        "lines": [(each, sentence(each.line)) for each in lines],
        "is_cut": len(rows) > MOST_PRINTED, "most": MOST_PRINTED, "at": at,
    }  # fmt: skip
    return render(request, "decisions/register_print.html", context)


def sentence(line: Line) -> str:
    """Why it came out so; nothing of what nobody has counted."""
    if line.outcome is None or line.last is None:
        return ""
    return sentence_of(line.outcome, line.last)


@require_safe
def mine_page(request: PersonRequest) -> HttpResponse:
    """What waits for my position, and what my networks decide and have decided."""
    scope = register_around(request.user)
    context = _found(request, scope)
    context["waiting"] = what_waits(request.user, at=now())
    context["task_count"] = open_tasks_of(request.user)[:100].count()
    return render_part(request, "decisions/mine.html#found", context)
