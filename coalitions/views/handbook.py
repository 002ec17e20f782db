"""The handbook of a coalition: pages that those who belong find, and some that everyone reads."""

from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from coalitions.actions import handbook as actions
from coalitions.forms.handbook import FindForm, PageForm
from coalitions.models import About, Page, ReadBy
from coalitions.queries import handbook as queries
from coalitions.rules.handbook import MOST_PAGES, is_there, why_not_add_page, why_not_write_page
from decisions.views.writing import saved_or_refused, sent
from networks.views.body import Body, body_for
from networks.views.talking import kept_words
from solidarity.base.diff import change_between
from solidarity.people.actions import drop_draft
from solidarity.people.models import PersonRequest, ViewerRequest
from solidarity.ui.pressing import pressed
from solidarity.ui.rendering import render_part

TAB = "coalitions:handbook"
MOST_VERSIONS = 100


def book_for(request: ViewerRequest | PersonRequest, slug: str) -> Body:
    """The coalition of this slug; Http404 for what is none, or not hers to know of."""
    body = body_for(request, slug)
    if not is_there(body.standing, body.network):
        raise Http404
    return body


def inside_of(request: PersonRequest, slug: str) -> Body:
    """The same, for those who belong; Http404 for everybody else."""
    body = book_for(request, slug)
    if not body.standing.belongs:
        raise Http404
    return body


@require_safe
@login_not_required
def handbook_page(request: ViewerRequest, slug: str) -> HttpResponse:
    """All pages that she reads, by what they are about; searched and narrowed."""
    body = book_for(request, slug)
    form = FindForm(request.GET)
    asked = form.asked()
    found = queries.pages_shown(body.network, body.standing, **asked)
    pages = list(found[:MOST_PAGES])
    context = body.context(TAB) | {
        "form": form,
        "is_asked": any(asked.values()),
        "count": len(pages),
        "groups": _grouped(pages),
        "away": _away(body) if not any(asked.values()) else [],
        "accounts": _account_count(body),
    }
    return render_part(request, "coalitions/handbook.html#found", context)


def _grouped(pages: list[Page]) -> list[tuple[str, list[Page]]]:
    """Pages under what they are about, in the order of the kinds."""
    by_kind = [(kind, [each for each in pages if each.about == kind]) for kind in About]
    return [(str(kind.label), some) for kind, some in by_kind if some]


def _away(body: Body) -> list[Page]:
    if not body.standing.is_steward:
        return []
    found = queries.pages_read(body.network, body.standing).filter(gone_at__isnull=False)
    return list(found.order_by("title", "pk")[:MOST_PAGES])


def _account_count(body: Body) -> int | None:
    """How many accounts there are, for those who belong."""
    return queries.accounts_of(body.network).count() if body.standing.belongs else None


def page_for(request: ViewerRequest | PersonRequest, slug: str, page: str) -> tuple[Body, Page]:
    """A page of the handbook; Http404 where there is none that she may know of."""
    body = book_for(request, slug)
    found = queries.page_called(body.network, body.standing, page)
    if found is None:
        raise Http404
    return body, found


def _reads_all(body: Body, page: Page) -> bool:
    return body.standing.belongs or page.read_by == ReadBy.EVERYONE


@require_safe
@login_not_required
def page_page(request: ViewerRequest, slug: str, page: str) -> HttpResponse:
    """What a page says, as far as she reads it."""
    body, found = page_for(request, slug, page)
    version = queries.newest_of(found)
    why_not = why_not_write_page(body.standing, found)
    context = body.context(TAB) | {
        "page": found,
        "version": version,
        "reads_all": _reads_all(body, found),
        "why_not": why_not if body.standing.belongs else "",
        "can_write": body.standing.belongs and not why_not,
    }
    return render(request, "coalitions/page.html", context)


@require_safe
def versions_page(request: PersonRequest, slug: str, page: str) -> HttpResponse:
    """All versions of a page, for those who belong."""
    inside_of(request, slug)
    body, found = page_for(request, slug, page)
    rows = queries.versions_of(found).defer("words", "words_html", "outside", "outside_html")
    context = body.context(TAB) | {"page": found, "versions": rows[:MOST_VERSIONS]}
    return render(request, "coalitions/page_versions.html", context)


