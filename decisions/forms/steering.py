"""What one writes when a round gets more time, or is called off."""

from django import forms
from django.utils.translation import gettext_lazy as _

from decisions.forms.options import CountField
from solidarity.people.forms.fields import WordsField

MOST_MORE = 180


class ExtendForm(forms.Form):
    """How much more time."""

    days = CountField(_("How many more days?"), least=1, most=MOST_MORE, initial=7)


class CancelForm(forms.Form):
    """Why it is called off."""

    reason = WordsField(
        label=_("Why is it called off?"),
        max_length=1000,
        help_text=_("All who may read the decision read it, and it stays."),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write why: others have thought about it.")},
    )
