"""A network's values in its own words: proposing, keeping, placing, letting go."""

from typing import Any, cast

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from networks.models import Network, ReadBy
from solidarity.base.words import one_line
from solidarity.people.forms.fields import WordsField
from solidarity.people.languages import NAMES
from values.forms.naming import NamingForm, PlacesField


class ValueForm(NamingForm):
    """A value that a network names, or other words for one."""

    language = forms.ChoiceField(
        label=_("In which language is that?"),
        required=False,
        help_text=_("So that it is read aloud and written as it should be."),
    )
    why = WordsField(
        label=_("What changes, and why?"),
        max_length=500,
        required=False,
        help_text=_("It stays beside the wording."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, network: Network, is_new: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        offered = [*network.languages, *dict(settings.LANGUAGES), self.initial.get("language", "")]
        names = {code: NAMES[code] for code in offered if code in NAMES}
        language = cast(forms.ChoiceField, self.fields["language"])
        language.choices = [("", _("Another one, or we do not say")), *names.items()]
        if is_new:
            del self.fields["why"]

    def words(self) -> dict[str, str]:
        """What was written, as a wording keeps it."""
        return {name: self.cleaned_data[name] for name in ("name", "meaning", "story", "language")}


class ReadByForm(forms.Form):
    """Who reads a value."""

    read_by = forms.ChoiceField(
        label=_("Who may read it?"),
        choices=ReadBy,
        initial=ReadBy.ALL,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who may read it.")},
    )


class PlaceForm(forms.Form):
    """Where on the map a value stands."""

    places = PlacesField()


class NotKeptForm(forms.Form):
    """Why a proposal is not kept."""

    words = WordsField(
        label=_("Why not, or not yet?"),
        max_length=1000,
        help_text=_("Who proposed it reads this, and it stands in the log."),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write why, so that they can propose it otherwise.")},
    )


class LetGoForm(forms.Form):
    """Why a value is let go of."""

    words = WordsField(
        label=_("Why do you let go of it?"),
        max_length=1000,
        help_text=_("It stands in the log, for all who belong."),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write in a sentence why.")},
    )


class OwnWordsForm(forms.Form):
    """Words to find networks by."""

    q = forms.CharField(
        label=_("In your own words"),
        required=False,
        max_length=500,
        help_text=_("What matters to you? A few words, in any language."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def words(self) -> str:
        """What was typed; "" where it cannot be read."""
        self.is_valid()
        return one_line(self.cleaned_data.get("q", ""))
