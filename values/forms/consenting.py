"""Agreeing to be asked about one's values."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class ConsentForm(forms.Form):
    """One box, never ticked beforehand, and the number of the text that she read."""

    wording = forms.IntegerField(widget=forms.HiddenInput, required=False)
    agrees = forms.BooleanField(
        label=_("I agree that you ask me about my values and keep my answers, sealed."),
        error_messages={"required": _("Tick the box if you agree. If not, just leave this page.")},
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["agrees"].widget.attrs["autocomplete"] = "off"
