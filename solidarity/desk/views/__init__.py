"""Home, help, and the admins' desk."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from coalitions.queries.calls import calls_that_wait
from decisions.queries.needing import what_waits
from decisions.views.register import newest_around
from meetings.queries.mine import coming_up_for
from networks.queries import (
    HELD,
    cards_of,
    her_networks,
    invitation_held,
    open_networks,
    what_needs,
)
from solidarity.base.pages import keyset_page
from solidarity.desk.rules import is_admin
from solidarity.inbox.kinds import said_now
from solidarity.inbox.queries import runs_lately, unread_of
from solidarity.outbox.actions import bury, revive
from solidarity.outbox.models import Job
from solidarity.outbox.queries import dead_jobs
from solidarity.people.models import Person, PersonRequest, ViewerRequest

FEW = 6
PER_PAGE = 30
View = Callable[..., HttpResponse]


@require_safe
@login_not_required
def home_page(request: ViewerRequest) -> HttpResponse:
    """Signed out: what this is. Signed in: what needs me, what is new, where I belong."""
    if not isinstance(request.user, Person):
        return _front_page(request)
    held = her_networks(request.user)
    context = {
        "invitation": invitation_held(request.session.get(HELD, ""), at=now()),
        "needs": what_needs(request.user, held, at=now()),
        "calls": calls_that_wait(request.user, at=now()),
        "waiting": what_waits(request.user, at=now())[:FEW],
        "notices": said_now(unread_of(request.user, FEW)),
        "memberships": held,
        "soon": coming_up_for(request.user, at=now()),
        "newest": newest_around(request.user) if held else None,
    }
    return render(request, "desk/home.html", context)


def _front_page(request: ViewerRequest) -> HttpResponse:
    cards = cards_of(open_networks(FEW))
    return render(request, "desk/front.html", {"cards": cards})


@require_safe
@login_not_required
def help_page(request: ViewerRequest) -> HttpResponse:
    """How things work here, in a page."""
    return render(request, "desk/help.html")


def admins_only(view: View) -> View:
    """For anybody but an admin the page is not there."""

    @wraps(view)
    def guarded(request: PersonRequest, *args: int, **kwargs: int) -> HttpResponse:
        if not is_admin(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@require_safe
@admins_only
def desk_page(request: PersonRequest) -> HttpResponse:
    """The work that failed, what to do about it, and how digests go."""
    page = keyset_page(dead_jobs(), after=request.GET.get("after", ""), size=PER_PAGE)
    return render(request, "desk/desk.html", {"page": page, "runs": runs_lately()})


@require_POST
@admins_only
def revive_job(request: PersonRequest, pk: int) -> HttpResponse:
    """Try a dead job again."""
    job = get_object_or_404(dead_jobs(), pk=pk)
    revive(job.pk, at=now())
    messages.success(request, _("It is tried again now."))
    return redirect("desk:desk")


@require_POST
@admins_only
def bury_job(request: PersonRequest, pk: int) -> HttpResponse:
    """Give a dead job up."""
    job: Job = get_object_or_404(dead_jobs(), pk=pk)
    bury(job.pk)
    messages.success(request, _("It is given up and forgotten."))
    return redirect("desk:desk")
