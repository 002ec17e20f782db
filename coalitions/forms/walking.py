"""A host, a consent, answers of those who are in already."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from networks.models import AffiliationQuestion, Network
from solidarity.people.forms.fields import WordsField


class HostForm(forms.Form):
    """Which network answers the questions of one that is on its way in."""

    host = forms.ModelChoiceField(
        label=_("Which network is the host?"),
        queryset=Network.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose a network."),
            "invalid_choice": _("This network cannot be the host. Choose another."),
        },
    )

    def __init__(self, offered: Any, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        cast("forms.ModelChoiceField[Network]", self.fields["host"]).queryset = offered


class EndForm(forms.Form):
    """The yes of a network, with what it holds against it."""

    reservations = WordsField(
        label=_("Is there anything that you hold against it?"),
        max_length=2000,
        required=False,
        help_text=_("It stands beside your consent, and takes nothing away from it."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class PresentForm(forms.Form):
    """What a network that is in answers to what newcomers are asked."""

    def __init__(
        self, questions: Iterable[AffiliationQuestion], *args: Any, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        for question in questions:
            self.fields[f"answer_{question.pk}"] = WordsField(
                label=question.words,
                max_length=2000,
                required=False,
                widget=forms.Textarea(attrs={"rows": 3}),
            )

    def answers(self) -> dict[int, str]:
        """What was answered, by the key of the question."""
        return {
            int(name.removeprefix("answer_")): words for name, words in self.cleaned_data.items()
        }
