"""Whose account an admin freezes, and why."""

from django import forms
from django.utils.translation import gettext_lazy as _


class FreezeForm(forms.Form):
    """A person, by the address of her page, and the reason, which she reads."""

    handle = forms.CharField(
        label=_("Whose account?"),
        help_text=_("The last part of the address of their page."),
        max_length=200,
        widget=forms.TextInput(attrs={"autocapitalize": "none"}),
        error_messages={"required": _("Write whose account you freeze.")},
    )
    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("Its owner reads this, and so do all admins."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write why: its owner has a right to know.")},
    )

    def clean_handle(self) -> str:
        """Its last part, where a whole address was pasted."""
        return str(self.cleaned_data["handle"]).strip().strip("/").rpartition("/")[2].lstrip("@")
