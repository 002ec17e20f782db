"""Reporting something, and saying what was done."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from networks.models import Harm
from solidarity.people.forms.fields import NameField, WordsField


class ReportForm(forms.Form):
    """What happened."""

    harm = forms.ChoiceField(
        label=_("What is wrong?"),
        choices=Harm.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what comes nearest.")},
    )
    words = WordsField(
        label=_("What happened?"),
        max_length=2000,
        help_text=_("In your words, as much as you like to say."),
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Write in a few words what happened.")},
    )
    touches = NameField(
        label=_("Which part of the ways of working does it touch?"),
        max_length=300,
        required=False,
        help_text=_("Leave it empty if you do not know."),
    )
    is_named = forms.BooleanField(
        label=_("Show my name to those who handle it"),
        required=False,
        help_text=_("Whom it is about never learns who reported."),
    )

    def __init__(self, *args: Any, in_network: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not in_network:
            del self.fields["touches"]


class CloseForm(forms.Form):
    """What was done, or what is asked."""

    words = WordsField(
        label=_("What did you do, and why?"),
        max_length=1000,
        help_text=_("Whoever reported reads it when you close it."),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write a few words.")},
    )


class DeskForm(CloseForm):
    """The same at the desk, where admins can do more."""

    words = WordsField(
        label=_("What did you do, what do you ask, or why?"),
        max_length=1000,
        help_text=_(
            "When you close it, whoever reported reads it. What you ask goes to the stewards."
            " A reason for the directory stands in the log of the network."
        ),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write a few words.")},
    )
