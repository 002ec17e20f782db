"""Asking to join, and declining."""

from collections.abc import Iterable, Sequence
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from networks.models import AnswerText, JoinQuestion
from solidarity.people.forms.fields import WordsField

WHY_AGREE = _("Read the ways of working first, and say that you agree to them.")

CHANGED = _("The ways of working have just been changed. Read them once more.")


class AgreeForm(forms.Form):
    """Agreeing to a network's ways of working, where it has some; `ways` is 0 where not."""

    def __init__(self, *args: Any, ways: int, **options: Any) -> None:
        super().__init__(*args, **options)
        self.ways = ways
        if ways:
            self.fields["agrees"] = forms.BooleanField(
                label=_("I have read the ways of working and agree to them"),
                error_messages={"required": WHY_AGREE},
            )
            # What she reads and what she agrees to is one: a newer version asks again.
            self.fields["ways"] = forms.IntegerField(widget=forms.HiddenInput, required=False)
            self.initial = {**self.initial, "ways": ways}

    def clean(self) -> dict[str, Any]:
        """Ask again when there is another version than the one that was shown."""
        cleaned = super().clean() or {}
        if self.ways and not self.errors and cleaned.get("ways") != self.ways:
            self.add_error("agrees", CHANGED)
            self.data = cast(QueryDict, self.data).copy()
            self.data["ways"] = str(self.ways)
            self.data.pop("agrees", None)
        return cleaned

    def agreed(self) -> int:
        """The number of the version that she agreed to; 0 where there is none."""
        return self.ways


class JoinForm(AgreeForm):
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
                    "required": _("Write a few words, so that they know you a little.")
                },
            )
        self.order_fields([name for name in self.fields if name.startswith("answer_")])

    def answers(self) -> dict[int, str]:
        """What was answered, by the question's position."""
        return {
            int(name.removeprefix("answer_")): words
            for name, words in self.cleaned_data.items()
            if name.startswith("answer_")
        }


class ReasonForm(forms.Form):
    """What the applicant is told with an answer; it can begin with a text that stewards keep."""

    text = forms.TypedChoiceField(
        label=_("Begin with a text that you keep"),
        required=False,
        coerce=int,
        empty_value=None,
    )
    reason = WordsField(max_length=1000, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args: Any, texts: Sequence[AnswerText], **options: Any) -> None:
        super().__init__(*args, **options)
        self.texts = {text.pk: text for text in texts}
        choices = [("", _("None")), *((text.pk, text.title) for text in texts)]
        cast(forms.ChoiceField, self.fields["text"]).choices = choices
        if not texts:
            del self.fields["text"]

    def filled(self) -> "ReasonForm":
        """The same form, not sent yet, with the chosen text put after what was typed."""
        chosen = self.texts.get(int(code) if (code := self.data.get("text", "")).isdigit() else 0)
        parts = [self.data.get("reason", "").strip(), chosen.words if chosen else ""]
        typed = "\n\n".join(part for part in parts if part)
        return type(self)(initial={"reason": typed}, texts=list(self.texts.values()))


class DeclineForm(ReasonForm):
    """Why a request is declined."""

    reason = WordsField(
        label=_("Why not?"),
        max_length=1000,
        help_text=_("The person who asked reads this, and so do the members in the log."),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write a reason: nobody is turned away without one.")},
    )


class WaitlistForm(ReasonForm):
    """What somebody is told who comes on the waiting list."""

    reason = WordsField(
        label=_("Would you like to say why, or until when?"),
        max_length=1000,
        required=False,
        help_text=_("The person who asked reads this, and so do the members in the log."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
