"""The page of a meeting: when and where, and what belongs to it."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from meetings.rules.meetings import tends
from meetings.views.body import Gathering, gathering_for
from solidarity.people.models import PersonRequest, ViewerRequest


@require_safe
@login_not_required
def meeting_page(request: ViewerRequest, slug: str, number: int) -> HttpResponse:
    """A meeting, as far as the viewer may know."""
    return shown(request, gathering_for(request, slug, number))


def shown(
    request: ViewerRequest | PersonRequest, met: Gathering, status: int = 200, **forms: Any
) -> HttpResponse:
    """The page; `forms` that were refused stand in it, with what was typed."""
    meeting, at = met.meeting, now()
    context = met.context() | {
        "is_over": meeting.is_over(at),
        "tends": tends(met.standing, meeting, request.user),
        "is_inside": met.standing.belongs,
    }
    return render(request, "meetings/meeting.html", context | forms, status=status)
