"""One screen of statements, each with the steps of the scale and a way to skip it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from values.science.instruments import Instrument, Words

SKIP = "skip"  # what takes back an answer; a statement that nobody touched is skipped as well


class AnswersForm(forms.Form):
    """A choice for each statement; none is asked for, and what was chosen can be taken back."""

    def __init__(
        self, *args: Any, of: Instrument, words: Words, numbers: Sequence[int], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.numbers = numbers
        steps = [(str(code), label) for code, label in zip(of.codes, words.labels, strict=True)]
        for number in numbers:
            self.fields[f"q{number}"] = forms.ChoiceField(
                label=words.statements[number],
                choices=[*steps, (SKIP, _("Skip it"))],
                widget=forms.RadioSelect(attrs={"class": "scale"}),
                required=False,
                error_messages={"invalid_choice": _("Choose one of the answers, or skip it.")},
            )

    @property
    def answers(self) -> dict[int, int | None]:
        """What was chosen, by the number of the statement; None where it was skipped."""
        given = {number: self.cleaned_data.get(f"q{number}") for number in self.numbers}
        return {
            number: int(code) if code and code != SKIP else None for number, code in given.items()
        }


def initial_answers(numbers: Sequence[int], answers: Mapping[int, int]) -> dict[str, str]:
    """What the form begins with: what was answered before."""
    return {f"q{number}": str(answers[number]) for number in numbers if number in answers}
