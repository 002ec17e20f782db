"""Signing up and in, and what guards an account: allauth's forms in our words."""

import time
from datetime import timedelta
from typing import Any

from allauth.account import forms as allauth
from allauth.account.adapter import get_adapter
from allauth.account.fields import EmailField
from allauth.core import context as now_served
from allauth.core.internal.ratelimit import get_ip
from django import forms
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from solidarity.base.limits import Limit, count_against
from solidarity.people.codes import hidden
from solidarity.people.models import Person
from solidarity.people.queries import unconfirmed

# Codes mailed to one address: those that one place asks for, and all. A stranger who asks for
# many uses up the few of his own, not those of whom the address belongs to.
FROM_HERE = Limit(5, timedelta(minutes=10))
FROM_ANYWHERE = Limit(60, timedelta(hours=1))


class AddressField(EmailField):  # type: ignore[misc]
    """A mail address."""

    def __init__(self, **options: Any) -> None:
        usual: dict[str, Any] = {
            "label": _("Your mail address"),
            "max_length": 254,
            "widget": forms.EmailInput(attrs={"autocomplete": "email"}),
            "error_messages": {
                "required": _("Write your mail address."),
                "invalid": _("Write an address with an @, such as ana@example.org."),
            },
        }
        super().__init__(**usual | options)


def _password_field(label: Any, autocomplete: str, **options: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": autocomplete}),
        error_messages={"required": _("Write your password.")},
        **options,
    )


class NewPassword(forms.Form):
    """One field for a new password: whoever mistypes it signs in by code and sets another."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields.pop("password2", None)
        self.fields["password1"] = _password_field(
            _("New password"),
            "new-password",
            help_text=_("15 letters or more. Four or five words that you can remember are best."),
        )

    def clean_password1(self) -> str:
        user = getattr(self, "user", None)
        return str(get_adapter().clean_password(self.cleaned_data["password1"], user=user))


class MailedCode(forms.Form):
    """A code from a mail, however its parts are set apart and in whatever digits it is typed."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        attrs = {"autocomplete": "one-time-code", "inputmode": "numeric", "dir": "ltr"}
        self.fields["code"] = forms.CharField(
            label=_("Code"),
            help_text=_("Nine digits. With or without the dashes."),
            max_length=60,
            widget=forms.TextInput(attrs=attrs),
            error_messages={"required": _("Write the code that we mailed you.")},
        )

    def clean_code(self) -> str:
        self.cleaned_data["code"] = hidden(self.cleaned_data["code"])
        code: str = super().clean_code()  # type: ignore[misc]
        return code


def count_code_for(address: str) -> None:
    """Count one more code asked for; raises TooOften. Known addresses and others alike."""
    here = get_ip(now_served.request)
    count_against(FROM_HERE, what="code", who=f"{address} from {here}", at=now())
    count_against(FROM_ANYWHERE, what="code", who=address, at=now())


class SignInForm(allauth.LoginForm):  # type: ignore[misc]
    """The address is enough: a code is mailed. With ?by=password one signs in by that instead."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["login"] = AddressField()
        self.order_fields(["login", "password"])

    def _setup_password_field(self) -> None:
        by_password = self.request is not None and self.request.GET.get("by") == "password"
        if by_password:
            self.fields["password"] = _password_field(_("Password"), "current-password")
        else:
            del self.fields["password"]

    def clean_login(self) -> str:
        address = str(self.cleaned_data["login"])
        if "password" not in self.fields:
            count_code_for(address)
        return address


class AskForCodeForm(allauth.RequestLoginCodeForm):  # type: ignore[misc]
    """The same at allauth's own address for it."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["email"] = AddressField()

    def clean_email(self) -> str:
        count_code_for(self.cleaned_data["email"])
        return str(super().clean_email())


class SignUpForm(allauth.SignupForm):  # type: ignore[misc]
    """An account for a name and an address; allauth has put the name in (forms/signup.py)."""

    account_already_exists: bool

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["email"] = AddressField(
            help_text=_("We send a code to it. Nobody else here sees the address.")
        )

    def clean_email(self) -> str:
        count_code_for(self.cleaned_data["email"])
        return str(super().clean_email())

    def try_save(self, request: HttpRequest) -> tuple[Person | None, HttpResponse | None]:
        """The new person; or, when the address is somebody's, only the answer that is the same.

        Who signed up before and never typed the code goes on where she stopped.
        """
        request.sign_up_began = time.monotonic()  # type: ignore[attr-defined]
        if self.account_already_exists:
            person = unconfirmed().filter(email=self.cleaned_data["email"], is_active=True).first()
            if person is not None:
                self.custom_signup(request, person)
                return person, None
        try:
            with transaction.atomic():
                saved: tuple[Person | None, HttpResponse | None] = super().try_save(request)
                return saved
        except IntegrityError:
            if self.account_already_exists:
                raise
            self.account_already_exists = True  # by the same form, sent twice at once
            return self.try_save(request)


class SignInCodeForm(MailedCode, allauth.ConfirmLoginCodeForm):  # type: ignore[misc]
    """The code that signs in."""


class AddressCodeForm(MailedCode, allauth.ConfirmEmailVerificationCodeForm):  # type: ignore[misc]
    """The code that shows that an address is hers."""


class ResetCodeForm(MailedCode, allauth.ConfirmPasswordResetCodeForm):  # type: ignore[misc]
    """The code that lets her set another password."""


class ChangeAddressForm(allauth.AddEmailForm):  # type: ignore[misc]
    """Another address; it counts once its code is typed."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["email"] = AddressField(label=_("New address"))

    def clean_email(self) -> str:
        count_code_for(self.cleaned_data["email"])
        return str(super().clean_email())


class ForgottenPasswordForm(allauth.ResetPasswordForm):  # type: ignore[misc]
    """Asking for a code that lets one set another password."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["email"] = AddressField()

    def clean_email(self) -> str:
        count_code_for(self.cleaned_data["email"])
        return str(super().clean_email())


class SetPasswordForm(NewPassword, allauth.SetPasswordForm):  # type: ignore[misc]
    """A first password."""

    field_order = ["password1"]


class ChangePasswordForm(NewPassword, allauth.ChangePasswordForm):  # type: ignore[misc]
    """Another password, by the one in use."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["oldpassword"] = _password_field(_("Password in use"), "current-password")
        self.order_fields(["oldpassword", "password1"])


class ResetPasswordForm(NewPassword, allauth.ResetPasswordKeyForm):  # type: ignore[misc]
    """Another password, after a code."""


class ReauthenticateForm(allauth.ReauthenticateForm):  # type: ignore[misc]
    """The password once more, before something that guards the account."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["password"] = _password_field(_("Your password"), "current-password")
