"""The programme of a cohort: what anybody who might apply wants to know."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cohorts.models import OpenTo
from networks.forms.choosing import HandleField
from networks.forms.founding import QuestionsField
from solidarity.people.causes import Cause
from solidarity.people.forms.fields import LanguagesField, NameField, WordsField
from solidarity.people.zones import by_continent
from solidarity.threads.forms import SentOnce
from solidarity.ui.forms import KeepsBoth


class DayField(forms.DateField):
    """A day of the calendar."""

    def __init__(self, label: Any, *, required: bool = True, help_text: Any = "") -> None:
        super().__init__(
            label=label,
            required=required,
            help_text=help_text,
            widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            error_messages={
                "required": _("Choose a day."),
                "invalid": _("Write the day as year-month-day, like 2027-03-31."),
            },
        )


class LinesField(WordsField):
    """A short text on each line; how long a line and how many there may be."""

    def __init__(self, *, longest: int, most: int, **options: Any) -> None:
        super().__init__(
            required=False, max_length=longest * most,
            widget=forms.Textarea(attrs={"rows": 4}), **options,
        )  # fmt: skip
        self.longest, self.most = longest, most

    def to_python(self, value: Any) -> str:
        lines = (" ".join(line.split()) for line in super().to_python(value).split("\n"))
        return "\n".join(dict.fromkeys(line for line in lines if line))

    def validate(self, value: str) -> None:
        super().validate(value)
        lines = value.split("\n")
        if len(lines) > self.most:
            raise forms.ValidationError(
                gettext("Write %(most)s lines at most.") % {"most": self.most}
            )
        if any(len(line) > self.longest for line in lines):
            raise forms.ValidationError(
                gettext("Keep each line under %(longest)s letters.") % {"longest": self.longest}
            )


class ProgrammeForm(KeepsBoth):
    """What a programme says; how people are chosen stands at its end."""

    purpose_text = WordsField(
        label=_("What is it for?"),
        max_length=5000,
        help_text=_("What you do together, for whom, and what you hope for. Markdown works."),
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": _("Write what the cohort is for.")},
    )
    starts_on = DayField(_("First day"))
    ends_on = DayField(_("Last day"))
    rhythm = NameField(
        label=_("When do you meet?"),
        max_length=200,
        help_text=_("In words, like “two evenings a month, and a weekend in May”."),
        error_messages={"required": _("Write when you meet.")},
    )
    days_a_month = forms.DecimalField(
        label=_("How many days a month does it take?"),
        min_value=0.5, max_value=2, max_digits=2, decimal_places=1,
        help_text=_("From half a day, 0.5, to two days: people have other things to carry."),
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "-short", "dir": "ltr"}),
        error_messages={
            "required": _("Write a number from 0.5 to 2."),
            "invalid": _("Write a number from 0.5 to 2."),
            "min_value": _("Write a number from 0.5 to 2."),
            "max_value": _("Two days a month at most."),
        },
    )  # fmt: skip
    seats = forms.IntegerField(
        label=_("How many seats are there?"),
        min_value=3, max_value=60,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "-short", "dir": "ltr"}),
        error_messages={
            "required": _("Write a number from 3 to 60."),
            "invalid": _("Write a number from 3 to 60."),
            "min_value": _("Three seats at least."),
            "max_value": _("Sixty seats at most."),
        },
    )  # fmt: skip
    languages = LanguagesField(label=_("Which languages do you speak together?"), required=False)
    zone = forms.ChoiceField(
        label=_("In which time zone are its hours named?"),
        error_messages={"required": _("Choose a time zone.")},
    )
    zones_words = NameField(
        label=_("From where do these hours suit?"),
        max_length=200,
        required=False,
        help_text=_("Like “from Lima to Nairobi”."),
    )
    pays = WordsField(
        label=_("What does each one get?"),
        max_length=500,
        required=False,
        help_text=_("A fee, travel, a meal. Leave it empty if nothing."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    costs = WordsField(
        label=_("What does each one pay?"),
        max_length=500,
        required=False,
        help_text=_("And who does not have to. Leave it empty if nothing."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    access_support = WordsField(
        label=_("What makes it possible to come?"),
        max_length=2000,
        required=False,
        help_text=_("Interpreting, captions, childcare, data for the phone."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    open_to = forms.ChoiceField(
        label=_("Who may apply?"), choices=OpenTo.choices, widget=forms.RadioSelect,
        initial=OpenTo.EVERYBODY,
    )  # fmt: skip
    networks = LinesField(
        label=_("Which networks?"),
        longest=80, most=20,
        help_text=_("Only for chosen networks: the last part of each one’s address, one a line."),
    )  # fmt: skip
    apply_by = DayField(
        _("Last day to apply"),
        required=False,
        help_text=_("You can leave it open for now. Later you can move it back, not forward."),
    )
    answers_by = DayField(
        _("By when does everybody who applied have a letter?"),
        required=False,
        help_text=_("A day that you can keep: people plan around it."),
    )
    questions = QuestionsField(
        label=_("What do you ask those who apply?"),
        max_length=1200,
        required=False,
        help_text=_("One question on each line, five at most."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    positions = LinesField(
        label=_("Which positions in a system do you want to bring together?"),
        longest=80, most=12,
        help_text=_(
            "One on each line, like “Organises where I live”, “Works in an office of the state”."
            " People choose one, or say nothing."
        ),
    )  # fmt: skip
    by_lottery = forms.BooleanField(
        label=_("If more people apply than there are seats, a fair lottery proposes the group"),
        required=False,
        help_text=_(
            "It gives everybody as much of a chance as the mix allows. You can depart from it, with"
            " a reason that all who take part read."
        ),
    )
    keeps_months = forms.IntegerField(
        label=_("For how many months after the choice do you keep applications?"),
        min_value=1, max_value=24, initial=6,
        help_text=_("Then they are deleted. People read this number before they apply."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "-short", "dir": "ltr"}),
        error_messages={
            "required": _("Write a number from 1 to 24."),
            "invalid": _("Write a number from 1 to 24."),
            "min_value": _("One month at least."),
            "max_value": _("Twenty-four months at most."),
        },
    )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        zone = str(self.initial.get("zone", ""))
        cast(forms.ChoiceField, self.fields["zone"]).choices = by_continent(zone)

    def clean(self) -> dict[str, Any]:
        """The last day is after the first; people apply before it begins, then get a letter."""
        said = super().clean() or {}
        first, last, by = said.get("starts_on"), said.get("ends_on"), said.get("apply_by")
        if first and last and last <= first:
            self.add_error("ends_on", gettext("Choose a day after the first one."))
        if first and by and by >= first:
            self.add_error("apply_by", gettext("Choose a day before the cohort begins."))
        answers = said.get("answers_by")
        if by and answers and answers <= by:
            self.add_error("answers_by", gettext("Choose a day after the last one to apply."))
        if said.get("open_to") == OpenTo.NETWORKS and not said.get("networks"):
            words = gettext("Name the networks whose members may apply, one on each line.")
            self.add_error("networks", words)
        return said


class FoundForm(SentOnce, ProgrammeForm):
    """A new cohort: its name, and its programme."""

    name = NameField(
        label=_("What is the cohort called?"),
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
    causes = forms.MultipleChoiceField(
        label=_("Which causes does it bring together?"),
        choices=Cause.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one, so that people find you.")},
    )
    field_order = ["key", "name", "summary", "causes", *ProgrammeForm.base_fields]


class FacilitatorForm(forms.Form):
    """Whom the stewards would like to facilitate."""

    handle = HandleField(_("Who should facilitate?"))
