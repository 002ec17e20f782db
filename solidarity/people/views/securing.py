"""What guards an account: the second step, recovery codes, where one is signed in."""

import json
from typing import Any

from allauth.mfa.webauthn.internal import auth as webauthn
from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from solidarity.base.refused import Refused
from solidarity.people import sessions
from solidarity.people.actions import securing
from solidarity.people.actions.sessions import end_session, end_sessions
from solidarity.people.codes import address_for_app, new_secret
from solidarity.people.devices import words_for
from solidarity.people.forms.securing import AppForm, PasskeyForm
from solidarity.people.models import FriendsLink, Person, PersonRequest
from solidarity.people.queries import (
    freezings_of,
    name_of_session,
    second_steps_of,
    sessions_of,
)

SECRET = "app-secret"  # noqa: S105 the name under which a session keeps one
MOST_SHOWN = 50


@require_safe
def security_page(request: PersonRequest) -> HttpResponse:
    """All that guards the account, and where she is signed in."""
    here = request.session.session_key
    alive = sessions_of(request.user, at=now())[:MOST_SHOWN]
    context = {
        "steps": second_steps_of(request.user),
        "sessions": [
            {
                "row": row,
                "name": name_of_session(row.session_key),
                "device": words_for(row.device),
                "is_here": row.session_key == here,
            }
            for row in alive
        ],
        "link": FriendsLink.objects.filter(person=request.user).first(),
        "freezings": freezings_of(request.user)[:MOST_SHOWN],
    }
    return render(request, "people/security.html", context)


def _here(request: PersonRequest) -> str:
    return request.session.session_key or ""


def _done(request: PersonRequest, codes: list[str], words: str) -> HttpResponse:
    """Go on to the fresh codes, where there are any; a message says what was done."""
    messages.success(request, words)
    if not codes:
        return redirect("people:security")
    sessions.show_codes(request.session, codes, at=now())
    return redirect("people:codes")


@require_http_methods(["GET", "POST"])
def app_page(request: PersonRequest) -> HttpResponse:
    """Set up an app that shows a code every 30 seconds."""
    secret = request.session.setdefault(SECRET, new_secret())
    form = AppForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            code = form.cleaned_data["code"]
            codes = securing.turn_on_app(request.user, secret, code, here=_here(request), at=now())
        except Refused as refusal:
            form.add_error("code", str(refusal))
        else:
            del request.session[SECRET]
            return _done(request, codes, _("Done. From now on we ask for a code of your app."))
    who = request.user.display_name
    context = {
        "form": form,
        "secret": " ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
        "address": address_for_app(secret, who=who, where=_("Solidarity")),
        "has_one": second_steps_of(request.user).app is not None,
    }
    return render(request, "people/app.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def passkeys_page(request: PersonRequest) -> HttpResponse:
    """Add a passkey; a browser without scripts is told what to use instead."""
    form = PasskeyForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            credential = _registered(form.cleaned_data["credential"])
            name = form.cleaned_data["name"]
            codes = securing.add_passkey(
                request.user, name, credential, here=_here(request), at=now()
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return _done(request, codes, _("Done. From now on you can sign in with this passkey."))
    options = webauthn.begin_registration(request.user, True)
    context = {"form": form, "options": json.dumps(options, default=dict)}
    return render(request, "people/passkeys.html", context, status=422 if form.errors else 200)


def _registered(credential: dict[str, Any]) -> dict[str, Any]:
    """The credential, when it answers what we asked this browser; raises Refused."""
    try:
        webauthn.parse_registration_response(credential)
        binding = webauthn.complete_registration(credential)
        is_hers = binding.is_user_verified()
    except (ValidationError, ValueError, TypeError, KeyError, AttributeError):
        is_hers = False
    if not is_hers:
        raise Refused(_("This passkey could not be kept. Please try again."))
    return credential


@require_http_methods(["GET", "POST"])
def remove_step_page(request: PersonRequest, pk: int) -> HttpResponse:
    """Take away the app or a passkey; first it is said what follows."""
    steps = second_steps_of(request.user)
    rows = [*steps.passkeys, *([steps.app] if steps.app else [])]
    row = next((row for row in rows if row.pk == pk), None)
    if row is None:
        raise Http404
    if request.method == "POST":
        try:
            securing.remove_step(request.user, pk, here=_here(request), at=now())
        except Refused as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, _("Taken away. You are signed out everywhere but here."))
        return redirect("people:security")
    context = {"row": row, "is_last": len(rows) == 1}
    return render(request, "people/remove_step.html", context)


@require_http_methods(["GET", "POST"])
def codes_page(request: PersonRequest) -> HttpResponse:
    """Fresh recovery codes, shown for some minutes; or how many are left, and a way to new ones."""
    why_not = ""
    if request.method == "POST" and "kept" in request.POST:
        request.session.pop(sessions.CODES, None)
        return redirect("people:security")
    if request.method == "POST":
        try:
            codes = securing.renew_codes(request.user, here=_here(request), at=now())
        except Refused as refusal:
            why_not = str(refusal)
        else:
            return _done(request, codes, _("Here are new ones. Those before count no more."))
    context = {
        "codes": sessions.shown_codes(request.session, at=now()),
        "steps": second_steps_of(request.user),
        "why_not": why_not,
    }
    return render(request, "people/codes.html", context, status=422 if why_not else 200)


@require_safe
def codes_file(request: PersonRequest) -> HttpResponse:
    """The fresh codes as a file of text."""
    codes = sessions.shown_codes(request.session, at=now())
    if not codes:
        raise Http404
    lines = [_("Recovery codes. Each counts once. Keep them where nobody else looks."), "", *codes]
    response = HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="codes.txt"'
    return response


@require_POST
def end_sessions_page(request: PersonRequest) -> HttpResponse:
    """End one session, all others, or all of them."""
    wanted = request.POST.get("session", "")
    if wanted in {"all", name_of_session(_here(request))}:
        return _sign_out_everywhere(request, request.user)
    if wanted == "others":
        count = end_sessions(request.user, but=_here(request))
        words = _("You are signed out everywhere but here.") if count else _("You are only here.")
        messages.success(request, words)
    elif end_session(request.user, wanted):
        messages.success(request, _("That browser is signed out."))
    else:
        messages.warning(request, _("That browser was signed out already."))
    return redirect("people:security")


def _sign_out_everywhere(request: PersonRequest, person: Person) -> HttpResponse:
    end_sessions(person)
    logout(request)
    messages.success(request, _("You are signed out everywhere."))
    return redirect("home")
