"""Removing, pausing, and answering that."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from solidarity.people.forms.fields import WordsField

RETURNS = [
    ("yes", _("Yes, the way everybody comes in")),
    ("90", _("Not for three months")),
    ("365", _("Not for a year")),
    ("never", _("Not until the stewards open the door again")),
]
PAUSES = [
    ("3", _("Three days")),
    ("7", _("A week")),
    ("14", _("Two weeks")),
    ("30", _("A month")),
    ("90", _("Three months")),
]


def reason_field(label: Any, rows: int = 4) -> WordsField:
    """Why something is done to somebody: nothing is, without a reason."""
    return WordsField(
        label=label,
        max_length=1000,
        help_text=_("This person reads it, and so do the members in the log."),
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": _("Write a reason. Nobody is removed or paused without one.")},
    )


class RemoveForm(forms.Form):
    """Why somebody is removed, and whether she may return."""

    reason = reason_field(_("Why?"))
    returns = forms.ChoiceField(
        label=_("May this person come back?"),
        choices=RETURNS,
        widget=forms.RadioSelect,
        initial="yes",
        error_messages={"required": _("Say whether this person may come back.")},
    )

    @property
    def bars(self) -> bool:
        """Whether the door is closed."""
        return bool(self.cleaned_data["returns"] != "yes")

    @property
    def days(self) -> int | None:
        """For how long; None is without an end."""
        chosen = self.cleaned_data["returns"]
        return int(chosen) if chosen.isdigit() else None


class PauseForm(forms.Form):
    """Why somebody does not write for a time, and for how long."""

    reason = reason_field(_("Why?"))
    days = forms.TypedChoiceField(
        label=_("For how long?"),
        choices=PAUSES,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say for how long.")},
    )


class ReplyForm(forms.Form):
    """What she says to it."""

    words = WordsField(
        label=_("Your answer"),
        max_length=2000,
        help_text=_("Only the stewards read it. You can answer once."),
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Write something first.")},
    )


class SettleForm(forms.Form):
    """What the stewards say in the end."""

    words = reason_field(_("What do you say to this person?"))
