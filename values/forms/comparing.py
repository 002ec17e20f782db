"""Which two of one's sheets to look at side by side."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _


class CompareForm(forms.Form):
    """Two sheets, by their days."""

    before = forms.TypedChoiceField(label=_("Before"), coerce=int)
    after = forms.TypedChoiceField(label=_("After"), coerce=int)

    def __init__(self, *args: Any, days: Sequence[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("before", "after"):
            cast(forms.ChoiceField, self.fields[name]).choices = list(days)
