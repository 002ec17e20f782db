"""What a clause holds: which settings, and to what."""

from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from coalitions.carrying.settings import MethodField, code_of, usual_in_words
from coalitions.governing import governed, governed_called
from solidarity.ui.forms import KeepsBoth


class GoverningForm(KeepsBoth):
    """Each setting that a clause can hold; what is left empty it leaves open.

    initial: as `actions/governing.py: governing_of` has it.
    """

    review_on = forms.DateField(
        label=_("When shall this clause be looked at again?"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("On this day a review opens by itself. Leave it empty for none."),
        error_messages={"invalid": _("Write the day as year-month-day, like 2027-03-31.")},
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for setting in governed():
            field = setting.field()
            if isinstance(field, MethodField):
                _offer(field, self.initial.get(setting.name))
            self.fields[setting.name] = field

    def settings(self) -> dict[str, Any]:
        """What was chosen, by the name of the setting."""
        chosen = {each.name: self.cleaned_data.get(each.name) for each in governed()}
        return {name: value for name, value in chosen.items() if value not in (None, "")}

    def review_day(self) -> date | None:
        """When it is looked at again."""
        return cast("date | None", self.cleaned_data["review_on"])

    def _in_words(self, name: str, value: Any) -> str:
        setting = governed_called(name)
        if setting is None:
            return super()._in_words(name, value)
        return gettext("nothing") if value in (None, "") else setting.in_words(value)


def _offer(field: MethodField, usual: Any) -> None:
    """Let what the draft has be chosen again, though it is none of those that are ready."""
    if isinstance(usual, dict):
        choices = list(cast("list[Any]", field.choices))
        ready = {code for _name, group in choices[1:] for code, _words in group}
        if code_of(usual) not in ready:
            field.choices = [*choices, (code_of(usual), usual_in_words(usual))]
