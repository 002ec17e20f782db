"""Common ground: a point, a mark between two, sides to compare, the common text."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from coalitions.models import Closeness, Relation, Topic
from coalitions.queries.ground import Side
from coalitions.topics import QUESTIONS, RELATIONS, STEPS
from solidarity.people.forms.fields import NameField, WordsField
from solidarity.ui.forms import KeepsBoth


class PointForm(KeepsBoth):
    """One thing that a network says on its side."""

    words = NameField(
        label=_("In one sentence"),
        max_length=300,
        error_messages={"required": _("Write one sentence.")},
    )
    meaning = WordsField(
        label=_("What does it mean in your network?"),
        max_length=1000,
        required=False,
        help_text=_("An example says more than a big word."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, topic: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["words"].help_text = QUESTIONS[topic]
        if topic == Topic.VALUES:
            self.fields["words"].label = _("Which value?")


class ChooseForm(forms.Form):
    """Two or three sides to lay next to each other; in the address, since it changes nothing."""

    a = forms.ChoiceField(label=_("One side"), required=False)
    b = forms.ChoiceField(label=_("Another side"), required=False)
    c = forms.ChoiceField(label=_("A third, if you like"), required=False)

    def __init__(self, *args: Any, sides: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [("", _("Choose a network")), *sides]
        for name in ("a", "b", "c"):
            cast(forms.ChoiceField, self.fields[name]).choices = choices


def slugs_in(data: Any) -> list[str]:
    """The addresses that `ChooseForm` sends, each once, as far as they are there."""
    return list(dict.fromkeys(slug for name in "abc" if (slug := data.get(name, "")[:100])))


class MarkForm(forms.Form):
    """How two points of two networks stand to each other."""

    one = forms.TypedChoiceField(
        label=_("This point"), coerce=int,
        error_messages={"required": _("Choose a point.")},
    )  # fmt: skip
    other = forms.TypedChoiceField(
        label=_("and this one"), coerce=int,
        error_messages={"required": _("Choose a second point, of another network.")},
    )  # fmt: skip
    relation = forms.ChoiceField(
        label=_("How do they stand to each other?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what you see between the two.")},
    )
    words = WordsField(
        label=_("Why does it look so to you?"),
        max_length=1000,
        help_text=_("Both networks read it before they say whether it is so."),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write a sentence, so that the others can follow you.")},
    )

    def __init__(self, *args: Any, sides: Sequence[Side], **options: Any) -> None:
        super().__init__(*args, **options)
        grouped = [
            (side.network.name, [(shown.point.pk, shown.point.words) for shown in side.points])
            for side in sides
            if side.points
        ]
        for name in ("one", "other"):
            cast(forms.ChoiceField, self.fields[name]).choices = [("", _("Choose")), *grouped]
        cast(forms.ChoiceField, self.fields["relation"]).choices = [
            (each.value, f"{each.label}: {RELATIONS[each.value]}") for each in Relation
        ]


class TextForm(KeepsBoth):
    """A new version of the common text, beginning with the newest."""

    words = WordsField(
        label=_("What is this coalition?"),
        max_length=6000,
        help_text=_("What you have in common, what you differ in and live with, and what you came together for. Markdown."),  # noqa: E501
        widget=forms.Textarea(attrs={"rows": 12}),
        error_messages={"required": _("Write what this coalition is.")},
    )  # fmt: skip
    closeness = forms.TypedChoiceField(
        label=_("How closely do you work together?"),
        coerce=int,
        widget=forms.RadioSelect,
        help_text=_("None of the five is better. Closer takes more time and more trust."),
        choices=[(step.value, step.label) for step in Closeness],
        error_messages={"required": _("Choose one of the five steps.")},
    )
    why = WordsField(
        label=_("What changes, and why?"),
        max_length=1000,
        required=False,
        help_text=_("It stays beside this version."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        cast(forms.ChoiceField, self.fields["closeness"]).choices = [
            (step.value, f"{step.label}: {STEPS[step.value]}") for step in Closeness
        ]
