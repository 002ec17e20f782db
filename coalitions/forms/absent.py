"""Asking those who never come, and their answer."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from coalitions.models import KeptAway
from solidarity.people.forms.fields import NameField, WordsField


class AskForm(forms.Form):
    """The question, in a line."""

    words = NameField(
        label=_("Your question"),
        max_length=300,
        help_text=_("One friendly line. The reasons to choose from are there already."),
        error_messages={"required": _("Write your question.")},
    )


class WhyForm(forms.Form):
    """What keeps somebody away."""

    reasons = forms.MultipleChoiceField(
        label=_("What keeps you away?"),
        choices=KeptAway.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    words = WordsField(
        label=_("In your words"),
        max_length=1000,
        required=False,
        help_text=_("Leave out what would tell who you are: others will read it."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if not self.errors and not (said.get("reasons") or said.get("words")):
            raise forms.ValidationError(_now("Choose a reason, or write one."))
        return said
