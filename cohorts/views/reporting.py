"""The report: read, answered, printed, as a table; made by those who facilitate."""

import csv
from functools import partial
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cohorts.actions import reporting as actions
from cohorts.actions.talking import say_on_report, voice_in_report
from cohorts.carrying.reporting import PUBLISH
from cohorts.forms.reflecting import CodingForm, StrandForm
from cohorts.models import Edition, Shared
from cohorts.queries import reporting as queries
from cohorts.queries.cohort import was_there
from cohorts.queries.reflecting import rounds_of
from cohorts.rules.people import facilitates
from cohorts.rules.reflecting import why_not_report
from cohorts.rules.reporting import reads_edition
from cohorts.views.body import cohort_for
from cohorts.views.within import TAB, led, within
from decisions.actions.moving import bring
from decisions.views.writing import saved_or_refused, sent
from networks.bringing.cells import safe
from networks.views.body import Body
from networks.views.talking import kept_words
from solidarity.base.refused import Refused
from solidarity.base.secrets import new_token
from solidarity.people.actions import drop_draft
from solidarity.people.models import PersonRequest, ViewerRequest
from solidarity.threads.forms import CommentForm
from solidarity.threads.queries import POSTS, talk_in, threads_of
from solidarity.ui.pressing import pressed
from solidarity.ui.rendering import render_part


@require_safe
@login_not_required
def newest_page(request: ViewerRequest, slug: str) -> HttpResponse:
    """The newest edition that the viewer may read; for those inside, also that there is none."""
    body = cohort_for(request, slug)
    is_inside = was_there(body.network, body.standing)
    newest = queries.newest_edition(body.network, published=not is_inside)
    if newest is not None:
        return redirect("cohorts:report", slug, newest.number)
    if not is_inside:
        raise Http404
    why_not = why_not_report(body.standing, rounds_of(body.network))
    context = body.context(TAB) | {"why_not": why_not, "facilitates": facilitates(body.standing)}
    return render(request, "cohorts/report_none.html", context)


def _edition(
    request: ViewerRequest | PersonRequest, slug: str, number: int
) -> tuple[Body, Edition]:
    body = cohort_for(request, slug)
    found = queries.edition_called(body.network, number)
    is_inside = was_there(body.network, body.standing)
    if found is None or not reads_edition(found, is_inside=is_inside):
        raise Http404
    return body, found


def _shown(body: Body, edition: Edition) -> dict[str, Any]:
    strands, loose = queries.spoken_in(edition)
    return {
        "edition": edition,
        "strands": strands,
        "loose": loose,
        "groups": queries.changes_in(edition),
        "tie_rows": queries.tie_rows(edition.figures["ties"]),
        "pictures": queries.pictures_in(edition, named=was_there(body.network, body.standing)),
        "people": edition.figures["people"],
    }


@require_safe
@login_not_required
def report_page(request: ViewerRequest, slug: str, number: int) -> HttpResponse:
    """One edition, and what those inside say about it."""
    body, edition = _edition(request, slug, number)
    return _report(request, body, edition)


def _report(
    request: ViewerRequest | PersonRequest,
    body: Body,
    edition: Edition,
    talk_form: CommentForm | None = None,
) -> HttpResponse:
    is_inside = was_there(body.network, body.standing)
    context = body.context(TAB if is_inside else "") | _shown(body, edition)
    context |= {
        "is_inside": is_inside,
        "key": new_token(),
        "facilitates": facilitates(body.standing),
        "newest": queries.newest_edition(body.network, published=not is_inside),
        "why_not_make": why_not_report(body.standing, rounds_of(body.network)),
    }
    if is_inside:
        context |= _talk(request, edition, body)
        if talk_form is not None:
            context["talk_form"] = talk_form
    status = 422 if talk_form is not None else 200
    return render(request, "cohorts/report.html", context, status=status)


def _talk(request: Any, edition: Edition, body: Body) -> dict[str, Any]:
    voice = voice_in_report(edition, body.standing)
    purpose = f"edition-talk-{edition.pk}"
    found: dict[str, Any] = {"thread_url": POSTS, "draft_purpose": purpose}
    thread = threads_of(edition).first()
    if thread is not None:
        thread.owner = edition
        found["talk"] = talk_in(thread, request.user, voice, after=request.GET.get("after", ""))
    if voice.writes:
        kept = kept_words(request, purpose, ("words",))
        found["talk_form"] = CommentForm(initial=kept, auto_id="id_talk_%s")
    return found


