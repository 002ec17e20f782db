"""The inbox: what a person was told."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_POST, require_safe

from solidarity.base.pages import keyset_page
from solidarity.inbox.actions import mark_read
from solidarity.inbox.models import Notice
from solidarity.inbox.queries import notices_of
from solidarity.people.models import PersonRequest

PER_PAGE = 30


@require_safe
def notices_page(request: PersonRequest) -> HttpResponse:
    """What I was told, the newest first."""
    page = keyset_page(notices_of(request.user), after=request.GET.get("after", ""), size=PER_PAGE)
    return render(request, "inbox/notices.html", {"page": page})


@require_POST
def read_notice(request: PersonRequest, pk: int) -> HttpResponse:
    """Mark it as read and go where it points."""
    notice = get_object_or_404(Notice, pk=pk, person=request.user)
    mark_read(request.user, at=now(), notice_id=notice.pk)
    return redirect(notice.about_url)


@require_POST
def read_all(request: PersonRequest) -> HttpResponse:
    """Mark all as read."""
    mark_read(request.user, at=now())
    return redirect("inbox:notices")
