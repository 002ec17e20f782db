"""The questions to those who ask to join: their words, order, and which must be answered."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from networks.actions.questioning import MOST_QUESTIONS, fields_of
from solidarity.base.words import one_line
from solidarity.ui.forms import KeepsBoth

PLACES = range(1, MOST_QUESTIONS + 1)


class QuestionField(forms.CharField):
    """A question in one line, or none."""

    def to_python(self, value: Any) -> str:
        return one_line(super().to_python(value) or "")


class QuestionsForm(KeepsBoth):
    """So many questions, one under the other."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for place in PLACES:
            self.fields[f"words_{place}"] = QuestionField(
                label=_("Question %(place)s") % {"place": place},
                required=False,
                max_length=200,
                error_messages={"max_length": _("Keep each question under 200 letters.")},
            )
            self.fields[f"required_{place}"] = forms.BooleanField(
                label=_("Must be answered"), required=False
            )

    def questions(self) -> list[tuple[str, bool]]:
        """The questions that are there, in their order."""
        read = self.cleaned_data
        rows = [(read[f"words_{place}"], read[f"required_{place}"]) for place in PLACES]
        return [(words, required) for words, required in rows if words]

    def moved(self, place: int, by: int) -> "QuestionsForm":
        """The same form, not saved, with what stands at `place` moved up (-1) or down (1)."""
        rows = [
            (self.data.get(f"words_{each}", ""), bool(self.data.get(f"required_{each}")))
            for each in PLACES
        ]
        if place in PLACES and place + by in PLACES:
            first, second = place - 1, place + by - 1
            rows[first], rows[second] = rows[second], rows[first]
        form = type(self)(initial=fields_of(rows))
        form.initial["seen"] = self.data.get("seen", "")
        return form

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Each place with its two fields, and which way it can be moved."""
        return [
            {
                "place": place,
                "words": self[f"words_{place}"],
                "required": self[f"required_{place}"],
                "up": place > PLACES[0],
                "down": place < PLACES[-1],
            }
            for place in PLACES
        ]

    def clean(self) -> dict[str, Any]:
        """Refuse a question that is asked twice."""
        cleaned = super().clean() or {}
        words = [cleaned.get(f"words_{place}", "") for place in PLACES]
        for place, each in enumerate(words, start=1):
            if each and each in words[: place - 1]:
                self.add_error(f"words_{place}", gettext("This question stands here twice."))
        return cleaned
