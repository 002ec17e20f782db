"""The inbox: what a person was told."""

from dataclasses import replace

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from solidarity.base.pages import keyset_page
from solidarity.inbox.actions import mark_chosen, mark_read
from solidarity.inbox.forms import picked_in
from solidarity.inbox.kinds import said_now
from solidarity.inbox.models import Notice
from solidarity.inbox.queries import needing, notices_of
from solidarity.people.models import PersonRequest

PER_PAGE = 30
FEW = 10
WAYS = ("needs", "unread")


@require_safe
def notices_page(request: PersonRequest) -> HttpResponse:
    """What needs me, and what I was told beside it, the newest first."""
    only = request.GET.get("only", "")
    only = only if only in WAYS else ""
    found = notices_of(request.user, only=only)
    if not only:
        found = found.exclude(needing(request.user))
    page = keyset_page(found, after=request.GET.get("after", ""), size=PER_PAGE)
    needed = []
    if not only and page.is_first:
        needed = list(notices_of(request.user, only="needs")[: FEW + 1])
    context = {
        "page": replace(page, rows=said_now(page.rows)),
        "needed": needed[:FEW],
        "more_needed": len(needed) > FEW,
        "only": only,
        "tabs": _tabs(only),
    }
    return render(request, "inbox/notices.html", context)


def _tabs(only: str) -> list[dict[str, object]]:
    url = reverse("inbox:notices")
    labels = {"": _("All"), "needs": _("What needs you"), "unread": _("Unread")}
    return [
        {"label": label, "url": f"{url}?only={way}" if way else url, "current": way == only}
        for way, label in labels.items()
    ]


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
    messages.success(request, _("All of it is marked as read."))
    return redirect("inbox:notices")


@require_POST
def mark(request: PersonRequest) -> HttpResponse:
    """Mark those that were ticked as read, or as unread again."""
    chosen = picked_in(request.POST, most=PER_PAGE + FEW)
    is_read = request.POST.get("act") != "unread"
    changed = mark_chosen(request.user, chosen, read=is_read, at=now())
    if not chosen:
        messages.warning(request, _("Tick what you mean first."))
    elif is_read:
        words = ngettext("Marked as read.", "%(count)s marked as read.", changed)
        messages.success(request, words % {"count": changed})
    else:
        words = ngettext("Marked as unread.", "%(count)s marked as unread.", changed)
        messages.success(request, words % {"count": changed})
    back = request.POST.get("back", "")
    inbox = reverse("inbox:notices")
    safe = back.startswith(f"{inbox}?") and url_has_allowed_host_and_scheme(back, None)
    return redirect(back if safe else inbox)
