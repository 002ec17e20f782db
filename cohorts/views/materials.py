"""Materials of a programme: all of them, one piece and its versions, ready outlines of ours."""

from functools import partial

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cohorts.actions import materials as actions
from cohorts.forms.materials import MaterialForm
from cohorts.models import Material, Sort, Theme
from cohorts.outlines import LANGUAGES, Outline, outline
from cohorts.queries import materials as queries
from cohorts.rules.materials import (
    MOST_MATERIALS,
    reads_materials,
    why_not_add,
    why_not_put_away,
    why_not_write_anew,
)
from cohorts.views.inside import TAB, cohort_for, facilitated, inside
from decisions.views.writing import saved_or_refused, sent
from networks.views.body import Body
from networks.views.talking import kept_words
from solidarity.base.words import rendered
from solidarity.people.actions import drop_draft
from solidarity.people.languages import NAMES, language_now
from solidarity.people.models import PersonRequest, ViewerRequest
from solidarity.ui.pressing import pressed
from solidarity.ui.rendering import render_part
from solidarity.ui.versions import version_context

MOST_VERSIONS = 100
TYPED = ("title", "words", "authors", "why", "seen")


def read_here(request: ViewerRequest | PersonRequest, slug: str) -> Body:
    """The cohort, for those who read its materials; Http404 for everybody else."""
    body = cohort_for(request, slug)
    shared = not body.standing.is_member and queries.is_shared(body.network)
    if not reads_materials(body.standing, body.network, is_shared=shared):
        raise Http404
    return body


@require_safe
@login_not_required
def materials_page(request: ViewerRequest, slug: str) -> HttpResponse:
    """All pieces that she reads, by theme; for those inside, our ready outlines."""
    body = read_here(request, slug)
    is_inside = body.standing.is_member
    pieces = list(queries.materials_of(body.network)[:MOST_MATERIALS])
    away = [] if why_not_put_away(body.standing) else list(queries.away_from(body.network))
    context = body.context(TAB) | {
        "groups": queries.by_theme(pieces),
        "away": away,
        "ready": _ready(body) if is_inside else [],
        "is_inside": is_inside,
        "can_add": is_inside and not why_not_add(body.standing, len(pieces)),
    }
    return render(request, "cohorts/materials.html", context)


def _ready(body: Body) -> list[tuple[Theme, int]]:
    """Our ready outlines, with the number of the piece where one is taken in her language."""
    taken = queries.ready_taken(body.network)
    return [(theme, taken.get((theme.value, language_now()), 0)) for theme in Theme]


@require_safe
def ready_page(request: PersonRequest, slug: str, theme: str) -> HttpResponse:
    """A ready outline, to be read before it is taken."""
    body = inside(request, slug)
    found = _outline(theme, request.GET.get("language", ""))
    taken = queries.ready_taken(body.network)
    context = body.context(TAB) | {
        "outline": found,
        "theme": Theme(found.theme),
        "words_html": rendered(found.words),
        "languages": [(code, NAMES[code], code == found.language) for code in LANGUAGES],
        "taken": taken.get((found.theme, found.language), 0),
        "why_not": why_not_add(body.standing, 0),
    }
    return render(request, "cohorts/ready.html", context)


def _outline(theme: str, language: str) -> Outline:
    found = outline(theme, language if language in LANGUAGES else language_now())
    if found is None:
        raise Http404
    return found


@require_POST
def take_ready(request: PersonRequest, slug: str, theme: str) -> HttpResponse:
    """Make a ready outline a piece of this programme."""
    body = inside(request, slug)
    found = _outline(theme, request.POST.get("language", ""))
    act = partial(actions.take_ready, body.network.pk, found, by=request.user, at=now())
    return pressed(
        request, act, done=_("The outline is among your materials now. Make it your own."),
        to=reverse("cohorts:materials", args=[slug]),
    )  # fmt: skip


def material_for(
    request: ViewerRequest | PersonRequest, slug: str, number: int
) -> tuple[Body, Material]:
    """A piece; Http404 where there is none that she reads."""
    body = read_here(request, slug)
    found = queries.material_called(body.network, number, also_gone=body.standing.is_member)
    if found is None:
        raise Http404
    return body, found


