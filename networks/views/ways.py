"""The ways of working: the version in force, earlier ones, what changed, agreeing, objecting."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from networks.actions import ways
from networks.forms.ways import MeetForm, ObjectionForm, WaysForm
from networks.models import Objection, WaysVersion
from networks.queries import (
    objections_to,
    own_objection,
    shares_of,
    versions_of,
    ways_in_force,
)
from networks.rules import is_behind, why_not_meet, why_not_object
from networks.views.body import Body, body_for, stewards_only
from networks.views.talking import kept_words
from solidarity.base.pages import keyset_page
from solidarity.base.refused import Refused
from solidarity.base.stale import Stale
from solidarity.people.actions import drop_draft
from solidarity.people.models import PersonRequest, ViewerRequest
from solidarity.ui.pressing import pressed
from solidarity.ui.rendering import render_part
from solidarity.ui.versions import compare_context, version_context

TAB = "networks:ways"
MOST_OBJECTIONS, VERSIONS = 50, 30


@require_safe
@login_not_required
def ways_page(request: ViewerRequest, slug: str) -> HttpResponse:
    """How one works together here: for whoever may know of the network."""
    body = body_for(request, slug)
    version = ways_in_force(body.network)
    if version is None and not body.standing.is_steward:
        raise Http404
    context = body.context(TAB) | {"version": version}
    if version is not None:
        context |= _standing_of_version(request, body, version)
        found = versions_of(body.network).defer("words", "words_html")
        context["page"] = keyset_page(
            found, after=request.GET.get("after", ""), size=VERSIONS, by="number"
        )
    return render(request, "networks/ways.html", context)


def _standing_of_version(
    request: ViewerRequest, body: Body, version: WaysVersion
) -> dict[str, Any]:
    """How the viewer stands to the version in force, and how many agreed: for those who belong."""
    if not body.standing.belongs:
        return {}
    accepted = body.standing.membership.accepted_ways if body.standing.membership else None
    return {
        "shares": shares_of(version),
        "objections": list(objections_to(version)[:MOST_OBJECTIONS]),
        "own": own_objection(request.user, version),
        "accepted": accepted,
        "is_behind": is_behind(body.standing, body.network),
    }


@require_safe
@login_not_required
def version_page(request: ViewerRequest, slug: str, number: int) -> HttpResponse:
    """One version, and what it changed."""
    body = body_for(request, slug)
    versions = versions_of(body.network)
    context = body.context(TAB) | version_context(request.GET, versions, number)
    return render(request, "networks/ways_version.html", context)


@require_safe
@login_not_required
def compare_page(request: ViewerRequest, slug: str) -> HttpResponse:
    """What differs between any two versions."""
    body = body_for(request, slug)
    context = body.context(TAB) | compare_context(request.GET, versions_of(body.network))
    return render(request, "networks/ways_compare.html", context)


@require_http_methods(["GET", "POST"])
def write_page(request: PersonRequest, slug: str) -> HttpResponse:
    """Write a new version: for stewards."""
    body = stewards_only(request, slug)
    purpose = f"ways-{body.network.pk}"
    saved = ways.ways_words(body.network)
    form = WaysForm(request.POST if request.method == "POST" else None, initial=saved)
    if request.method == "GET":
        kept = kept_words(request, purpose, ("words", "why", "seen"))
        form.initial = {**form.initial, **kept}
    if form.is_valid():
        try:
            ways.write_ways(slug, by=request.user, at=now(), **form.cleaned_data)
        except Stale as stale:
            form.show_stale(stale)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            drop_draft(request.user, purpose)
            messages.success(
                request, _("Your version is in force. The members are asked to agree.")
            )
            return redirect("networks:ways", slug)
    context = body.context(TAB) | {"form": form, "draft_purpose": purpose}
    return render_part(
        request, "networks/ways_write.html#write", context, 422 if form.errors else 200
    )


def _members_body(request: PersonRequest, slug: str) -> Body:
    """The network, for its members; Http404 for everybody else."""
    body = body_for(request, slug)
    if not body.standing.is_member or not body.network.ways_number:
        raise Http404
    return body


@require_POST
def accept_ways(request: PersonRequest, slug: str) -> HttpResponse:
    """Agree to the version that was read."""
    _members_body(request, slug)
    sent = request.POST.get("number", "")
    number = int(sent) if sent.isdecimal() and len(sent) < 6 else 0
    act = partial(ways.accept_ways, slug, by=request.user, number=number, at=now())
    done = _("Thank you. You agreed to version %(n)s.") % {"n": number}
    return pressed(request, act, done=done, to=reverse("networks:ways", args=[slug]))


@require_http_methods(["GET", "POST"])
def object_page(request: PersonRequest, slug: str, number: int) -> HttpResponse:
    """Decline a version, with an objection."""
    body = _members_body(request, slug)
    version = get_object_or_404(versions_of(body.network), number=number)
    why_not = why_not_object(
        body.standing, body.network, number, own_objection(request.user, version)
    )
    purpose = f"objection-{version.pk}"
    form = ObjectionForm(
        request.POST if request.method == "POST" else None,
        initial=kept_words(request, purpose, ("words",)),
    )
    if form.is_valid():
        try:
            done = ways.object_to_ways(
                slug, by=request.user, number=number, at=now(), **form.cleaned_data
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            drop_draft(request.user, purpose)
            messages.success(request, _("Your objection is heard. You stay under your version."))
            return redirect(done.thread)
    context = body.context(TAB) | {
        "form": form,
        "version": version,
        "why_not": why_not,
        "accepted": body.standing.membership and body.standing.membership.accepted_ways,
        "draft_purpose": purpose,
    }
    return render_part(
        request, "networks/ways_object.html#object", context, 422 if form.errors else 200
    )


@require_http_methods(["GET", "POST"])
def meet_page(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    """Say how an objection was met: for stewards."""
    body = stewards_only(request, slug)
    found = Objection.objects.select_related("version", "person", "thread")
    objection = get_object_or_404(found, pk=pk, version__network=body.network)
    form = MeetForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            ways.meet_objection(pk, by=request.user, at=now(), **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            words = _("%(person)s has been told, with your words.")
            messages.success(request, words % {"person": objection.person.display_name})
            return redirect("networks:ways", slug)
    context = body.context(TAB) | {
        "form": form,
        "objection": objection,
        "opening": objection.thread.opening,
        "why_not": why_not_meet(body.standing, objection),
    }
    return render_part(
        request, "networks/ways_meet.html#meet", context, 422 if form.errors else 200
    )
