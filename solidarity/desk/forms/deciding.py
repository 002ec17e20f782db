"""An admin's decisions."""

from django import forms
from django.utils.translation import gettext_lazy as _

from solidarity.people.forms.fields import WordsField


class DecisionForm(forms.Form):
    """An admin's answer, with its reason."""

    reason = WordsField(
        label=_("Why?"),
        max_length=1000,
        help_text=_("Those who asked read this, and so do the members in the log."),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write a reason: power is open here.")},
    )
