"""Fields that every app's forms use."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from solidarity.base.words import one_line, tidy


class NameField(forms.CharField):
    """A name in any script: one line, at least one letter or digit."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**({"max_length": 60} | options))

    def to_python(self, value: Any) -> str:
        return one_line(super().to_python(value) or "")

    def validate(self, value: str) -> None:
        super().validate(value)
        if value and not any(sign.isalnum() for sign in value):
            raise forms.ValidationError(_("Use at least one letter or number."))


class WordsField(forms.CharField):
    """Several lines of somebody's own words."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        return tidy(super().to_python(value) or "")
