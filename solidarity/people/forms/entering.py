"""Signing in, by code or by password."""

from typing import Any

from allauth.account.forms import LoginForm, RequestLoginCodeForm
from django.utils.translation import gettext_lazy as _


class CodeLoginForm(RequestLoginCodeForm):  # type: ignore[misc]
    """Signing in by a code sent to one's address."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["email"].label = _("Your mail address")
        self.fields["email"].help_text = _("We send a code to it, which signs you in.")
        self.fields["email"].widget.attrs = {"autocomplete": "email"}


class PasswordLoginForm(LoginForm):  # type: ignore[misc]
    """Signing in by password, for those who set one."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields.pop("remember", None)
