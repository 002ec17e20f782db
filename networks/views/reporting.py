"""Reporting anything; the queues of stewards and admins; one's own reports."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from networks.actions import reporting
from networks.actions.reporting import Matter
from networks.forms.reporting import CloseForm, DeskForm, ReportForm
from networks.models import Membership, Network, Report, ReportState, WaysVersion
from networks.queries import (
    has_reported,
    reports_at_desk,
    reports_by,
    reports_in,
    ways_at,
    ways_in_force,
)
from networks.rules import (
    why_not_ask_stewards,
    why_not_close,
    why_not_list,
    why_not_report,
    why_not_take,
    why_not_unlist,
)
from networks.views.asking import Question, ask
from networks.views.body import Body, body_for, stewards_only
from networks.views.keeping import member_for
from networks.views.talking import room_for
from solidarity.base.pages import keyset_page
from solidarity.base.refused import Refused
from solidarity.base.words import lines_in
from solidarity.people.models import Person, PersonRequest
from solidarity.people.rules import seen_fields
from solidarity.threads.models import Post
from solidarity.threads.views import unshared_post

PER_PAGE = 25
TAB = "networks:reports"
Acts = dict[str, Callable[..., Any]]


def _report(
    request: PersonRequest, matter: Matter, *, back: str, body: Body | None = None
) -> HttpResponse:
    """Report `matter`; the form is the same for everything."""
    ways = ways_in_force(matter.network) if matter.network else None
    parts = lines_in(ways.words) if ways else []
    form = ReportForm(request.POST if request.method == "POST" else None, parts=parts)
    who = _("The admins of this site read it.")
    if not matter.is_for_admins:
        who = _("The stewards of this network read it.")
    question = Question(
        title=_("Report: %(thing)s") % {"thing": matter.name},
        button=_("Report"),
        back=back,
        done=_("Thank you. You are told when somebody takes it up."),
        notes=[who, _("If you are in danger now, call people near you first.")],
        quote=matter.quoted,
        why_not=why_not_report(
            request.user, matter.whom, reported=has_reported(request.user, matter.thing)
        ),
    )

    def act() -> Report:
        return reporting.report(matter, **form.cleaned_data, by=request.user, at=now())

    return ask(request, question, form, act, body=body, tab="networks:about")


@require_http_methods(["GET", "POST"])
def report_network(request: PersonRequest, slug: str) -> HttpResponse:
    """Report a network as such."""
    body = body_for(request, slug)
    network = body.network
    url = network.get_absolute_url()
    matter = Matter(network, url, network.name, network=network, quoted=network.summary)
    return _report(request, matter, back=url, body=body)


@require_http_methods(["GET", "POST"])
def report_member(request: PersonRequest, slug: str, handle: str) -> HttpResponse:
    """Report what a member does in a network."""
    body, member = member_for(request, slug, handle)
    url = reverse("networks:member", args=[slug, handle])
    whom = member.person
    matter = Matter(whom, url, whom.display_name, network=body.network, whom=whom)
    return _report(request, matter, back=url, body=body)


@require_http_methods(["GET", "POST"])
def report_post(request: PersonRequest, slug: str, pk: int, post: int) -> HttpResponse:
    """Report what somebody wrote."""
    room = room_for(request, slug)
    theirs = room.post(pk, post)
    # On this board: the one where it began may be hidden from here.
    matter = _words(theirs, room.body.network, room.place_of(theirs))
    return _report(request, matter, back=matter.url, body=room.body)


def _words(theirs: Post, network: Network | None, url: str) -> Matter:
    """What somebody wrote, as a report tells of it; Http404 when it is gone."""
    if theirs.removal:
        raise Http404
    name = theirs.thread.title or _("What somebody wrote")
    return Matter(
        theirs, url, name, network=network, whom=theirs.author,
        quoted=theirs.words,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def report_words(request: PersonRequest, pk: int) -> HttpResponse:
    """Report what somebody wrote where no board is: on a request, in a letter, between networks."""
    theirs = unshared_post(request, pk)
    owner = theirs.thread.owner
    network = owner.network if isinstance(owner, Membership) else None
    matter = _words(theirs, network, theirs.get_absolute_url())
    return _report(request, matter, back=matter.url)


@require_http_methods(["GET", "POST"])
def report_person(request: PersonRequest, handle: str) -> HttpResponse:
    """Report a person, wherever it was."""
    person = get_object_or_404(Person, handle=handle)
    if seen_fields(request.user, person) is None:
        raise Http404
    url = person.get_absolute_url()
    matter = Matter(person, url, person.display_name, whom=person)
    return _report(request, matter, back=url)


@require_safe
def my_reports_page(request: PersonRequest) -> HttpResponse:
    """What I reported, and how it goes."""
    after = request.GET.get("after", "")
    page = keyset_page(reports_by(request.user), after=after, size=PER_PAGE)
    return render(request, "networks/my_reports.html", {"page": page})


def _queue(request: PersonRequest, found: QuerySet[Report]) -> dict[str, Any]:
    """Open reports, those that have waited longest first; then the others."""
    waiting = found.exclude(state=ReportState.CLOSED).order_by("pk")
    closed = found.filter(state=ReportState.CLOSED)
    page = keyset_page(closed, after=request.GET.get("after", ""), size=PER_PAGE)
    return {"page": page, "waiting": waiting[: 2 * PER_PAGE] if page.is_first else []}


@require_safe
def reports_page(request: PersonRequest, slug: str) -> HttpResponse:
    """The stewards' queue."""
    body = stewards_only(request, slug)
    context = body.context(TAB) | _queue(request, reports_in(request.user, body.network))
    return render(request, "networks/reports.html", context)


