"""Agreements that are shared with everybody: the list, one of them, sharing, beginning with one."""

from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from coalitions.actions import templates as acts
from coalitions.forms.templates import ShareForm, TakeForm
from coalitions.models import AgreementTemplate, AgreementVersion, Group, VersionClause
from coalitions.queries.governing import settings_in_words
from coalitions.queries.templates import (
    adapted_from,
    clauses_shared,
    coalitions_of,
    named_body,
    taken_by,
    templates_shared,
)
from coalitions.rules.agreement import why_not_draft
from coalitions.rules.templates import why_not_share, why_not_unshare
from coalitions.views.body import AGREEMENT, agreement_for
from decisions.views.writing import saved_or_refused, sent
from networks.views.asking import Question, ask
from solidarity.base.pages import keyset_page
from solidarity.people.models import PersonRequest, ViewerRequest
from solidarity.ui.rendering import render_part

PER_PAGE = 20


@require_safe
@login_not_required
def shared_page(request: ViewerRequest) -> HttpResponse:
    """All agreements that are shared: for everybody."""
    page = keyset_page(templates_shared(), after=request.GET.get("after", ""), size=PER_PAGE)
    rows = [(each, named_body(each)) for each in page.rows]
    return render(request, "coalitions/templates.html", {"page": page, "rows": rows})


def _shown(template: AgreementTemplate) -> dict[str, Any]:
    """What every page about a shared agreement says of it."""
    return {"template": template, "named": named_body(template), "parent": template.parent}


@require_safe
@login_not_required
def template_page(request: ViewerRequest, pk: int) -> HttpResponse:
    """A shared agreement with its clauses, where it came from and what was made of it."""
    template = get_object_or_404(templates_shared(), pk=pk)
    context = _shown(template) | {
        "groups": _grouped(clauses_shared(template)),
        "adapted": adapted_from(template),
        "bodies": coalitions_of(request.user),
    }
    return render(request, "coalitions/template.html", context)


def _grouped(clauses: list[VersionClause]) -> list[tuple[str, list[Any]]]:
    """The clauses under their groups, each with what it sets in words."""
    found: dict[str, list[Any]] = {}
    for each in clauses:
        label = str(Group(each.group).label)
        found.setdefault(label, []).append((each, settings_in_words(each.settings)))
    return list(found.items())


@require_safe
def choose_page(request: PersonRequest, slug: str) -> HttpResponse:
    """Which shared agreement to begin with, for a coalition."""
    body = agreement_for(request, slug)
    others = templates_shared().exclude(version__body=body.network)
    page = keyset_page(others, after=request.GET.get("after", ""), size=PER_PAGE)
    rows = [(each, named_body(each)) for each in page.rows]
    context = body.context(AGREEMENT) | {"page": page, "rows": rows}
    return render(request, "coalitions/choose_template.html", context)


@require_http_methods(["GET", "POST"])
def take_page(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    """Take clauses of a shared agreement into the draft: all, or one by one."""
    body = agreement_for(request, slug)
    template = get_object_or_404(templates_shared(), pk=pk)
    clauses = clauses_shared(template)
    why_not = why_not_draft(body.standing, body.network)
    form = TakeForm(sent(request), clauses=clauses)
    if not why_not and form.is_valid():
        act = partial(acts.take, slug, pk, by=request.user, clauses=form.keys(), at=now())
        taken = saved_or_refused(form, act)
        if taken is not None:
            messages.success(request, _taken_in_words(len(taken)))
            return redirect("coalitions:agreement", slug)
    has = taken_by(body.network, clauses)
    chosen = set(map(str, form["clauses"].value() or []))
    context = (
        body.context(AGREEMENT)
        | _shown(template)
        | {
            "rows": [(each, has.get(each.pk), str(each.pk) in chosen) for each in clauses],
            "form": form,
            "why_not": why_not,
        }
    )
    status = 422 if request.method == "POST" else 200
    return render_part(request, "coalitions/take_template.html#take", context, status)


def _taken_in_words(count: int) -> str:
    if not count:
        return _("These clauses are in your draft already.")
    return ngettext(
        "%(count)s clause is in your draft now. Change it as you need.",
        "%(count)s clauses are in your draft now. Change them as you need.",
        count,
    ) % {"count": count}


@require_http_methods(["GET", "POST"])
def share_page(request: PersonRequest, slug: str, number: int) -> HttpResponse:
    """Share a version with everybody: for stewards."""
    body = agreement_for(request, slug)
    version = get_object_or_404(AgreementVersion, body=body.network, number=number)
    if not body.standing.is_steward:
        raise Http404
    version.body = body.network
    form = ShareForm(sent(request), body=body.network)

    def act() -> Any:
        found = form.cleaned_data
        acts.share(
            slug, number, by=request.user, name=found["name"], summary=found["summary"],
            names_body=found.get("names_body", False), at=now(),
        )  # fmt: skip

    asked = Question(
        title=_("Share this agreement with everybody?"),
        button=_("Share it"),
        back=version.get_absolute_url(),
        done=_("Shared. Other coalitions can begin with it now."),
        quote=version.title,
        notes=[
            _("Others read its clauses and what they set. Nobody sees who wrote or said what."),
            _("The log says that you shared it."),
        ],
        why_not=why_not_share(body.standing, version),
    )
    return ask(request, asked, form, act, body=body, tab=AGREEMENT)


@require_http_methods(["GET", "POST"])
def unshare_page(request: PersonRequest, slug: str, number: int) -> HttpResponse:
    """Offer it no more: for stewards."""
    body = agreement_for(request, slug)
    shared = templates_shared().filter(version__body=body.network, version__number=number)
    template = get_object_or_404(shared)
    if not body.standing.is_steward:
        raise Http404
    template.version.body = body.network
    asked = Question(
        title=_("Offer this agreement no more?"),
        button=_("Offer it no more"),
        back=template.version.get_absolute_url(),
        done=_("It is offered no more. Whoever took clauses keeps them."),
        quote=template.name,
        why_not=why_not_unshare(body.standing),
    )
    act = partial(acts.unshare, slug, number, by=request.user, at=now())
    return ask(request, asked, forms.Form(sent(request)), act, body=body, tab=AGREEMENT)