@require_POST
def say(request: PersonRequest, slug: str, number: int) -> HttpResponse:
    """Answer the report."""
    within(request, slug)
    body, edition = _edition(request, slug, number)
    form = CommentForm(request.POST, auto_id="id_talk_%s")
    if form.is_valid():
        act = partial(say_on_report, edition, by=request.user, at=now(), **form.cleaned_data)
        if post := saved_or_refused(form, act):
            drop_draft(request.user, f"edition-talk-{edition.pk}")
            return redirect(f"{edition.get_absolute_url()}#post-{post.pk}")
    return _report(request, body, edition, form)


@require_safe
@login_not_required
def print_page(request: ViewerRequest, slug: str, number: int) -> HttpResponse:
    """The same on paper."""
    body, edition = _edition(request, slug, number)
    address = f"{settings.SITE_URL}{edition.get_absolute_url()}"
    context = {"network": body.network, "address": address} | _shown(body, edition)
    return render(request, "cohorts/report_print.html", context)


@require_safe
@login_not_required
def report_csv(request: ViewerRequest, slug: str, number: int) -> HttpResponse:
    """The same figures as a table: not one more than on the page."""
    _body, edition = _edition(request, slug, number)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="report-{edition.number}.csv"'
    writer = csv.writer(response)
    for row in queries.table_of(edition):
        writer.writerow([safe(cell) for cell in row])
    return response


@require_POST
def make(request: PersonRequest, slug: str) -> HttpResponse:
    """Count what is closed, and make an edition of it."""
    led(request, slug)
    try:
        made = actions.make_edition(slug, by=request.user, at=now())
    except Refused as refusal:
        messages.warning(request, str(refusal))
        return redirect("cohorts:newest_report", slug)
    messages.success(request, _("Counted. Participants read it first, and are told."))
    return redirect(made)


@require_POST
def ask_to_publish(request: PersonRequest, slug: str, number: int) -> HttpResponse:
    """Bring publishing it to a decision: a draft of hers."""
    within(request, slug)
    body, edition = _edition(request, slug, number)
    act = partial(
        bring, body.network, kind=PUBLISH.kind, about={"number": number}, by=request.user,
        key=request.POST.get("key", "")[:64], at=now(),
        words=_("We publish this edition of our report, with the quotes that each of us allows."),
    )  # fmt: skip
    try:
        made = act()
    except Refused as refusal:
        messages.warning(request, str(refusal))
        return redirect(edition)
    return redirect(f"{made.get_absolute_url()}edit/")


@require_http_methods(["GET", "POST"])
def strands_page(request: PersonRequest, slug: str) -> HttpResponse:
    """What was shared, and what several answers speak of."""
    body = led(request, slug)
    form = StrandForm(sent(request))
    if form.is_valid():
        act = partial(actions.add_strand, slug, by=request.user, at=now(), **form.cleaned_data)
        if saved_or_refused(form, act):
            messages.success(request, _("Added. Say below which answers speak of it."))
            return redirect("cohorts:strands", slug)
    strands = list(queries.strands_of(body.network))
    answers = [
        {
            "said": said,
            "form": CodingForm(
                strands=strands, initial={"strands": list(said.strands)}, prefix=f"a{said.pk}"
            ),
        }
        for said in queries.shared_answers(body.network)
    ]
    context = body.context(TAB) | {"form": form, "strands": strands, "answers": answers}
    status = 422 if form.errors else 200
    return render_part(request, "cohorts/strands.html#strand", context, status)


@require_POST
def code(request: PersonRequest, slug: str, key: int) -> HttpResponse:
    """Say of which strands an answer speaks."""
    body = led(request, slug)
    form = CodingForm(
        request.POST, strands=list(queries.strands_of(body.network)), prefix=f"a{key}"
    )
    if not form.is_valid():
        messages.warning(request, _("One of the strands is gone meanwhile. Choose again."))
        return redirect("cohorts:strands", slug)
    try:
        actions.code(slug, key, form.cleaned_data["strands"], by=request.user, at=now())
    except Shared.DoesNotExist:
        raise Http404 from None
    messages.success(request, _("Saved."))
    return redirect(f"{reverse('cohorts:strands', args=[slug])}#answer-{key}")


@require_POST
def drop_strand(request: PersonRequest, slug: str, key: int) -> HttpResponse:
    """Take a strand away."""
    led(request, slug)
    act = partial(actions.drop_strand, slug, key, by=request.user)
    done = _("It is taken away. The answers stay.")
    return pressed(request, act, done=done, to=reverse("cohorts:strands", args=[slug]))
