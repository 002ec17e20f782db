"""The minutes: their versions, decisions that they name, and what of them leaves the body."""

from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from decisions.views.tasks import tasks_shown
from decisions.views.writing import saved_or_refused, sent
from meetings.actions import holding
from meetings.forms.holding import MinutesForm, NameDecisionForm, RedactionForm
from meetings.models import Redaction
from meetings.queries.holding import (
    agenda_of,
    decisions_named,
    decisions_to_name,
    minutes_of,
    minutes_words,
    people_in,
    redaction_of,
)
from meetings.rules.keeping import why_not_let_out
from meetings.rules.taking_part import why_not_write
from meetings.views.body import TAB, Gathering, inner
from meetings.views.writing import Page, written
from networks.views.body import body_for
from networks.views.talking import kept_words
from solidarity.base.stale import fingerprint
from solidarity.people.actions import drop_draft
from solidarity.people.models import PersonRequest, ViewerRequest
from solidarity.ui.pressing import pressed
from solidarity.ui.versions import version_context


def _url(page: str, met: Gathering) -> str:
    return reverse(f"meetings:{page}", args=[met.network.slug, met.meeting.number])


@require_safe
def minutes_page(request: PersonRequest, slug: str, number: int) -> HttpResponse:
    """The newest version, what was decided, what is to be done, and what may leave."""
    met = inner(request, slug, number)
    versions = list(minutes_of(met.meeting))
    redaction = redaction_of(met.meeting)
    can_let_out = not why_not_let_out(met.standing, met.meeting)
    read = redaction.words if redaction and can_let_out else ""
    context = met.context() | {
        "newest": versions[0] if versions else None,
        "versions": versions,
        "list_url": _url("minutes", met),
        "named": decisions_named(met.meeting),
        "part": tasks_shown(request.user, met.meeting, met.standing),
        "redaction": redaction,
        "seen": fingerprint(holding.words_let_out(redaction)),
        "can_write": not why_not_write(met.standing, met.meeting),
        "can_let_out": can_let_out,
        "people_in_it": people_in(read, met.meeting) if read else [],
    }
    return render(request, "meetings/minutes.html", context)


@require_safe
def version_page(request: PersonRequest, slug: str, number: int, version: int) -> HttpResponse:
    """One version, and what it changed."""
    met = inner(request, slug, number)
    shown = version_context(request.GET, minutes_of(met.meeting), version)
    return render(request, "meetings/minutes_version.html", met.context() | shown)


@require_http_methods(["GET", "POST"])
def write_page(request: PersonRequest, slug: str, number: int) -> HttpResponse:
    """Write the minutes, or their next version; at first the agenda stands in them."""
    met = inner(request, slug, number)
    newest = minutes_of(met.meeting).first()
    form = MinutesForm(sent(request), initial=minutes_words(newest))
    purpose = f"minutes-{met.meeting.pk}"
    if request.method == "GET":
        begun = {} if newest else {"words": _from_agenda(met)}
        form.initial = {**form.initial, **begun, **kept_words(request, purpose, ("words", "seen"))}
    back = _url("minutes", met)
    page = Page(
        title=_("Write the minutes"), button=_("Keep"), back=back, back_words=_("Minutes"),
        why_not=why_not_write(met.standing, met.meeting), draft=purpose,
    )  # fmt: skip
    if not page.why_not and form.is_valid():
        act = partial(
            holding.write_minutes, met.meeting.pk, by=request.user, at=now(), **form.cleaned_data
        )
        if saved_or_refused(form, act):
            drop_draft(request.user, purpose)
            messages.success(request, _("Kept."))
            return redirect(back)
    return written(request, met, page, form)


def _from_agenda(met: Gathering) -> str:
    return "\n\n".join(f"### {item.title}" for item in agenda_of(met.meeting))


@require_http_methods(["GET", "POST"])
def redact_page(request: PersonRequest, slug: str, number: int) -> HttpResponse:
    """Write what of the minutes may leave."""
    met = inner(request, slug, number)
    newest = minutes_of(met.meeting).first()
    if newest is None:
        raise Http404
    saved = holding.redaction_words(redaction_of(met.meeting), newest)
    form = RedactionForm(sent(request), initial=saved)
    back = _url("minutes", met)
    page = Page(
        title=_("What may leave this network"), button=_("Keep"), back=back,
        back_words=_("Minutes"), why_not=why_not_write(met.standing, met.meeting),
        lead=_(
            "At first all of the minutes stand here: take out whatever was said among yourselves,"
            " and who said it. Nobody outside reads it before a steward or facilitator lets it out."
        )
        + " "
        + _("They read the name of the meeting and its day, too."),
    )  # fmt: skip
    if not page.why_not and form.is_valid():
        act = partial(
            holding.write_redaction, met.meeting.pk, by=request.user, at=now(),
            **form.cleaned_data,
        )  # fmt: skip
        if saved_or_refused(form, act):
            messages.success(request, _("Kept."))
            return redirect(back)
    return written(request, met, page, form)


@require_POST
def let_out(request: PersonRequest, slug: str, number: int) -> HttpResponse:
    """Let everybody read the shortened minutes, or nobody outside any more."""
    met = inner(request, slug, number)
    if request.POST.get("act") not in {"out", "in"}:
        raise Http404
    is_out = request.POST["act"] == "out"
    seen = request.POST.get("seen", "")
    act = partial(
        holding.let_out, met.meeting.pk, by=request.user, is_out=is_out, seen=seen, at=now()
    )
    done = _("Everybody can read them now.") if is_out else _("Nobody outside reads them now.")
    return pressed(request, act, done=done, to=_url("minutes", met))


@require_http_methods(["GET", "POST"])
def decided_page(request: PersonRequest, slug: str, number: int) -> HttpResponse:
    """Name a decision in the minutes."""
    met = inner(request, slug, number)
    form = NameDecisionForm(sent(request), decisions=decisions_to_name(met.meeting))
    back = _url("minutes", met)
    page = Page(
        title=_("Name a decision"), button=_("Name it"), back=back, back_words=_("Minutes"),
        why_not=why_not_write(met.standing, met.meeting),
    )  # fmt: skip
    if not page.why_not and form.is_valid():
        chosen = form.cleaned_data["number"]
        acting = partial(
            holding.name_decision, met.meeting.pk, by=request.user, number=chosen, at=now()
        )
        if saved_or_refused(form, acting):
            messages.success(request, _("Named."))
            return redirect(back)
    return written(request, met, page, form)


@require_safe
@login_not_required
def public_page(request: ViewerRequest, slug: str, number: int) -> HttpResponse:
    """Shortened minutes, for everybody who may know of the network."""
    body = body_for(request, slug)
    found = Redaction.objects.select_related("meeting").filter(out_at__isnull=False)
    redaction = get_object_or_404(found, meeting__body=body.network, meeting__number=number)
    context = body.context(TAB) | {"redaction": redaction, "meeting": redaction.meeting}
    return render(request, "meetings/minutes_public.html", context)
