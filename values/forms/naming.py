"""Naming a value: a person's own, or a network's."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from solidarity.people.forms.fields import NameField, WordsField
from solidarity.ui.forms import KeepsBoth
from values.models import OFF_MAP
from values.names import MEANINGS, NAMES


def _places() -> list[tuple[str, str]]:
    named = _("%(value)s: %(meaning)s")
    on_it = [(code, named % {"value": NAMES[code], "meaning": MEANINGS[code]}) for code in NAMES]
    return [*on_it, (OFF_MAP, str(_("It is not on this map")))]


class PlacesField(forms.MultipleChoiceField):
    """Where on the map a value stands: nowhere yet, in some places, or not on this map."""

    def __init__(self, **options: Any) -> None:
        usual: dict[str, Any] = {
            "label": _("Where on the map does it belong?"),
            "help_text": _(
                "You need not say. It may stand in several places; “not on this map” is as good"
                " an answer."
            ),
            "choices": _places,
            "required": False,
            "widget": forms.CheckboxSelectMultiple,
        }
        super().__init__(**(usual | options))

    def clean(self, value: Any) -> list[str]:
        chosen: list[str] = super().clean(value)
        if OFF_MAP in chosen and len(chosen) > 1:
            raise forms.ValidationError(
                _("Choose places on the map, or “not on this map”: both at once cannot be.")
            )
        return chosen


class NamingForm(KeepsBoth):
    """A value in somebody's own words."""

    name = NameField(
        label=_("What do you call it?"),
        max_length=80,
        help_text=_("In any language. One word is enough."),
        error_messages={"required": _("Give it a name.")},
    )
    meaning = WordsField(
        label=_("What does it mean here?"),
        max_length=600,
        required=False,
        help_text=_("The same word means different things to different people."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    story = WordsField(
        label=_("A story that shows it"),
        max_length=4000,
        required=False,
        help_text=_("A day on which it mattered, or a person who lives it."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class OwnValueForm(NamingForm):
    """A value of one's own."""

    places = PlacesField()
    is_said = forms.BooleanField(
        label=_("Say it on my profile"),
        required=False,
        help_text=_(
            "Whoever may open your page reads it there. Otherwise it is sealed, and only you see"
            " it."
        ),
    )
