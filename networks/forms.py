"""The shape of what people type about networks."""

from collections.abc import Iterable, Mapping
from typing import Any, cast

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from networks.actions.inviting import MOST_AT_ONCE
from networks.addresses import lines_of
from networks.facets import ALL, TITLES, Capacity, Sort, labels_in
from networks.finding import Asked, Tally
from networks.models import JoinPolicy, JoinQuestion, Visibility
from solidarity.base.words import one_line
from solidarity.people.causes import Cause
from solidarity.people.countries import country_choices
from solidarity.people.forms.fields import LanguagesField, NameField, WordsField
from solidarity.ui.forms import KeepsBoth

MOST_QUESTIONS = 5


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


class CountryField(forms.ChoiceField):
    """A country, or none for what is in many."""

    def __init__(self, **options: Any) -> None:
        super().__init__(choices=_countries, **options)


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
    """What it wants and how it works: asked once it has begun."""

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
    """Everything that stewards can change."""

    field_order = [
        *PurposeForm.base_fields,
        *AboutForm.base_fields,
        *ReachForm.base_fields,
        *DoorForm.base_fields,
    ]

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


class JoinForm(forms.Form):
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
                    "required": _("Write a few words, so that the stewards know you a little.")
                },
            )

    def answers(self) -> dict[int, str]:
        """What was answered, by the question's position."""
        return {
            int(name.removeprefix("answer_")): words for name, words in self.cleaned_data.items()
        }


class DeclineForm(forms.Form):
    """Why a request is declined."""

    reason = WordsField(
        label=_("Why not?"),
        max_length=1000,
        help_text=_("The person who asked reads this, and so do the members in the log."),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write a reason: nobody is turned away without one.")},
    )


class MessageField(WordsField):
    """A few words to those who are invited."""

    def __init__(self) -> None:
        super().__init__(
            label=_("A few words of your own"),
            required=False,
            max_length=500,
            help_text=_("Those whom you invite read them beside the name of the network."),
            widget=forms.Textarea(attrs={"rows": 3}),
        )


class InviteForm(forms.Form):
    """Whom to invite by mail, and in which words; who may be is for the action."""

    addresses = WordsField(
        label=_("Mail addresses"),
        max_length=20_000,
        help_text=_("One or many: paste a list, or a column of a table. A hundred at most."),
        error_messages={"required": _("Write at least one mail address.")},
        widget=forms.Textarea(attrs={"rows": 5, "dir": "ltr", "spellcheck": "false"}),
    )
    language = forms.ChoiceField(
        label=_("In which language shall we write to them?"), choices=settings.LANGUAGES
    )
    message = MessageField()

    def clean_addresses(self) -> str:
        pasted: str = self.cleaned_data["addresses"]
        if len(lines_of(pasted)) > MOST_AT_ONCE:
            raise forms.ValidationError(
                gettext("Invite %(most)s people at most at once.") % {"most": MOST_AT_ONCE}
            )
        return pasted


class LinkForm(forms.Form):
    """A link that lets people in."""

    most_uses = forms.IntegerField(
        label=_("How many people can come in by it?"),
        min_value=1,
        max_value=500,
        initial=10,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": _("Write a number from 1 to 500."),
            "invalid": _("Write a number from 1 to 500."),
            "min_value": _("Write a number from 1 to 500."),
            "max_value": _("Write a number from 1 to 500."),
        },
    )
    days = forms.TypedChoiceField(
        label=_("How long is it good for?"),
        coerce=int,
        initial=14,
        choices=[(1, _("One day")), (7, _("One week")), (14, _("Two weeks")), (30, _("30 days"))],
        widget=forms.RadioSelect,
    )
    message = MessageField()


class ChoiceWithCounts(forms.Select):
    """A facet: its values with how many networks each would find; part of the form "find"."""

    def __init__(self, facet: str) -> None:
        super().__init__(attrs={"form": "find"})
        self.facet = facet

    def create_option(self, name: str, value: Any, *args: Any, **options: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **options)
        if self.facet == "language" and value:
            option["attrs"]["lang"] = str(value)
        return option


class FacetField(forms.ChoiceField):
    """One value of a facet, or none."""

    def __init__(self, facet: str) -> None:
        super().__init__(label=TITLES[facet], required=False, widget=ChoiceWithCounts(facet))
        self.facet = facet

    def valid_value(self, value: str) -> bool:
        return value in labels_in(self.facet)

    def offer(self, counts: Mapping[str, int], chosen: str, *, capped: bool) -> None:
        """Show the values that would find something; those not counted as well, where `capped`."""
        more = "+" if capped else ""
        options = [("", str(ALL[self.facet]))]
        for value, label in labels_in(self.facet).items():
            if count := counts.get(value):
                options.append((value, f"{label} ({count}{more})"))
            elif capped or value == chosen:
                options.append((value, label if capped else f"{label} (0)"))
        self.widget.choices = options


class SearchForm(forms.Form):
    """What somebody looks for in the directory; whatever cannot be read is left aside."""

    q = forms.CharField(
        label=_("Search"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    cause = FacetField("cause")
    country = FacetField("country")
    language = FacetField("language")
    kind = FacetField("kind")
    size = FacetField("size")
    capacity = FacetField("capacity")
    door = FacetField("door")
    sort = forms.ChoiceField(
        label=_("What comes first"),
        required=False,
        choices=Sort.choices,
        widget=forms.Select(attrs={"form": "find"}),
    )
    exact = forms.BooleanField(required=False)

    def asked(self) -> Asked:
        """What is looked for, as far as it can be read."""
        self.is_valid()
        read = self.cleaned_data
        chosen = {name: read[name] for name in TITLES if read.get(name)}
        words = one_line(read.get("q", ""))
        return Asked(words, chosen, read.get("sort", ""), exact=bool(words and read.get("exact")))

    def offer(self, asked: Asked, counted: Tally) -> None:
        """Let each facet show what it would find."""
        for name in TITLES:
            field = cast(FacetField, self.fields[name])
            way = name if name in asked.chosen else ""
            counts = counted.values.get(name, {})
            is_uncounted = way in counted.capped or (bool(way) and way not in counted.loosened)
            field.offer(counts, asked.chosen.get(name, ""), capped=is_uncounted)
        # The usual order has no value: it stays the usual one when words come or go.
        usual = asked.usual_order
        sorts = [each for each in Sort.choices if each[0] not in {usual, Sort.BEST}]
        cast(forms.ChoiceField, self.fields["sort"]).choices = [("", Sort(usual).label), *sorts]
        order = "" if asked.order == usual else asked.order
        self.data = dict(asked.chosen) | {"q": asked.words, "sort": order}

    @property
    def facets(self) -> list[forms.BoundField]:
        """The facets, to be drawn beside the results."""
        return [self[name] for name in (*TITLES, "sort")]


class SaveSearchForm(forms.Form):
    """The name of a search that is kept."""

    name = NameField(
        label=_("What shall it be called?"),
        max_length=80,
        error_messages={"required": _("Give it a name, so that you know it again.")},
    )
    query = forms.CharField(widget=forms.HiddenInput, required=False, max_length=2400)

    def asked(self) -> Asked:
        """The search itself, read again as the directory reads it."""
        return asked_in(self.cleaned_data["query"])


def asked_in(query: str) -> Asked:
    """What the query of an address asks the directory for; of order and exactness, nothing."""
    asked = SearchForm(QueryDict(query)).asked()
    return Asked(asked.words, asked.chosen)
