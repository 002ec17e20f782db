"""Asking a guest."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class WhomField(forms.CharField):
    """Somebody here, by the word with @, or whoever an address of mail belongs to."""

    def __init__(self, label: Any, *, required: Any) -> None:
        super().__init__(
            label=label,
            max_length=254,
            help_text=_(
                "The word with @ of somebody here, or an address of mail. The address is forgotten"
                " when the mail has left."
            ),
            widget=forms.TextInput(attrs={"dir": "ltr", "autocapitalize": "none"}),
            error_messages={"required": required},
        )

    def clean(self, value: Any) -> str:
        """What was written, without spaces around it."""
        whom = str(super().clean(value))
        if "@" in whom.removeprefix("@"):
            try:
                validate_email(whom)
            except ValidationError as refusal:
                raise ValidationError(
                    gettext("This is no address of mail. Look at it once more.")
                ) from refusal
        return whom


class GuestForm(forms.Form):
    """Whom one asks."""

    whom = WhomField(_("Whom do you ask?"), required=_("Write whom you ask."))
