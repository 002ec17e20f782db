"""The agreement in force and its versions: read, compared, printed, taken along as a file."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.timezone import localtime, now
from django.views.decorators.http import require_safe

from coalitions.forms.agreement import CompareForm
from coalitions.models import AgreementVersion
from coalitions.queries.agreement import (
    contents_of,
    counts_of,
    difference,
    in_force,
    version_of,
    versions_of,
    whole_of,
    with_words,
)
from coalitions.queries.consents import asked_of, consents_of, numbers_of, past_consents
from coalitions.queries.drafting import groups_of
from coalitions.queries.life import coalition_of
from coalitions.queries.templates import template_of
from coalitions.rules.agreement import why_not_draft
from coalitions.views.body import AGREEMENT, agreement_for, page_number
from networks.views.body import Body
from solidarity.base.pages import keyset_page
from solidarity.people.models import PersonRequest

VERSIONS = 20


def version_in(request: PersonRequest, slug: str, number: int) -> tuple[Body, AgreementVersion]:
    """A version of the coalition's agreement; Http404 where there is none."""
    body = agreement_for(request, slug)
    version = version_of(body.network, number)
    if version is None:
        raise Http404
    return body, version


@require_safe
def agreement_page(request: PersonRequest, slug: str) -> HttpResponse:
    """Where the agreement stands: what is in force, what is drafted, all versions."""
    body = agreement_for(request, slug)
    version = in_force(body.network)
    groups = groups_of(body.network)
    context = body.context(AGREEMENT) | {
        "coalition": coalition_of(body.network),
        "version": version,
        "groups": groups,
        "clauses": sum(each.clauses for each in groups),
        "ready": sum(each.ready for each in groups),
        "why_not": why_not_draft(body.standing, body.network),
    }
    if version is not None:
        yes, networks = numbers_of(version)
        after = request.GET.get("after", "")
        found = versions_of(body.network)
        context |= {
            "yes": yes,
            "silent": networks - yes,
            "asked": asked_of(request.user, version),
            "page": keyset_page(found, after=after, size=VERSIONS, by="number"),
        }
    return render(request, "coalitions/agreement.html", context)


@require_safe
def version_page(request: PersonRequest, slug: str, number: int) -> HttpResponse:
    """A version under its address, which stays: its contents, and some clauses at a time."""
    body, version = version_in(request, slug, number)
    contents = contents_of(version)
    page = min(page_number(request.GET.get("page", "")), contents.pages)
    newest = in_force(body.network)
    yes, networks = numbers_of(version)
    context = body.context(AGREEMENT) | {
        "version": version,
        "contents": contents,
        "lines": with_words(contents.on(page)),
        "page": page,
        "before": page - 1,
        "after": page + 1 if page < contents.pages else 0,
        "is_newest": newest is not None and newest.number == version.number,
        "newest": newest,
        "template": template_of(version),
        "previous": version.number - 1,
        "yes": yes,
        "silent": networks - yes,
        "asked": asked_of(request.user, version),
    }
    return render(request, "coalitions/version.html", context)


@require_safe
def consents_page(request: PersonRequest, slug: str, number: int) -> HttpResponse:
    """Which networks said yes to a version, when and how; and which have not said yet."""
    body, version = version_in(request, slug, number)
    context = body.context(AGREEMENT) | {
        "version": version,
        "consents": consents_of(request.user, version, after=request.GET.get("after", "")),
        "past": past_consents(version),
        "asked": asked_of(request.user, version),
    }
    context["page"] = context["consents"].page
    return render(request, "coalitions/version_consents.html", context)


@require_safe
def diff_page(request: PersonRequest, slug: str, number: int, other: int) -> HttpResponse:
    """What differs between two versions, from the older to the newer."""
    body, version = version_in(request, slug, number)
    far = version_of(body.network, other)
    if far is None:
        raise Http404
    older, newer = sorted((version, far), key=lambda each: each.number)
    numbers = list(versions_of(body.network).values_list("number", flat=True))
    pair = {"older": older.number, "newer": newer.number}
    form = CompareForm(
        request.GET if "newer" in request.GET else None, initial=pair, numbers=numbers
    )
    if form.is_valid():
        wanted = form.cleaned_data
        return redirect("coalitions:diff", slug, wanted["newer"], wanted["older"])
    context = body.context(AGREEMENT) | {
        "older": older,
        "newer": newer,
        "form": CompareForm(initial=pair, numbers=numbers),
        "found": difference(older, newer, page=page_number(request.GET.get("page", ""))),
    }
    return render(request, "coalitions/diff.html", context)


@require_safe
def print_page(request: PersonRequest, slug: str, number: int) -> HttpResponse:
    """A version for paper: title, version, date and address stand on every sheet."""
    body, version = version_in(request, slug, number)
    clauses, yes = counts_of(version)
    context = {
        "network": body.network,
        "version": version,
        "lines": whole_of(version),
        "clauses": clauses,
        "yes": yes,
        "address": request.build_absolute_uri(version.get_absolute_url()),
        "printed": now(),
    }
    return render(request, "coalitions/print.html", context)


@require_safe
def markdown_file(request: PersonRequest, slug: str, number: int) -> HttpResponse:
    """A version as Markdown, to take along."""
    body, version = version_in(request, slug, number)
    context = {
        "network": body.network,
        "version": version,
        "day": localtime(version.in_force_at).date(),
        "lines": whole_of(version),
        "address": request.build_absolute_uri(version.get_absolute_url()),
    }
    text = render_to_string("coalitions/agreement.md", context, request)
    answer = HttpResponse(text, content_type="text/markdown; charset=utf-8")
    name = f"{body.network.slug}-agreement-{version.number}.md"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
