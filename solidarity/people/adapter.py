"""What allauth asks of us: mails go through the outbox, codes are kept hashed, words are ours."""

import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context as now_served
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from solidarity.outbox.actions import write_letter
from solidarity.people import sessions
from solidarity.people.actions import fresh_handle
from solidarity.people.actions.sessions import end_sessions, note_signing_in
from solidarity.people.codes import hidden
from solidarity.people.languages import language_now
from solidarity.people.models import Person
from solidarity.people.queries import reader_at

PENDING = 15 * 60
SAME_TIME = 0.15  # seconds; longer than any sign-up takes, whether the address is known or not


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Signing up, in and out, our way."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": gettext_lazy("This account is closed."),
        "duplicate_email": gettext_lazy("This is your address already."),
        "email_password_mismatch": gettext_lazy(
            "This address and this password do not go together. Try again, or let us mail you a"
            " code."
        ),
        "email_taken": gettext_lazy("Another account uses this address."),
        "enter_current_password": gettext_lazy(
            "This is not your password. Write the one that you use now."
        ),
        "incorrect_code": gettext_lazy(
            "This is not the code of our newest mail. Look at it again: nine digits."
        ),
        "incorrect_password": gettext_lazy("This is not your password."),
        "invalid_login": gettext_lazy("Write your mail address."),
        "rate_limited": gettext_lazy("That was a lot at once. Please wait a little and try again."),
        "too_many_login_attempts": gettext_lazy(
            "That did not work several times. For your safety, wait a few minutes and ask for a new"
            " code."
        ),
    }

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write the mail into the outbox, in the reader's language: no page waits for mail."""
        request = now_served.request
        if "code" in context:
            context |= {"code": _sent_codes(request)[context["code"]]}
        if not request.user.is_authenticated:
            # What this visitor typed is forgotten soon, unless she comes in.
            request.session.set_expiry(PENDING)
        words = {"site": settings.SITE_URL, "site_name": settings.SITE_NAME, "email": email}
        reader = reader_at(email)
        if reader is None and isinstance(request.user, Person):
            reader = request.user
        language = reader.interface_language if reader else language_now()
        zone = reader.zone if reader else timezone.get_current_timezone()
        with translation.override(language), timezone.override(zone):
            message = self.render_mail(template_prefix, email, context | words)
        write_letter(email, message.subject, str(message.body) + "\n", at=timezone.now())

    def generate_login_code(self) -> str:
        return _kept_as(super().generate_login_code())

    def generate_email_verification_code(self) -> str:
        return _kept_as(super().generate_email_verification_code())

    def generate_password_reset_code(self) -> str:
        return _kept_as(super().generate_password_reset_code())

    def respond_email_verification_sent(
        self, request: HttpRequest, user: Person | None
    ) -> HttpResponse:
        """Go on to the code, after the same time for an address that is known and one that is not.

        Making an account takes longer than writing to its owner: a stranger could tell by it.
        """
        began = getattr(request, "sign_up_began", 0.0)
        time.sleep(max(0.0, began + SAME_TIME - time.monotonic()))
        response: HttpResponse = super().respond_email_verification_sent(request, user)
        return response

    def new_user(self, request: HttpRequest) -> Person:
        """A person who will get her name from the form; her handle tells nothing of her."""
        return Person(handle=fresh_handle(), display_name="?", interface_language=language_now())

    def set_password(self, user: Person, password: str) -> None:
        """Change the password and nothing else; other sessions end by it."""
        user.set_password(password)
        user.save(update_fields=["password"])
        end_sessions(user, but=now_served.request.session.session_key)

    def confirm_email(self, request: HttpRequest, email_address: Any) -> Any:
        """Another address is another way in: whoever sits elsewhere signs in anew."""
        confirmed = super().confirm_email(request, email_address)
        if confirmed and isinstance(request.user, Person):
            end_sessions(request.user, but=request.session.session_key)
        return confirmed

    def login(self, request: HttpRequest, user: Person) -> None:
        """Begin a session that lasts as long as sessions do; unless the account is frozen.

        allauth calls this when all has been shown that is asked for, and takes in the answer.
        """
        if user.is_frozen:
            methods = [each["method"] for each in get_authentication_records(request, user)]
            sessions.wait_to_thaw(
                request.session, user.pk, by_code="code" in methods, at=timezone.now()
            )
            raise ImmediateHttpResponse(redirect("people:frozen"))
        request.session.set_expiry(None)
        agent = request.headers.get("User-Agent", "")
        sessions.begin(request.session, agent, at=timezone.now())
        super().login(request, user)
        sessions.forget_details(request.session)
        note_signing_in(user, request.session[sessions.DEVICE], at=timezone.now())

    def post_login(
        self, request: HttpRequest, user: Person, *, signup: bool, **options: Any
    ) -> HttpResponse:
        """Welcome those who are new."""
        response: HttpResponse = super().post_login(request, user, signup=signup, **options)
        if signup:
            welcome = _("Welcome, %(name)s! Your account is ready.") % {"name": user.display_name}
            messages.success(request, welcome)
        return response

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("people:account")

    def get_email_verification_redirect_url(self, email_address: Any) -> str:
        return reverse("people:account")


class StepAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """What an authenticator is told of a person: the name she goes by, not her address."""

    def _get_site_name(self) -> str:
        return str(settings.SITE_NAME)

    def _get_user_identifier(self, user: Person) -> str:
        return user.display_name


def _kept_as(code: str) -> str:
    """What allauth may put into the session in place of `code`; the mail gets the code itself."""
    kept = hidden(code)
    _sent_codes(now_served.request)[kept] = code
    return kept


def _sent_codes(request: HttpRequest) -> dict[str, str]:
    """The codes made while this request is served, by what is kept of them."""
    if not hasattr(request, "sent_codes"):
        request.sent_codes = {}  # type: ignore[attr-defined]
    codes: dict[str, str] = request.sent_codes  # type: ignore[attr-defined]
    return codes