@require_safe
def version_page(request: PersonRequest, slug: str, page: str, number: int) -> HttpResponse:
    """One version, and what it changed; for those who belong."""
    inside_of(request, slug)
    body, found = page_for(request, slug, page)
    rows = {each.number: each for each in queries.versions_of(found).filter(
        number__in=[number, number - 1])}  # fmt: skip
    if number not in rows:
        raise Http404
    version, before = rows[number], rows.get(number - 1)
    context = body.context(TAB) | {
        "page": found,
        "version": version,
        "before": before,
        "change": change_between(before.words, version.words) if before else None,
        "outside_change": _outside(before, version),
    }
    return render(request, "coalitions/page_version.html", context)


def _outside(before: Any, version: Any) -> Any:
    """What changed of what everyone reads, where anything did."""
    if before is None or before.outside == version.outside:
        return None
    return change_between(before.outside, version.outside)


@require_http_methods(["GET", "POST"])
def new_page(request: PersonRequest, slug: str) -> HttpResponse:
    """Add a page."""
    body = inside_of(request, slug)
    purpose = f"page-new-{body.network.pk}"
    form = PageForm(
        sent(request),
        initial={"about": request.GET.get("about", About.OTHER), "read_by": ReadBy.MEMBERS}
        | kept_words(request, purpose, ("title", "about", "words")),
        is_steward=body.standing.is_steward,
        is_new=True,
    )
    held = queries.pages_read(body.network, body.standing).filter(gone_at=None).count()
    why_not = why_not_add_page(body.standing, held)
    if not why_not and form.is_valid():
        act = partial(actions.add_page, slug, by=request.user, at=now(), fields=form.fields_said())
        if made := saved_or_refused(form, act):
            drop_draft(request.user, purpose)
            messages.success(request, _("The page is in the handbook."))
            return redirect(made)
    return _write(request, body, form, purpose, why_not=why_not)


@require_http_methods(["GET", "POST"])
def edit_page(request: PersonRequest, slug: str, page: str) -> HttpResponse:
    """Write a page anew."""
    body = inside_of(request, slug)
    _body, found = page_for(request, slug, page)
    saved = queries.page_words(found, queries.newest_of(found))
    if not body.standing.is_steward:
        saved = {name: saved[name] for name in ("title", "about", "words")}
    purpose = f"page-{found.pk}"
    form = PageForm(sent(request), initial=saved, is_steward=body.standing.is_steward, is_new=False)
    if request.method == "GET":
        names = ("title", "about", "words", "outside", "why", "seen")
        form.initial = {**form.initial, **kept_words(request, purpose, names)}
    why_not = why_not_write_page(body.standing, found)
    if not why_not and form.is_valid():
        act = partial(
            actions.write_page, found.pk, by=request.user, at=now(), fields=form.fields_said(),
            seen=form.cleaned_data["seen"],
        )  # fmt: skip
        if saved_or_refused(form, act):
            drop_draft(request.user, purpose)
            messages.success(request, _("Your version stands now. The one before can be read."))
            return redirect("coalitions:page", slug, found.slug)
    return _write(request, body, form, purpose, page=found, why_not=why_not)


def _write(
    request: PersonRequest, body: Body, form: forms.Form, purpose: str, *,
    page: Page | None = None, why_not: str = "",
) -> HttpResponse:  # fmt: skip
    here = reverse("coalitions:handbook", args=[body.network.slug])
    context = body.context(TAB) | {
        "form": form, "draft_purpose": purpose, "page": page, "why_not": why_not,
        "back_url": page.get_absolute_url() if page else here,
    }  # fmt: skip
    status = 422 if request.method == "POST" else 200
    return render_part(request, "coalitions/page_write.html#write", context, status)


@require_POST
def away(request: PersonRequest, slug: str, page: str) -> HttpResponse:
    """Put a page away, or bring it back: for stewards."""
    body = inside_of(request, slug)
    if not body.standing.is_steward:
        raise Http404
    found = get_object_or_404(Page, body=body.network, slug=page)
    if "back" in request.POST:
        act = partial(actions.bring_back, found.pk, by=request.user, at=now())
        done = _("The page is back in the handbook.")
    else:
        act = partial(actions.put_away, found.pk, by=request.user, at=now())
        done = _("The page is put away. Stewards can bring it back.")
    return pressed(request, act, done=done, to=reverse("coalitions:handbook", args=[slug]))