@require_safe
@login_not_required
def material_page(request: ViewerRequest, slug: str, number: int) -> HttpResponse:
    """What a piece says, whose it is, and where it is from."""
    body, found = material_for(request, slug, number)
    taken = getattr(found, "origin", None)
    context = body.context(TAB) | {
        "material": found,
        "version": queries.newest_of(found),
        "language": NAMES.get(found.language, ""),
        "taken": taken,
        "taken_seen": taken and _is_known(request, taken.origin.body.slug),
        "is_inside": body.standing.is_member,
        "can_write": not why_not_write_anew(body.standing, found),
        "can_put_away": not why_not_put_away(body.standing),
    }
    return render(request, "cohorts/material.html", context)


def _is_known(request: ViewerRequest, slug: str) -> bool:
    try:
        read_here(request, slug)
    except Http404:
        return False
    return True


@require_safe
def versions_page(request: PersonRequest, slug: str, number: int) -> HttpResponse:
    """All versions of a piece, for those who are in the cohort."""
    inside(request, slug)
    body, found = material_for(request, slug, number)
    rows = queries.versions_of(found).defer("words", "words_html")
    context = body.context(TAB) | {"material": found, "versions": rows[:MOST_VERSIONS]}
    return render(request, "cohorts/material_versions.html", context)


@require_safe
def version_page(request: PersonRequest, slug: str, number: int, version: int) -> HttpResponse:
    """One version, and what it changed; for those who are in the cohort."""
    inside(request, slug)
    body, found = material_for(request, slug, number)
    context = body.context(TAB) | {"material": found}
    context |= version_context(request.GET, queries.versions_of(found), version)
    return render(request, "cohorts/material_version.html", context)


@require_http_methods(["GET", "POST"])
def new_page(request: PersonRequest, slug: str) -> HttpResponse:
    """Add a piece."""
    body = inside(request, slug)
    purpose = f"material-new-{body.network.pk}"
    begun = {"sort": Sort.EXERCISE, "language": language_now()}
    begun["theme"] = request.GET.get("theme", "")
    initial = begun | kept_words(request, purpose, TYPED)
    form = MaterialForm(sent(request), initial=initial, is_new=True)
    why_not = why_not_add(body.standing, queries.materials_of(body.network).count())
    if not why_not and form.is_valid():
        act = partial(
            actions.add_material, body.network.pk, by=request.user, at=now(),
            fields=form.fields_said(),
        )  # fmt: skip
        if made := saved_or_refused(form, act):
            drop_draft(request.user, purpose)
            messages.success(request, _("It is among the materials, under the open licence."))
            return redirect(made)
    return _write(request, body, form, purpose, why_not=why_not)


@require_http_methods(["GET", "POST"])
def edit_page(request: PersonRequest, slug: str, number: int) -> HttpResponse:
    """Write a piece anew."""
    inside(request, slug)
    body, found = material_for(request, slug, number)
    saved = queries.material_words(found, queries.newest_of(found))
    purpose = f"material-{found.pk}"
    form = MaterialForm(sent(request), initial=saved, is_new=False)
    if request.method == "GET":
        form.initial = {**form.initial, **kept_words(request, purpose, TYPED)}
    why_not = why_not_write_anew(body.standing, found)
    if not why_not and form.is_valid():
        act = partial(
            actions.write_anew, found.pk, by=request.user, at=now(), fields=form.fields_said(),
            seen=form.cleaned_data["seen"],
        )  # fmt: skip
        if saved_or_refused(form, act):
            drop_draft(request.user, purpose)
            messages.success(request, _("Your version stands now. The one before can be read."))
            return redirect(found)
    return _write(request, body, form, purpose, material=found, why_not=why_not)


def _write(
    request: PersonRequest, body: Body, form: forms.Form, purpose: str, *,
    material: Material | None = None, why_not: str = "",
) -> HttpResponse:  # fmt: skip
    here = reverse("cohorts:materials", args=[body.network.slug])
    context = body.context(TAB) | {
        "form": form, "draft_purpose": purpose, "material": material, "why_not": why_not,
        "back_url": material.get_absolute_url() if material else here,
    }  # fmt: skip
    status = 422 if request.method == "POST" else 200
    return render_part(request, "cohorts/material_write.html#write", context, status)


@require_POST
def away(request: PersonRequest, slug: str, number: int) -> HttpResponse:
    """Put a piece away, or bring it back."""
    facilitated(request, slug)
    _body, found = material_for(request, slug, number)
    if "back" in request.POST:
        act = partial(actions.bring_back, found.pk, by=request.user, at=now())
        done = _("The piece is back among the materials.")
    else:
        act = partial(actions.put_away, found.pk, by=request.user, at=now())
        done = _("The piece is put away. Those who facilitate can bring it back.")
    return pressed(request, act, done=done, to=reverse("cohorts:materials", args=[slug]))
