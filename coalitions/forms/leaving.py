"""Leaving, asking to leave, answering."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from coalitions.models import Clause
from networks.models import Network
from solidarity.people.forms.fields import WordsField


class LeaveForm(forms.Form):
    """Why, and what goes on."""

    reason = WordsField(
        label=_("Why do you leave?"),
        max_length=1000,
        help_text=_("The stewards on both sides read this, and so do the members in the logs."),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write a sentence, so that the others understand it.")},
    )
    keeps = WordsField(
        label=_("What will you go on with by yourselves?"),
        max_length=2000,
        required=False,
        help_text=_("It stands on the page of the coalition, so that others know where to turn."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class AskToGoForm(forms.Form):
    """Why a network should leave, and on which clause that rests."""

    reason = WordsField(
        label=_("Why should it leave?"),
        max_length=2000,
        help_text=_("Say what happened, not what people are like. The network answers it here."),
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Write a reason: nobody is sent away without one.")},
    )
    clause = forms.ModelChoiceField(
        label=_("On which clause does that rest?"),
        queryset=Clause.objects.none(),
        required=False,
        empty_label=_("On none of them"),
    )

    def __init__(self, body: Network, clauses: Any, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if clauses.exists():
            cast("forms.ModelChoiceField[Clause]", self.fields["clause"]).queryset = clauses
        else:
            del self.fields["clause"]


class GoAnswerForm(forms.Form):
    """What the network says to it."""

    words = WordsField(
        label=_("What does your network answer?"),
        max_length=4000,
        help_text=_("It stands beside the reason, for all who belong, and in the question."),
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Write your answer.")},
    )
