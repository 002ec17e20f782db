"""What was decided in a room: when, who was there, and the numbers."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.forms.utils import from_current_timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from decisions.actions.recording import Room
from decisions.forms.options import CountField

BETWEEN = re.compile(r"[\s,;]+")
MOST_NAMED = 300


class RoomForm(forms.Form):
    """One number for each stance or option; an empty one is none."""

    day = forms.DateField(
        label=_("On which day?"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Write the day on which you met.")},
    )
    time = forms.TimeField(
        label=_("When did it begin?"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"required": _("Write when you began.")},
    )
    handles = forms.CharField(
        label=_("Who was there?"),
        required=False,
        max_length=20_000,
        help_text=_("The words with @ of those who are here, with spaces between them."),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "ltr", "autocapitalize": "none"}),
    )
    others = CountField(_("How many others were there?"), least=0, most=10_000, required=False)

    def __init__(self, *args: Any, choices: Mapping[str, Any], **options: Any) -> None:
        super().__init__(*args, **options)
        self.names = {f"number_{at}": name for at, name in enumerate(choices)}
        for field, label in zip(self.names, choices.values(), strict=True):
            self.fields[field] = CountField(label, least=0, most=10_000, required=False)

    def clean_handles(self) -> list[str]:
        """The words, without the @."""
        found = BETWEEN.split(self.cleaned_data["handles"].strip())
        handles = [each.removeprefix("@").lower() for each in found if each]
        if len(handles) > MOST_NAMED:
            raise forms.ValidationError(
                gettext("Name up to 300, and write how many others there were.")
            )
        return handles

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if "day" in found and "time" in found:
            try:
                found["met_at"] = from_current_timezone(
                    datetime.combine(found["day"], found["time"])
                )
            except forms.ValidationError:
                self.add_error(
                    "time", gettext("There is no such time on that day: clocks changed.")
                )
        if not self.errors and not any(self.numbers().values()):
            self.add_error(None, gettext("Write how many took each position."))
        return found

    def numbers(self) -> dict[str, int]:
        """How many, by stance or option."""
        return {name: self.cleaned_data.get(field) or 0 for field, name in self.names.items()}

    def room(self) -> Room:
        """What happened."""
        said = self.cleaned_data
        return Room(said["met_at"], said["handles"], said["others"] or 0, self.numbers())
