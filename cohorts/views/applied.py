"""Where somebody applied, who thought of her, and whether she wants to be nominated at all."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cohorts.actions import nominating
from cohorts.queries.applying import applications_of, no_nominations, nominations_of
from solidarity.people.models import PersonRequest
from solidarity.ui.pressing import pressed


@require_safe
def applied_page(request: PersonRequest) -> HttpResponse:
    """My applications to cohorts, what I am asked, and whether I may be."""
    context = {
        "applications": applications_of(request.user),
        "nominations": nominations_of(request.user),
        "is_left_in_peace": no_nominations(request.user).exists(),
    }
    return render(request, "cohorts/applied.html", context)


@require_POST
def choose_nominations(request: PersonRequest) -> HttpResponse:
    """Want to be nominated for no programme, or be asked again."""
    if request.POST.get("wants") == "none":
        act = partial(nominating.want_none, by=request.user, at=now())
        return pressed(request, act, done=_("Nobody can nominate you now."), to="cohorts:applied")
    act = partial(nominating.be_asked_again, by=request.user)
    return pressed(request, act, done=_("Others can nominate you again."), to="cohorts:applied")
