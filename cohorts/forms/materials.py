"""A piece of a programme."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from cohorts.models import Sort, Theme
from solidarity.people.forms.fields import NameField, WordsField
from solidarity.people.languages import SPOKEN
from solidarity.ui.forms import KeepsBoth


class MaterialForm(KeepsBoth):
    """A piece, or a new version of it."""

    title = NameField(
        label=_("What is it called?"),
        max_length=160,
        error_messages={"required": _("Give the piece a name that others find it by.")},
    )
    sort = forms.ChoiceField(
        label=_("What is it?"), choices=Sort.choices, initial=Sort.EXERCISE,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what it is.")},
    )  # fmt: skip
    theme = forms.ChoiceField(
        label=_("For which theme?"), required=False,
        choices=[("", _("For any of them")), *Theme.choices],
    )  # fmt: skip
    language = forms.ChoiceField(label=_("In which language is it?"))
    words = WordsField(
        label=_("What does it say?"),
        max_length=20_000,
        help_text=_("Markdown works. Write nothing about people here: others may begin with it."),
        widget=forms.Textarea(attrs={"rows": 16}),
        error_messages={"required": _("Write something first.")},
    )
    authors = NameField(
        label=_("Who is named as author?"),
        max_length=300,
        required=False,
        help_text=_("As you wish to be named, or nobody. It goes along with every copy."),
    )
    why = WordsField(
        label=_("What changes, and why?"),
        max_length=1000,
        required=False,
        help_text=_("It stays beside the version."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, is_new: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        cast(forms.ChoiceField, self.fields["language"]).choices = list(SPOKEN)
        if is_new:
            del self.fields["why"]

    def fields_said(self) -> dict[str, str]:
        """What is written, without what the form keeps for itself."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}
