"""How long the conversations of a network are kept."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from solidarity.ui.forms import KeepsBoth


class ForgettingForm(KeepsBoth):
    """After how many months a conversation goes in which nobody writes any more."""

    threads_kept_months = forms.TypedChoiceField(
        label=_("How long are conversations kept after the last word?"),
        choices=[
            ("", _("For ever")),
            (3, _("Three months")),
            (6, _("Half a year")),
            (12, _("A year")),
            (24, _("Two years")),
            (36, _("Three years")),
        ],
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        months = self.initial.get("threads_kept_months")
        self.initial["threads_kept_months"] = "" if months is None else months
