"""Putting one's circle together with the others', and saying who sees it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from values.models import MOST_SEALINGS

TIMES = {1: _("Once"), 2: _("Up to twice"), 3: _("Up to three times")}


class ShareForm(forms.Form):
    """How often her circle may be counted here, and whether her gap may."""

    sealings = forms.TypedChoiceField(
        label=_("How often may your circle be counted here?"),
        help_text=_(
            "When somebody leaves, the sum that she was in is thrown away. The others of that sum"
            " can be counted in a new one. Each time tells a little more, so three is the most in a"
            " life, in all networks together."
        ),
        coerce=int,
        widget=forms.RadioSelect,
    )
    gives_gap = forms.BooleanField(
        label=_("My gap as well"),
        help_text=_(
            "If you answer for a typical member and a typical person in your country: two numbers,"
            " how much more or less care you expect of them. That costs one more of your three."
        ),
        required=False,
    )
    agrees = forms.BooleanField(
        label=_("I agree to that. I can take it back at any time."),
        error_messages={"required": _("Tick this if you agree; without it nothing is shared.")},
    )

    def __init__(self, *args: Any, left: int = MOST_SEALINGS, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["sealings"]
        assert isinstance(field, forms.TypedChoiceField)  # noqa: S101 it is defined above
        field.choices = [(times, TIMES[times]) for times in range(1, max(left, 1) + 1)]
        most = max(left, 1)
        self.initial["sealings"] = min(self.initial.get("sealings") or most, most)
