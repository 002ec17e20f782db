"""Asking a guest."""

from typing import Any

from django import forms
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _


class GuestForm(forms.Form):
    """Whom one asks."""

    whom = forms.CharField(
        label=_("Whom do you ask?"),
        max_length=254,
        help_text=_(
            "The word with @ of somebody here, or an address of mail. The address is forgotten"
            " when the mail has left."
        ),
        widget=forms.TextInput(attrs={"dir": "ltr", "autocapitalize": "none"}),
        error_messages={"required": _("Write whom you ask.")},
    )

    def clean_whom(self) -> str:
        whom: Any = self.cleaned_data["whom"].strip()
        if "@" in whom.removeprefix("@"):
            validate_email(whom)
        return str(whom)
