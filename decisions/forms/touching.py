"""Those whom a question touches, and what is challenged."""

from django import forms
from django.utils.translation import gettext_lazy as _

from networks.forms.choosing import HandleField
from solidarity.people.forms.fields import WordsField


class NameForm(forms.Form):
    """Somebody whom the question touches."""

    handle = HandleField(_("Whom does it touch?"))


class AskInForm(forms.Form):
    """Why somebody wants to be among those who decide."""

    why = WordsField(
        label=_("How does it touch you?"),
        max_length=500,
        help_text=_("Those who read this decision can read it."),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write in a sentence how it touches you.")},
    )


class AnswerForm(forms.Form):
    """What one says to whoever asked."""

    answer = WordsField(
        label=_("Your answer"),
        max_length=500,
        required=False,
        help_text=_("To leave somebody out you need a reason. It stands in the log, too."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ChallengeForm(forms.Form):
    """What was not right."""

    words = WordsField(
        label=_("What was not right?"),
        max_length=2000,
        help_text=_("All who may read this decision can read it, with your name."),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write what was not right: others can only look into that.")},
    )


class AnswerChallengeForm(forms.Form):
    """What comes of it."""

    answer = WordsField(
        label=_("What did you find?"),
        max_length=2000,
        help_text=_("All who may read this decision can read it. It stands in the log, too."),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write what you found: nothing is answered in silence.")},
    )
