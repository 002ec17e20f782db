"""Showing who one is: the second step at signing in, a passkey alone, and once more later."""

import json
from datetime import timedelta
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.decorators import login_stage_required
from allauth.account.models import Login
from allauth.core.internal.ratelimit import get_ip
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from allauth.mfa.webauthn.internal import auth as webauthn
from allauth.mfa.webauthn.internal.flows import perform_passwordless_login
from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.crypto import constant_time_compare
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from solidarity.base.limits import Limit, count_against
from solidarity.base.refused import Refused
from solidarity.people import sessions
from solidarity.people.actions.securing import IN_A_ROW, use_code
from solidarity.people.forms.entering import count_code_for
from solidarity.people.forms.securing import AgainByMail, AgainByPassword, Credential, StepForm
from solidarity.people.models import Person, PersonRequest
from solidarity.people.queries import second_steps_of

MAILED = "mailed-proof"
TRIES = 3
BY_PASSKEY = Limit(60, timedelta(minutes=5))


@require_http_methods(["GET", "POST"])
@login_stage_required(  # type: ignore[untyped-decorator]
    stage=AuthenticateStage.key, redirect_urlname="account_login"
)
def second_step_page(request: HttpRequest) -> HttpResponse:
    """After the first step: a code of the app, a recovery code, or a passkey."""
    stage = request._login_stage  # type: ignore[attr-defined]
    person: Person = stage.login.user
    form, row = _step(request, person)
    if row is not None:
        post_authentication(request, row)
        answer: HttpResponse = stage.exit()
        return answer
    context = _offered(person) | {"form": form}
    return render(request, "people/second_step.html", context, status=_status(form))


def _step(request: HttpRequest, person: Person) -> tuple[forms.Form, Authenticator | None]:
    """The form as it was sent, and with what she has shown that it is she, if she has."""
    if request.method != "POST":
        return StepForm(), None
    form: forms.Form
    form = Credential(request.POST) if "credential" in request.POST else StepForm(request.POST)
    if form.is_valid():
        try:
            if "credential" in form.cleaned_data:
                return form, _passkey_of(person, form.cleaned_data["credential"])
            return form, use_code(person, form.cleaned_data["code"], at=now())
        except Refused as refusal:
            form.add_error("code" if "code" in form.fields else None, str(refusal))
    if "code" in form.fields:
        return form, None
    shown = StepForm({})
    shown.errors.clear()  # what was wrong is the passkey, not the code
    for errors in form.errors.values():
        shown.add_error(None, list(errors))
    return shown, None


def _offered(person: Person) -> dict[str, Any]:
    """What she can use: an app, codes, and for her passkeys what the browser must answer."""
    steps = second_steps_of(person)
    options = webauthn.begin_authentication(person) if steps.passkeys else None
    return {"steps": steps, "options": json.dumps(options, default=dict) if options else ""}


def _status(form: forms.Form) -> int:
    return 422 if form.errors else 200


def _passkey_of(person: Person | None, credential: dict[str, Any]) -> Authenticator:
    """The passkey that answered what we asked; raises Refused. person: None when we do not know."""
    try:
        webauthn.parse_authentication_response(credential)
        owner = person or webauthn.extract_user_from_response(credential)
        row: Authenticator = webauthn.complete_authentication(owner, credential)
    except (ValidationError, ValueError, TypeError, KeyError, AttributeError):
        raise Refused(_("This passkey is not known here. Try another way.")) from None
    return row


@require_http_methods(["GET", "POST"])
@login_not_required
def passkey_page(request: HttpRequest) -> HttpResponse:
    """Sign in with a passkey alone: a script asks what the browser shall answer, and sends it."""
    if isinstance(request.user, Person):
        return redirect("home")
    count_against(BY_PASSKEY, what="passkey", who=get_ip(request), at=now())
    if request.method != "POST":
        if "options" not in request.GET:
            return redirect("account_login")
        return JsonResponse(
            webauthn.begin_authentication(None), json_dumps_params={"default": dict}
        )
    form = Credential(request.POST)
    try:
        if not form.is_valid():
            raise Refused(form.errors["credential"][0])
        row = _passkey_of(None, form.cleaned_data["credential"])
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("account_login")
    if not row.user.is_active:
        messages.error(request, _("This account is closed."))
        return redirect("account_login")
    login = Login(user=row.user, redirect_url=_next(request))
    answer: HttpResponse = perform_passwordless_login(request, row, login)
    return answer


def _next(request: HttpRequest) -> str | None:
    """Where she was going, on this site."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    if wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
        return wanted
    return None


@require_http_methods(["GET", "POST"])
def again_page(request: PersonRequest) -> HttpResponse:
    """Before what guards the account: by the second step, or else by mail or password."""
    if second_steps_of(request.user):
        return _again_by_step(request)
    action = request.POST.get("action", "")
    if action == "send":
        return _mail_code(request)
    form: forms.Form
    by_password = "password" in request.POST
    if by_password:
        form = AgainByPassword(request.POST)
    else:
        form = AgainByMail(request.POST if request.method == "POST" else None)
    if form.is_valid():
        why_not = (_why_not_password if by_password else _why_not_mailed)(request, form)
        if not why_not:
            return _go_on(request)
        form.add_error("password" if by_password else "code", why_not)
    context = {
        "form": form,
        "by_password": by_password,
        "password_form": form if by_password else AgainByPassword(),
        "code_form": AgainByMail() if by_password else form,
        "is_sent": MAILED in request.session,
        "has_password": request.user.has_usable_password(),
    }
    return render(request, "people/again.html", context, status=_status(form))


def _again_by_step(request: PersonRequest) -> HttpResponse:
    form, row = _step(request, request.user)
    if row is not None:
        post_authentication(request, row, reauthenticated=True)
        sessions.forget_details(request.session)
        return _go_on(request)
    context = _offered(request.user) | {"form": form}
    return render(request, "people/again_step.html", context, status=_status(form))


def _go_on(request: PersonRequest) -> HttpResponse:
    request.session.pop(MAILED, None)
    sessions.prove(request.session, at=now())
    return redirect(_next(request) or resolve_url("people:security"))


def _mail_code(request: PersonRequest) -> HttpResponse:
    """Send a code to her address; what is kept of it is a hash, for ten minutes."""
    count_code_for(request.user.email)
    adapter = get_adapter()
    code = adapter.generate_login_code()
    request.session[MAILED] = {"code": code, "at": now().isoformat(), "tries": 0}
    adapter.send_mail("account/email/again_code", request.user.email, {"code": code})
    messages.success(request, _("We have sent you a mail with a code."))
    return redirect(request.get_full_path())


def _why_not_mailed(request: PersonRequest, form: forms.Form) -> str:
    kept = request.session.get(MAILED)
    since = sessions.moment_in(kept or {}, "at")
    if kept is None or since is None or now() - since > sessions.FRESH:
        return _("This code counts no more. Let us send you another.")
    if constant_time_compare(kept["code"], form.cleaned_data["code"]):
        return ""
    request.session[MAILED] = kept | {"tries": kept["tries"] + 1}
    if kept["tries"] + 1 >= TRIES:
        del request.session[MAILED]
        return _("That did not work several times. Let us send you another code.")
    return str(get_adapter().error_messages["incorrect_code"])


def _why_not_password(request: PersonRequest, form: forms.Form) -> str:
    try:
        count_against(IN_A_ROW, what="password", who=str(request.user.pk), at=now())
    except Refused as refusal:
        return str(refusal)
    if request.user.check_password(form.cleaned_data["password"]):
        return ""
    return str(get_adapter().error_messages["incorrect_password"])
