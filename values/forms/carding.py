"""The three steps of sorting cards: piles, the few, what they mean."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from values.cards import MOST_WORDS
from values.science.instruments import Instrument, Words


class PilesForm(forms.Form):
    """A screen of cards, each with the piles; a card need not go into any."""

    def __init__(
        self, *args: Any, of: Instrument, words: Words, numbers: Sequence[int], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.numbers = numbers
        piles = [(str(code), label) for code, label in zip(of.codes, words.labels, strict=True)]
        for number in numbers:
            self.fields[f"c{number}"] = forms.ChoiceField(
                label=words.statements[number],
                help_text=words.notes.get(number, ""),
                choices=[*piles, ("", _("Leave it"))],
                widget=forms.RadioSelect(attrs={"class": "scale -piles"}),
                required=False,
                error_messages={"invalid_choice": _("Choose one of the piles, or leave it.")},
            )

    @property
    def piles(self) -> dict[int, int | None]:
        """The pile of each card, by its number; None where it is in none."""
        given = {number: self.cleaned_data.get(f"c{number}") for number in self.numbers}
        return {number: int(code) if code else None for number, code in given.items()}


def initial_piles(piles: Mapping[int, int]) -> dict[str, str]:
    """What the form begins with: where the cards are."""
    return {f"c{number}": str(pile) for number, pile in piles.items()}


class FewForm(forms.Form):
    """Which of some cards matter most."""

    chosen = forms.TypedMultipleChoiceField(
        label=_("Which of these matter most to you?"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Tick one card at least."),
            "invalid_choice": _("Choose among the cards on this page."),
        },
    )

    def __init__(self, *args: Any, words: Words, numbers: Iterable[int], **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["chosen"]
        field.choices = [
            (number, f"{words.statements[number]}: {words.notes.get(number, '')}".rstrip(": "))
            for number in numbers
        ]


class MeaningsForm(forms.Form):
    """A few words to each chosen card, or none."""

    def __init__(self, *args: Any, words: Words, numbers: Sequence[int], **options: Any) -> None:
        super().__init__(*args, **options)
        self.numbers = numbers
        for number in numbers:
            self.fields[f"m{number}"] = forms.CharField(
                label=words.statements[number],
                help_text=words.notes.get(number, ""),
                max_length=MOST_WORDS,
                required=False,
                widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
            )

    @property
    def meanings(self) -> dict[int, str]:
        """What was written, by the number of the card."""
        return {number: self.cleaned_data.get(f"m{number}", "") for number in self.numbers}
