"""Guests of a meeting: asking them, and an invitation as whoever holds it meets it."""

from functools import partial
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from decisions.views.writing import saved_or_refused, sent
from meetings.actions import inviting
from meetings.forms.guests import GuestForm
from meetings.models import Guest
from meetings.rules.meetings import organises, why_not_invite_guests
from meetings.views.body import Gathering, gathering_for
from networks.views.tokens import exchanged, over
from solidarity.people.models import Person, PersonRequest, ViewerRequest
from solidarity.ui.pressing import pressed

HELD = "meeting_guest"
MOST = 100


def _organised(request: PersonRequest, slug: str, number: int) -> Gathering:
    met = gathering_for(request, slug, number)
    if not organises(met.standing):
        raise Http404
    return met


@require_http_methods(["GET", "POST"])
def guests_page(request: PersonRequest, slug: str, number: int) -> HttpResponse:
    """Who is asked as a guest; a form asks one more."""
    met = _organised(request, slug, number)
    form = GuestForm(sent(request))
    why_not = why_not_invite_guests(met.standing, met.meeting)
    if not why_not and form.is_valid():
        act = partial(
            inviting.ask_guest, met.meeting.pk, by=request.user, at=now(), **form.cleaned_data
        )
        if saved_or_refused(form, act):
            messages.success(request, _("Asked."))
            return redirect("meetings:guests", slug, number)
    guests = Guest.objects.filter(meeting=met.meeting).select_related("person")
    context = met.context() | {
        "form": form,
        "why_not": why_not,
        "guests": list(guests.order_by("pk")[:MOST]),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "meetings/guests.html", context, status=status)


@require_POST
def take_back(request: PersonRequest, slug: str, number: int, pk: int) -> HttpResponse:
    """Ask a guest no more."""
    met = _organised(request, slug, number)
    guest = get_object_or_404(Guest, pk=pk, meeting=met.meeting)
    act = partial(inviting.take_guest_back, guest.pk, by=request.user, at=now())
    to = reverse("meetings:guests", args=[slug, number])
    return pressed(request, act, done=_("Taken back."), to=to)


@require_safe
@login_not_required
def open_invitation(request: ViewerRequest, token: str) -> HttpResponse:
    """Take the token out of the address and into the session."""
    held = inviting.hidden_token(token)
    is_good = _guest_of(held) is not None
    return exchanged(request, held, kept_as=HELD, is_good=is_good, to="meetings:guest")


def _guest_of(held: str) -> Guest | None:
    """The invitation behind a kept token, while it can be used."""
    found = inviting.open_invitations(now()).select_related("meeting__body", "invited_by")
    return found.filter(token_digest=held).first() if held else None


@require_http_methods(["GET", "POST"])
@login_not_required
def invitation_page(request: ViewerRequest) -> HttpResponse:
    """To which meeting one is asked; who is signed in says yes."""
    held = request.session.get(HELD, "")
    guest = _guest_of(held)
    if guest is None:
        return over(request, kept_as=HELD)
    if request.method != "POST":
        context = {"meeting": guest.meeting, "by": guest.invited_by}
        return render(request, "meetings/invitation.html", context)
    if not isinstance(request.user, Person):
        after = urlencode({"next": reverse("meetings:guest")})
        return redirect(f"{reverse('account_signup')}?{after}")
    meeting = inviting.come_as_guest(held, by=request.user, at=now())
    del request.session[HELD]
    if meeting is None:
        return over(request, kept_as=HELD)
    messages.success(request, _("Welcome! Say now whether you come."))
    return redirect(meeting)