@require_http_methods(["GET", "POST"])
def report_page(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    """One report, for the stewards."""
    body = stewards_only(request, slug)
    report = get_object_or_404(reports_in(request.user, body.network), pk=pk)
    acts: Acts = {"take": reporting.take, "close": reporting.close}
    can = {"take": not why_not_take(report), "close": not why_not_close(report)}
    return _handle(
        request, report, acts, CloseForm, "networks/report.html", body.context(TAB) | {"can": can}
    )


def admins_only(request: PersonRequest) -> None:
    """For anybody but an admin the page is not there."""
    if not request.user.is_admin:
        raise Http404


@require_safe
def desk_reports_page(request: PersonRequest) -> HttpResponse:
    """The admins' queue: about stewards, networks, and people outside of networks."""
    admins_only(request)
    context = _queue(request, reports_at_desk(request.user))
    return render(request, "networks/desk_reports.html", context)


@require_http_methods(["GET", "POST"])
def desk_report_page(request: PersonRequest, pk: int) -> HttpResponse:
    """One report, for the admins."""
    admins_only(request)
    report = get_object_or_404(reports_at_desk(request.user), pk=pk)
    acts: Acts = {
        "take": partial(reporting.take, at_desk=True),
        "close": partial(reporting.close, at_desk=True),
        "ask": reporting.ask_stewards,
        "unlist": reporting.unlist,
        "list": reporting.list_again,
    }
    can = {
        "take": not why_not_take(report),
        "close": not why_not_close(report),
        "ask": not why_not_ask_stewards(report),
        "unlist": not why_not_unlist(report),
        "list": not why_not_list(report),
    }
    return _handle(request, report, acts, DeskForm, "networks/desk_report.html", {"can": can})


def _handle(
    request: PersonRequest, report: Report, acts: Acts,
    kind: type[CloseForm], page: str, context: dict[str, Any],
) -> HttpResponse:  # fmt: skip
    """Show a report; do with it what the pressed button says. Taking it up needs no words."""
    name = request.POST.get("act", "close")
    is_taken = request.method == "POST" and name == "take"
    form = kind(request.POST if request.method == "POST" and not is_taken else None)
    if name in acts and (is_taken or form.is_valid()):
        words = {} if is_taken else {"words": form.cleaned_data["words"]}
        try:
            acts[name](report.pk, **words, by=request.user, at=now())
        except Refused as refusal:
            if is_taken:
                messages.warning(request, str(refusal))
                return redirect(request.path)
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _done(name))
            return redirect(request.path)
    context |= {"report": report, "form": form, "ways": _ways_then(request, report)}
    return render(request, page, context, status=422 if form.errors else 200)


def _ways_then(request: PersonRequest, report: Report) -> WaysVersion | None:
    """The version that the report touches, where its reader may open it."""
    network = report.network
    if not report.touches or network is None:
        return None
    if not Network.objects.visible_to(request.user).filter(pk=network.pk).exists():
        return None
    return ways_at(network, report.made_at)


def _done(name: str) -> str:
    """What one is told when it is done."""
    if name == "take":
        return _("You are on it now. Whoever reported has been told.")
    if name == "close":
        return _("Closed. Whoever reported has been told.")
    return _("Done.")
