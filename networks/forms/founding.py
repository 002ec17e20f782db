"""What a network says of itself and how one comes in: founding it, and its settings."""

from functools import lru_cache
from typing import Any

from django import forms
from django.utils.safestring import SafeString
from django.utils.timezone import localdate
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from networks.actions.questioning import MOST_QUESTIONS
from networks.facets import Capacity
from networks.models import Admission, JoinPolicy, Kind, Visibility
from solidarity.base.words import one_line
from solidarity.people.causes import Cause
from solidarity.people.countries import country_choices
from solidarity.people.forms.fields import LanguagesField, NameField, WordsField
from solidarity.ui.forms import KeepsBoth
from solidarity.ui.widgets import option, select_in_html


class QuestionsField(WordsField):
    """Questions to those who ask to join, one a line."""

    def to_python(self, value: Any) -> str:
        lines = (one_line(line) for line in super().to_python(value).split("\n"))
        return "\n".join(line for line in lines if line)

    def validate(self, value: str) -> None:
        super().validate(value)
        lines = value.split("\n")
        if len(lines) > MOST_QUESTIONS:
            raise forms.ValidationError(
                gettext("Ask %(most)s questions at most: every one keeps somebody away.")
                % {"most": MOST_QUESTIONS}
            )
        if any(len(line) > 200 for line in lines):
            raise forms.ValidationError(gettext("Keep each question under 200 letters."))


class WebsiteField(forms.URLField):
    """An address on the web; https is assumed."""

    def __init__(self, **options: Any) -> None:
        super().__init__(assume_scheme="https", max_length=200, **options)


class CountrySelect(forms.Select):
    """All countries, or none: drawn once a language, but for the one that is chosen."""

    def render(self, name: str, value: Any, *args: Any, **options: Any) -> SafeString:
        attributes = self.build_attrs(self.attrs, options.get("attrs") or (args and args[0]) or {})
        drawn = country_options(get_language())
        if value in drawn:
            label = dict(_countries())[value]
            drawn = {**drawn, value: option(value, label, {"selected": True})}
        return select_in_html(name, attributes, drawn.values())

    def use_required_attribute(self, initial: Any) -> bool:
        """As where the first choice is an empty one, which it is."""
        return not self.is_hidden


class CountryField(forms.ChoiceField):
    """A country, or none for what is in many."""

    def __init__(self, **options: Any) -> None:
        super().__init__(choices=_countries, widget=CountrySelect, **options)


@lru_cache(maxsize=16)
def country_options(_language: str | None) -> dict[str, str]:
    """Each country in the reader's language, as drawn where it is not chosen."""
    return {code: option(code, name, {}) for code, name in _countries()}


def _countries() -> list[tuple[str, Any]]:
    return [("", _("In several, or in none")), *country_choices()]


class PurposeForm(forms.Form):
    """What it is called and what it is for."""

    name = NameField(
        label=_("What is the network called?"),
        max_length=120,
        error_messages={"required": _("Write its name.")},
    )
    summary = NameField(
        label=_("What is it for, in a sentence or two?"),
        max_length=300,
        help_text=_("People read this in the directory."),
        error_messages={"required": _("Write a sentence that tells others what it is for.")},
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    story = WordsField(
        label=_("Its story"),
        max_length=6000,
        required=False,
        help_text=_("How it began, what you do, what you dream of. Markdown works."),
        widget=forms.Textarea(attrs={"rows": 8}),
    )


class FirstForm(PurposeForm):
    """What is founded, and what for. Later nobody can make it another kind of body."""

    kind = forms.ChoiceField(
        label=_("What shall come together here?"),
        choices=[
            (Kind.GROUP, _("People: a group, an initiative, a movement")),
            (Kind.COALITION, _("Networks: a coalition, with an agreement between them")),
        ],
        required=False,
        help_text=_("It stays so. Whoever belongs to a network of a coalition belongs to it, too."),
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose one of the two.")},
    )
    field_order = ("name", "kind", "summary", "story")

    def clean_kind(self) -> str:
        """Whoever began before one could choose founds a group, as then."""
        return str(self.cleaned_data["kind"] or Kind.GROUP)


class ReachForm(forms.Form):
    """Where and for what it works."""

    causes = forms.MultipleChoiceField(
        label=_("Which causes does it work for?"),
        choices=Cause.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one, so that people find you.")},
    )
    place = NameField(
        label=_("Where is it?"),
        max_length=120,
        required=False,
        help_text=_("A street, a town, a country, or “worldwide”: as exact as is safe."),
    )
    country = CountryField(label=_("In which country?"), required=False)
    languages = LanguagesField(label=_("Which languages do you speak together?"), required=False)
    website = WebsiteField(label=_("Website"), required=False)


class AboutForm(forms.Form):
    """What it wants and how it works; nobody has to say it."""

    aims_short = WordsField(
        label=_("What do you want to reach in the next year?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    aims_long = WordsField(
        label=_("What do you want to reach in the long run?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    organising = WordsField(
        label=_("How do you organise?"),
        max_length=2000,
        required=False,
        help_text=_("Who decides what, how often you meet, who does which work."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    founded_year = forms.IntegerField(
        label=_("In which year did it begin?"),
        required=False,
        min_value=1000,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "-short"}),
        error_messages={
            "invalid": _("Write the year in numbers, like 2019."),
            "min_value": _("Write the year in four numbers, like 2019."),
        },
    )
    capacity = forms.ChoiceField(
        label=_("Is there room for more people?"),
        choices=[("", _("We do not say")), *Capacity.choices],
        required=False,
        widget=forms.RadioSelect,
    )

    def clean_founded_year(self) -> int | None:
        year: int | None = self.cleaned_data["founded_year"]
        if year and year > localdate().year:
            raise forms.ValidationError(gettext("That year is still to come."))
        return year


class DoorForm(forms.Form):
    """Who finds it and how one comes in."""

    visibility = forms.ChoiceField(
        label=_("Who can find it?"),
        choices=Visibility.choices,
        widget=forms.RadioSelect,
    )
    join_policy = forms.ChoiceField(
        label=_("How do people join?"),
        choices=JoinPolicy.choices,
        widget=forms.RadioSelect,
    )
    questions = QuestionsField(
        label=_("Questions for those who ask to join"),
        max_length=1200,
        required=False,
        help_text=_("One on each line, five at most. Leave it empty to ask nothing."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class NetworkForm(PurposeForm, ReachForm, AboutForm, DoorForm, KeepsBoth):
    """What stewards can change; the questions to those who ask have a page of their own."""

    questions = None  # type: ignore[assignment]
    field_order = [
        *PurposeForm.base_fields,
        *AboutForm.base_fields,
        *ReachForm.base_fields,
        *DoorForm.base_fields,
        "admission",
    ]

    admission = forms.ChoiceField(
        label=_("Who answers those who ask?"),
        choices=Admission.choices,
        widget=forms.RadioSelect,
        help_text=_("Whoever answers reads what was asked and written. The log says who it was."),
    )
    members_invite = forms.BooleanField(
        label=_("Let members invite, too"),
        required=False,
        help_text=_("An invitation lets somebody in without asking. Stewards can always invite."),
    )
    shows_members = forms.BooleanField(
        label=_("Show outsiders the members whose page is open to everyone"),
        required=False,
    )
    shows_affiliations = forms.BooleanField(
        label=_("Show outsiders what the network belongs to, and what belongs to it"),
        required=False,
    )
