"""Freezing one's account, the link that a friend keeps, coming back, and the way out of here."""

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from solidarity.base.refused import Refused
from solidarity.people import sessions
from solidarity.people.actions import freezing
from solidarity.people.models import Freezing, FriendsLink, FrozenBy, Person, PersonRequest
from solidarity.people.queries import whose_link
from solidarity.people.rules import why_not_thaw


@require_http_methods(["GET", "POST"])
def freeze_page(request: PersonRequest) -> HttpResponse:
    """Freeze my own account, at once."""
    why_not = ""
    if request.method == "POST":
        try:
            freezing.freeze(request.user, FrozenBy.HERSELF, at=now())
        except Refused as refusal:
            why_not = str(refusal)
        else:
            logout(request)
            messages.success(request, _("Your account is frozen. You are signed out everywhere."))
            return redirect("people:frozen")
    context = {"why_not": why_not}
    return render(request, "people/freeze.html", context, status=422 if why_not else 200)


@require_http_methods(["GET", "POST"])
@login_not_required
def frozen_page(request: HttpRequest) -> HttpResponse:
    """How one comes back; whoever has just signed in to a frozen account opens it here."""
    if isinstance(request.user, Person):
        return redirect("people:security")
    waiting = sessions.waits_to_thaw(request.session, at=now())
    person = Person.objects.filter(pk=waiting[0], is_active=True).first() if waiting else None
    if waiting is None or person is None or not person.is_frozen:
        return render(request, "people/frozen.html", {})
    by_code = waiting[1]
    why_not = why_not_thaw(person)
    if request.method == "POST" and by_code and not why_not:
        return _thaw(request, person)
    admins = Freezing.objects.filter(person=person, kind=FrozenBy.ADMIN, ended_at=None).first()
    context = {"person": person, "by_code": by_code, "why_not": why_not, "by_admin": admins}
    refused = request.method == "POST"
    return render(request, "people/frozen.html", context, status=422 if refused else 200)


def _thaw(request: HttpRequest, person: Person) -> HttpResponse:
    try:
        freezing.thaw(person, at=now())
    except Refused as refusal:  # an admin froze it at this moment
        messages.error(request, str(refusal))
        return redirect("people:frozen")
    person.refresh_from_db()
    del request.session[sessions.THAW]
    get_adapter().login(request, person)
    messages.success(request, _("Your account is open again. Look whether all is as you left it."))
    return redirect("people:security")


@require_http_methods(["GET", "POST"])
def friends_link_page(request: PersonRequest) -> HttpResponse:
    """Make a link for a friend, or take it back; it is shown once, when it is made."""
    link = ""
    if request.method == "POST" and "drop" in request.POST:
        gone = freezing.drop_link(request.user)
        messages.success(request, _("Taken back.") if gone else _("There was none."))
        return redirect("people:friends_link")
    if request.method == "POST":
        token = freezing.make_link(request.user, at=now())
        sessions.show_link(request.session, token, at=now())
        return redirect("people:friends_link")
    if token := sessions.shown_link(request.session, at=now()):
        link = settings.SITE_URL + reverse("open_link", args=[token])
    kept = FriendsLink.objects.filter(person=request.user).first()
    return render(request, "people/friends_link.html", {"link": link, "kept": kept})


@require_safe
@login_not_required
def open_link(request: HttpRequest, token: str) -> HttpResponse:
    """Somebody holds a link: it is put into the session, and the address left."""
    kept = freezing.hidden_link(token)
    if whose_link(kept) is None:
        return render(request, "people/link_over.html", status=410)
    request.session[sessions.LINK] = kept
    return redirect("use_link")


@require_http_methods(["GET", "POST"])
@login_not_required
def use_link_page(request: HttpRequest) -> HttpResponse:
    """What the link does is said; a button does it. Used, taken back and never made are one."""
    kept = request.session.get(sessions.LINK, "")
    link = whose_link(kept) if kept else None
    if link is None:
        return render(request, "people/link_over.html", status=410)
    if request.method == "POST":
        try:
            freezing.use_link(kept, at=now())
        except Refused:
            return render(request, "people/link_over.html", status=410)
        del request.session[sessions.LINK]
        return render(request, "people/link_used.html", {"person": link.person})
    return render(request, "people/use_link.html", {"person": link.person})


@require_safe
@login_not_required
def leave_here(request: HttpRequest) -> HttpResponse:
    """Away from here, to a page that tells nothing; who came by our own link is signed out.

    A link, since a form may lead nowhere else; so a link on another site must sign nobody out:
    browsers say where it was followed.
    """
    response = HttpResponseRedirect(settings.EXIT_URL)
    if _is_from_here(request) and isinstance(request.user, Person):
        logout(request)
    # Not "cache": emptying it takes browsers a while, and none of our pages is in it.
    response["Clear-Site-Data"] = '"storage"'
    return response


def _is_from_here(request: HttpRequest) -> bool:
    fetched = request.headers.get("Sec-Fetch-Site", "")
    if "prefetch" in request.headers.get("Sec-Purpose", ""):
        return False
    if fetched:
        return fetched == "same-origin"
    return request.headers.get("Referer", "").startswith(f"{settings.SITE_URL}/")
