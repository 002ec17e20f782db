"""What a network writes for its spoke, and what becomes of a concern."""

from django import forms
from django.utils.translation import gettext_lazy as _

from decisions.models import Became, Freedom
from solidarity.people.forms.fields import WordsField
from solidarity.ui.forms import KeepsBoth


class MandateForm(KeepsBoth):
    """How free the spoke is, and what she says beside the position."""

    freedom = forms.ChoiceField(
        label=_("How free is our spoke?"), choices=Freedom.choices, widget=forms.RadioSelect
    )
    reasons = WordsField(
        label=_("Why do we see it so?"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    conditions = WordsField(
        label=_("On which conditions?"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    amendments = WordsField(
        label=_("What would we change in the text?"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class AnswerForm(forms.Form):
    """What became of a concern."""

    became = forms.ChoiceField(
        label=_("What became of it?"),
        choices=[
            (Became.WORKED_IN, Became.WORKED_IN.label),
            (Became.HEARD, Became.HEARD.label),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what became of it.")},
    )
    answer = WordsField(
        label=_("How, or why?"),
        max_length=2000,
        help_text=_("All who read this decision read it."),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write how it was worked in, or why the text stays.")},
    )
