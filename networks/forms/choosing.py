"""Proposing and recalling stewards, and how they are chosen."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from networks.models import Choosing
from solidarity.people.forms.fields import WordsField
from solidarity.ui.forms import KeepsBoth


TERMS = [(6, _("Half a year")), (12, _("A year")), (24, _("Two years"))]


class HandleField(forms.CharField):
    """The address of a person's page, with or without the @."""

    def __init__(self, label: Any) -> None:
        super().__init__(
            label=label,
            max_length=60,
            help_text=_("The word with @ that stands beside the name, on the page of a member."),
            widget=forms.TextInput(attrs={"dir": "ltr", "autocapitalize": "none"}),
            error_messages={"required": _("Write the word with @ of a member.")},
        )

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value) or "").strip().removeprefix("@").lower()


class ProposeForm(forms.Form):
    """Whom one would like as a steward."""

    handle = HandleField(_("Who should become a steward?"))
    reason = WordsField(
        label=_("Why this person?"),
        max_length=1000,
        required=False,
        help_text=_("The members read it."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class HandOverForm(forms.Form):
    """Who shall take over."""

    handle = HandleField(_("Who should take over from you?"))


class RecallForm(forms.Form):
    """Which steward is to be one no more, and why."""

    handle = HandleField(_("Which steward?"))
    reason = WordsField(
        label=_("Why?"),
        max_length=1000,
        help_text=_("This person reads it, and so do the members in the log."),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write a reason: nobody is recalled without one.")},
    )


class SpokeForm(forms.Form):
    """Who would speak for the network in a body, or stand in there."""

    handle = HandleField(_("Who should speak for the network?"))
    kind = forms.ChoiceField(
        label=_("As what?"),
        choices=[
            ("spoke", _("As the spoke: takes positions for the network")),
            ("alternate", _("As an alternate: stands in when the spoke cannot be there")),
        ],
        widget=forms.RadioSelect,
    )
    reason = WordsField(
        label=_("Why this person?"),
        max_length=1000,
        required=False,
        help_text=_("The members read it."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class SpokeRecallForm(forms.Form):
    """Which spoke is to be one no more, and why."""

    handle = HandleField(_("Which spoke, or alternate?"))
    reason = WordsField(
        label=_("Why?"),
        max_length=1000,
        help_text=_("This person reads it, and so do the members in the log."),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write a reason: nobody is recalled without one.")},
    )


class WayForm(KeepsBoth):
    """How stewards are chosen and recalled, and for how long."""

    choosing = forms.ChoiceField(
        label=_("How are stewards chosen?"), choices=Choosing.choices, widget=forms.RadioSelect
    )
    choosing_number = forms.IntegerField(
        label=_("If it is a number: how many members must confirm?"),
        min_value=2,
        max_value=1000,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "-short"}),
        error_messages={
            "required": _("Write a number from 2 to 1000."),
            "invalid": _("Write a number from 2 to 1000."),
            "min_value": _("Write a number from 2 to 1000."),
            "max_value": _("Write a number from 2 to 1000."),
        },
    )
    term_months = forms.TypedChoiceField(
        label=_("How long is a term?"),
        choices=TERMS,
        coerce=int,
        widget=forms.RadioSelect,
    )
    ways_decided = forms.BooleanField(
        label=_("Let decisions of the network change the ways of working"),
        required=False,
        help_text=_("Stewards do not write them alone then. Only a decision takes this back."),
    )
