"""An invitation as whoever holds it meets it, with or without an account.

The token stands in the address once: it is exchanged for an entry in the session, as a digest,
and the browser is sent on to an address without it.
"""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from networks.actions import answering
from networks.actions.inviting import hidden_address, hidden_token
from networks.forms.joining import AgreeForm
from networks.models import Invitation, Network
from networks.queries import HELD, invitation_held, refusals_of, ways_in_force
from networks.rules import standing_of, why_not_accept
from networks.views.tokens import exchanged, over
from solidarity.base.refused import Refused
from solidarity.people.models import Person, PersonRequest, ViewerRequest


@require_safe
@login_not_required
def open_invitation(request: ViewerRequest, token: str) -> HttpResponse:
    """Take the token out of the address and into the session."""
    held = hidden_token(token)
    is_good = invitation_held(held, at=now()) is not None
    return exchanged(request, held, kept_as=HELD, is_good=is_good, to="invitation")


@require_http_methods(["GET", "POST"])
@login_not_required
def invitation_page(request: ViewerRequest) -> HttpResponse:
    """Who invites to what; yes, no, or never."""
    invitation = invitation_held(request.session.get(HELD, ""), at=now())
    if invitation is None:
        return over(request, kept_as=HELD)
    if request.method == "POST":
        return _answer(request, invitation)
    return _shown(request, invitation)


def _shown(
    request: ViewerRequest,
    invitation: Invitation,
    refusal: str = "",
    form: AgreeForm | None = None,
) -> HttpResponse:
    network = invitation.network
    form = form or AgreeForm(ways=network.ways_number)
    standing = standing_of(request.user, network)
    context: dict[str, Any] = {
        "invitation": invitation,
        "network": network,
        "is_member": standing.is_member,
        "is_known": Network.objects.visible_to(request.user).filter(pk=network.pk).exists(),
        "why_not": refusal or why_not_accept(standing, network),
        "form": form,
        "version": ways_in_force(network),
    }
    status = 422 if refusal or form.errors else 200
    return render(request, "networks/invitation.html", context, status=status)


def _answer(request: ViewerRequest, invitation: Invitation) -> HttpResponse:
    person = request.user if isinstance(request.user, Person) else None
    held, act = request.session[HELD], request.POST.get("act", "")
    form = AgreeForm(request.POST, ways=invitation.network.ways_number)
    if act not in {"no", "never"} and person is not None and not form.is_valid():
        return _shown(request, invitation, form=form)
    try:
        if act in {"no", "never"}:
            answering.say_no(held, by=person, forever=act == "never", at=now())
        elif person is None:
            after = urlencode({"next": reverse("invitation")})
            return redirect(f"{reverse('account_signup')}?{after}")
        else:
            answering.accept(held, by=person, ways=form.agreed(), at=now())
    except answering.Over:
        return over(request, kept_as=HELD)
    except Refused as refusal:
        return _shown(request, invitation, str(refusal))
    del request.session[HELD]
    if act in {"no", "never"}:
        messages.success(request, _("Thank you for saying so. Nobody else is told."))
        return redirect("home")
    messages.success(request, _("Welcome! You are a member now."))
    return redirect(invitation.network)


@require_safe
def refused_page(request: PersonRequest) -> HttpResponse:
    """What I said no to."""
    refusals = refusals_of(request.user, hidden_address(request.user.email))
    return render(request, "networks/refused.html", {"refusals": list(refusals[:100])})


@require_POST
def take_back_no(request: PersonRequest, pk: int) -> HttpResponse:
    """Let myself be invited again."""
    mine = refusals_of(request.user, hidden_address(request.user.email))
    if not mine.filter(pk=pk).exists():
        raise Http404
    answering.take_back_no(pk, by=request.user)
    messages.success(request, _("Done. You can be invited again."))
    return redirect("refused")
