"""Asking to join, and declining."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from networks.models import JoinQuestion
from solidarity.people.forms.fields import WordsField


class JoinForm(forms.Form):
    """Answers to a network's questions, in its own words; whether it is allowed is for rules."""

    def __init__(self, questions: Iterable[JoinQuestion], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for question in questions:
            self.fields[f"answer_{question.position}"] = WordsField(
                label=question.words,
                max_length=2000,
                required=question.required,
                widget=forms.Textarea(attrs={"rows": 3}),
                error_messages={
                    "required": _("Write a few words, so that the stewards know you a little.")
                },
            )

    def answers(self) -> dict[int, str]:
        """What was answered, by the question's position."""
        return {
            int(name.removeprefix("answer_")): words for name, words in self.cleaned_data.items()
        }


class DeclineForm(forms.Form):
    """Why a request is declined."""

    reason = WordsField(
        label=_("Why not?"),
        max_length=1000,
        help_text=_("The person who asked reads this, and so do the members in the log."),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write a reason: nobody is turned away without one.")},
    )
