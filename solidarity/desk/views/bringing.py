"""Directories at the desk: a file, what its columns are, a look before, then bringing it in."""

import csv
from itertools import islice
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from networks.actions import editions, merging
from networks.bringing.mapping import mapping_in
from networks.bringing.reading import Reader, Row
from networks.bringing.reasons import DID
from networks.models import Edition, Likeness
from networks.queries.bringing import editions as all_editions
from networks.queries.bringing import to_compare, work_on
from networks.rules.bringing import AT_WORK, is_stuck, why_not_check, why_not_run
from solidarity.base.pages import keyset_page
from solidarity.base.refused import Refused
from solidarity.desk.forms.bringing import MappingForm, UploadForm, columns_in
from solidarity.desk.views import PER_PAGE, admins_only
from solidarity.outbox.models import State as JobState
from solidarity.people.models import PersonRequest
from solidarity.ui.rendering import render_part

SHOWN = 5


@require_http_methods(["GET", "POST"])
@admins_only
def imports_page(request: PersonRequest) -> HttpResponse:
    """What was brought in so far, and a file to begin with."""
    is_sent = request.method == "POST"
    form = UploadForm(request.POST, request.FILES) if is_sent else UploadForm()
    if form.is_valid():
        file = form.cleaned_data["file"]
        content = file.read()
        edition = editions.load_file(
            content, file.name, mapping=form.mapping(content), by=request.user, at=now()
        )
        return redirect("desk:import", edition.pk)
    page = keyset_page(all_editions(), after=request.GET.get("after", ""), size=PER_PAGE)
    jobs = work_on(page.rows)
    rows = [(each, is_stuck(each, jobs.get(each.pk))) for each in page.rows]
    context = {"form": form, "page": page, "rows": rows}
    return render(request, "desk/imports.html", context, status=422 if form.errors else 200)


def _edition(pk: int) -> Edition:
    found = Edition.objects.select_related("source", "progress")
    return get_object_or_404(found.defer("content", "report"), pk=pk)


@require_http_methods(["GET", "POST"])
@admins_only
def import_page(request: PersonRequest, pk: int) -> HttpResponse:
    """Where a file stands: what its columns are, how far it is, what became of it."""
    edition = _edition(pk)
    job = work_on([edition]).get(pk)
    stuck = is_stuck(edition, job)
    context: dict[str, Any] = {
        "edition": edition,
        "at_work": edition.state in AT_WORK and not stuck,
        "stuck": stuck,
        "again_at": job.due_at if stuck and job and job.state == JobState.WAITING else None,
        "counts": _in_words(edition),
        "can_run": not why_not_run(request.user, edition, job),
    }
    if why_not_check(request.user, edition, job):
        return render_part(request, "desk/import.html#import", context)
    form = _mapping_form(request, edition)
    if form.is_valid():
        try:
            editions.choose_mapping(edition.pk, form.said(), by=request.user, at=now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("desk:import", pk)
    context |= {"form": form, "preview": _preview(edition, form)}
    return render_part(request, "desk/import.html#import", context, 422 if form.errors else 200)


def _mapping_form(request: PersonRequest, edition: Edition) -> MappingForm:
    content, mapping = bytes(edition.content or b""), dict(edition.mapping)
    data = request.POST if request.method == "POST" else None
    if data is not None:
        mapping |= {name: data[name] for name in ("encoding", "delimiter") if data.get(name)}
    try:
        columns = columns_in(content, mapping)
    except (LookupError, TypeError, ValueError):  # no encoding or sign of ours: the form says so
        columns = columns_in(content, {})
    return MappingForm(dict(edition.mapping), columns, data)


def _preview(edition: Edition, form: MappingForm) -> list[Row]:
    """The first five rows as they would come out."""
    said = form.said() if form.is_valid() else form.guessed()
    try:
        reader = Reader(bytes(edition.content or b""), mapping_in(said), this_year=now().year)
        return list(islice(reader.rows(), SHOWN))
    except (Refused, KeyError, TypeError, ValueError):
        return []


def _in_words(edition: Edition) -> list[tuple[str, int]]:
    return [(str(label), edition.counts[did]) for did, label in DID.items()
            if edition.counts.get(did)]  # fmt: skip


@require_POST
@admins_only
def run_import(request: PersonRequest, pk: int) -> HttpResponse:
    """Let a checked file be brought in."""
    try:
        editions.run_edition(_edition(pk).pk, by=request.user, at=now())
    except Refused as refusal:
        messages.warning(request, str(refusal))
    return redirect("desk:import", pk)


@require_POST
@admins_only
def drop_import(request: PersonRequest, pk: int) -> HttpResponse:
    """Throw a file away."""
    try:
        editions.drop_edition(_edition(pk).pk, by=request.user)
    except Refused as refusal:
        messages.warning(request, str(refusal))
        return redirect("desk:import", pk)
    messages.success(request, _("The file is gone. Nothing was brought in."))
    return redirect("desk:imports")


@require_safe
@admins_only
def import_report(request: PersonRequest, pk: int) -> HttpResponse:
    """What became of each row, as a table."""
    edition = get_object_or_404(Edition, pk=pk)
    if not edition.report:
        raise Http404
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="import-{pk}.csv"'
    csv.writer(response).writerows(editions.report_rows(editions.report_of(edition)))
    return response


@require_safe
@admins_only
def alike_page(request: PersonRequest) -> HttpResponse:
    """Networks that look alike, side by side."""
    page = keyset_page(to_compare(), after=request.GET.get("after", ""), size=10)
    context = {"page": page, "pairs": page.rows}
    return render(request, "desk/alike.html", context)


@require_POST
@admins_only
def decide_alike(request: PersonRequest, pk: int) -> HttpResponse:
    """One of a pair is kept, or both stay."""
    likeness = get_object_or_404(Likeness, pk=pk)
    act = request.POST.get("act", "")
    try:
        if act == "different":
            merging.tell_apart(likeness.pk, by=request.user, at=now())
            messages.success(request, _("Noted. Nobody is asked about these two again."))
        else:
            keep = {"first": likeness.first_id, "second": likeness.second_id}.get(act, 0)
            kept = merging.merge(likeness.pk, keep=keep, by=request.user, at=now())
            words = _("They are one now: %(network)s. The other address leads there.")
            messages.success(request, words % {"network": kept.name})
    except Refused as refusal:
        messages.warning(request, str(refusal))
    return redirect("desk:alike")
