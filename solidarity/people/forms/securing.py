"""What is typed, or sent by a browser, to show who one is; and why an admin freezes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from solidarity.people.codes import hidden

LONGEST_CREDENTIAL = 20_000


def _code_field(label: Any, help_text: Any, **attrs: str) -> forms.CharField:
    usual = {"autocomplete": "one-time-code", "dir": "ltr", "autocapitalize": "none"}
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=60,
        widget=forms.TextInput(attrs=usual | attrs),
        error_messages={"required": _("Write the code.")},
    )


class AppForm(forms.Form):
    """The first code that an app shows: so we know that it has understood the secret."""

    code = _code_field(_("The code that your app shows"), _("Six digits."), inputmode="numeric")


class StepForm(forms.Form):
    """A code of the app, or one of the codes on paper."""

    code = _code_field(
        _("Code"), _("The six digits that your app shows now; or one of your recovery codes.")
    )


class Credential(forms.Form):
    """What a browser says after it has asked its owner for a passkey."""

    credential = forms.JSONField(
        widget=forms.HiddenInput,
        error_messages={
            "required": _("Your browser gave us no passkey. Try again, or take another way."),
            "invalid": _("Your browser gave us no passkey. Try again, or take another way."),
        },
    )

    def clean_credential(self) -> dict[str, Any]:
        credential = self.cleaned_data["credential"]
        if not isinstance(credential, dict) or len(str(credential)) > LONGEST_CREDENTIAL:
            raise forms.ValidationError(self.fields["credential"].error_messages["invalid"])
        return credential


class PasskeyForm(Credential):
    """A new passkey, and what she calls it."""

    name = forms.CharField(
        label=_("What shall we call it?"),
        help_text=_("So that you know it again, such as “My phone”."),
        max_length=60,
        error_messages={"required": _("Write a name for it.")},
    )
    field_order = ["name", "credential"]


class AgainByMail(forms.Form):
    """The code that was mailed to show once more who one is; what comes out is what is kept."""

    code = _code_field(
        _("Code"), _("Nine digits. With or without the dashes."), inputmode="numeric"
    )

    def clean_code(self) -> str:
        return hidden(self.cleaned_data["code"])


class AgainByPassword(forms.Form):
    """The password once more."""

    password = forms.CharField(
        label=_("Your password"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": _("Write your password.")},
    )
