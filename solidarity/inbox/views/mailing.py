"""What was mailed to me, whether it arrives, and the way out of mails."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from solidarity.base.pages import keyset_page
from solidarity.inbox.actions import (
    blocks_of,
    shown_in_browser,
    unsubscribe,
    whose_way_out,
    works_again,
)
from solidarity.inbox.queries import bounce_of, mails_to
from solidarity.people.models import PersonRequest, ViewerRequest

PER_PAGE = 30


@require_safe
def mails_page(request: PersonRequest) -> HttpResponse:
    """The mails that went to me, the newest first."""
    page = keyset_page(mails_to(request.user), after=request.GET.get("after", ""), size=PER_PAGE)
    return render(request, "inbox/mails.html", {"page": page})


@require_safe
def mail_page(request: PersonRequest, pk: int) -> HttpResponse:
    """What a mail to me said."""
    mail = get_object_or_404(mails_to(request.user), pk=pk)
    words = shown_in_browser(mail)
    context = {"mail": mail, "subject": words.subject, "blocks": list(blocks_of(words.text))}
    return render(request, "inbox/mail_shown.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def address_page(request: PersonRequest) -> HttpResponse:
    """Whether mails to my address arrive; if not, what to do."""
    if request.method == "POST":
        works_again(request.user, at=now())
        messages.success(request, _("Good. Mails go to you again, and what waited comes too."))
        return redirect("inbox:notices")
    context = {"person": request.user, "bounce": bounce_of(request.user)}
    return render(request, "inbox/address.html", context)


# A mail program that unsubscribes somebody has no cookie and no token of ours (RFC 8058). What it
# may do is in the signed address, and is nothing but fewer mails.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
def unsubscribe_page(request: ViewerRequest, token: str) -> HttpResponse:
    """Ask whether mails shall end; end them at once when a mail program says so.

    It names nobody and no network: whoever has the mail may be somebody else.
    """
    found = whose_way_out(token)
    if found is None:
        raise Http404
    person, source = found
    is_done = request.method == "POST"
    if is_done:
        unsubscribe(person, source, at=now())
    with translation.override(person.interface_language):
        context = {"is_done": is_done, "is_one": source is not None}
        return render(request, "inbox/unsubscribe.html", context)
