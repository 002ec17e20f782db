"""Questions, answers, days, ties, strands."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cohorts.models import Dimension, Moment, Question, Quoting, Round, Strand
from cohorts.queries.connecting import STEPS
from cohorts.ties import MOST_BEYOND
from solidarity.people.forms.fields import WordsField
from solidarity.people.models import Person
from solidarity.ui.forms import KeepsBoth

AGREE = (
    (1, _("Not at all")), (2, _("A little")), (3, _("Partly")), (4, _("Mostly")), (5, _("Fully")),
)  # fmt: skip
NOT_SAID = _("I would rather not say")
SHARING = (
    ("", _("For me alone")),
    (Quoting.NO, _("Those who facilitate may read it, nobody quotes it")),
    (Quoting.NAMELESS, _("It may be quoted in the report, without my name")),
    (Quoting.NAMED, _("It may be quoted in the report, with my name")),
)
LINES_BEYOND, EMPTY_BEYOND = 4, 2


class QuestionForm(KeepsBoth):
    """How a question is worded; of a new one, what it is about and how it is answered."""

    dimension = forms.ChoiceField(
        label=_("What is it about?"), choices=Dimension.choices, widget=forms.RadioSelect,
        error_messages={"required": _("Choose what it is about.")},
    )  # fmt: skip
    is_open = forms.ChoiceField(
        label=_("How is it answered?"),
        choices=[
            ("open", _("In one’s own words")),
            ("steps", _("On five steps, from “not at all” to “fully”")),
        ],
        widget=forms.RadioSelect, error_messages={"required": _("Choose how it is answered.")},
    )  # fmt: skip
    words = WordsField(
        label=_("The question"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write the question.")},
    )  # fmt: skip
    why = WordsField(
        label=_("Why so?"), max_length=500, required=False,
        help_text=_("The others read it beside the change. You can leave it empty."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    def __init__(self, *args: Any, is_new: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not is_new:
            del self.fields["dimension"], self.fields["is_open"]


class DaysForm(forms.Form):
    """On which days rounds open by themselves."""

    def __init__(self, *args: Any, rounds: Sequence[Round], **options: Any) -> None:
        super().__init__(*args, **options)
        for each in rounds:
            if each.opened_at is None:
                self.fields[each.moment] = forms.DateField(
                    label=Moment(each.moment).label, required=False, initial=each.opens_on,
                    widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
                    error_messages={
                        "invalid": _("Write the day as year-month-day, like 2027-03-01."),
                    },
                )  # fmt: skip


class AnswersForm(forms.Form):
    """All questions of a cohort; each may be left out."""

    def __init__(
        self, *args: Any, questions: Sequence[Question], said: Mapping[int, Any], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        for each in questions:
            field: forms.Field
            if each.is_open:
                field = WordsField(
                    label=each.text, required=False, max_length=4000, initial=said.get(each.pk, ""),  # type: ignore[attr-defined]
                    widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
                )  # fmt: skip
            else:
                field = forms.TypedChoiceField(
                    label=each.text, required=False, coerce=int, empty_value=None,  # type: ignore[attr-defined]
                    choices=[("", NOT_SAID), *AGREE], initial=said.get(each.pk, ""),
                    widget=forms.RadioSelect,
                )  # fmt: skip
            self.fields[f"q{each.pk}"] = field

    def answers(self) -> dict[int, Any]:
        """What was answered, by the key of the question."""
        return {int(name[1:]): answer for name, answer in self.cleaned_data.items()}


class SharingForm(forms.Form):
    """Of each answer in words: who may read it."""

    def __init__(
        self, *args: Any, questions: Sequence[Question], chosen: Mapping[int, str], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        for each in questions:
            self.fields[f"s{each.pk}"] = forms.ChoiceField(
                label=each.text, choices=SHARING, required=False, widget=forms.RadioSelect,  # type: ignore[attr-defined]
                initial=chosen.get(each.pk, ""),
            )  # fmt: skip

    def choices(self) -> dict[int, str]:
        """How far each may go, by the key of the question."""
        return {int(name[1:]): choice for name, choice in self.cleaned_data.items()}


def _step(label: Any, initial: int | None) -> forms.Field:
    choices = [("", _("Not said")), *enumerate(STEPS)]
    return forms.TypedChoiceField(
        label=label, required=False, coerce=int, empty_value=None, choices=choices,
        initial="" if initial is None else initial,
    )  # fmt: skip


class ConnectionsForm(forms.Form):
    """How strong ties are, with participants and with networks beyond.

    hers: names of networks that she is in: they stand there already, as not said. others: names
    that the browser offers while she types, out of the page itself: no request tells what that is.
    """

    NAMES = "networks-to-name"  # where the page lists them

    def __init__(
        self, *args: Any, people: Sequence[Person], said: Mapping[int, int],
        beyond: Sequence[tuple[str, int | None]], may_name: bool, hers: Sequence[str] = (),
        others: Sequence[str] = (), **options: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **options)
        self.people, self.to_choose = people, [*hers, *others]
        for each in people:
            self.fields[f"p_{each.handle}"] = _step(each.display_name, said.get(each.pk))
        lines = _lines(beyond, hers)
        self.lines = range(len(lines))
        self.offered = {name.casefold() for name, step in lines if step is None}
        for at, (name, step) in enumerate(lines):
            self.fields[f"name{at}"] = forms.CharField(
                label=_("A network beyond the cohort"), required=False, max_length=120,
                initial=name, help_text=_("Its name, as you call it.") if at == 0 else "",
                widget=forms.TextInput(attrs={"list": self.NAMES}),
            )  # fmt: skip
            self.fields[f"step{at}"] = _step(_("How strong is this tie?"), step)
        self.fields["may_name"] = forms.BooleanField(
            label=_("My point in the cohort’s picture may carry my name"), required=False,
            initial=may_name, help_text=_("Those in the cohort see it, nobody else."),
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Each network with its tie, each once."""
        cleaned: dict[str, Any] = super().clean() or {}
        names = set()
        for at in self.lines:
            name, step = cleaned.get(f"name{at}", ""), cleaned.get(f"step{at}")
            if name and step is None and name.casefold() not in self.offered:
                self.add_error(f"step{at}", _("Say how strong this tie is, or leave the name out."))
            if step is not None and not name:
                self.add_error(f"name{at}", _("Write the name of the network."))
            if name and name.casefold() in names:
                self.add_error(f"name{at}", _("This network stands above already."))
            names.add(name.casefold())
        return cleaned

    def people_said(self) -> dict[int, int]:
        """Steps by the key of a participant."""
        steps = {each.pk: self.cleaned_data[f"p_{each.handle}"] for each in self.people}
        return {key: step for key, step in steps.items() if step is not None}

    def beyond_said(self) -> list[tuple[str, int]]:
        """Networks beyond, each with its step; what stood there and was not said is left out."""
        said = self.cleaned_data
        lines = [(said[f"name{at}"], said[f"step{at}"]) for at in self.lines]
        return [(name, step) for name, step in lines if name and step is not None]


def _lines(
    beyond: Sequence[tuple[str, int | None]], hers: Sequence[str]
) -> list[tuple[str, int | None]]:  # fmt: skip
    """What she named, then her networks as far as there is room, then empty lines."""
    named = {name.casefold() for name, _step in beyond}
    room = max(0, MOST_BEYOND - EMPTY_BEYOND - len(beyond))
    lines = [*beyond, *[(name, None) for name in hers if name.casefold() not in named][:room]]
    empty = max(EMPTY_BEYOND, LINES_BEYOND - len(lines))
    return [*lines, *[("", None)] * empty][:MOST_BEYOND]


class StrandForm(forms.Form):
    """What several answers speak of."""

    name = forms.CharField(
        label=_("What do several answers speak of?"), max_length=80,
        help_text=_("A few words, like “asking for help”."),
        error_messages={"required": _("Write a few words.")},
    )  # fmt: skip
    about = forms.CharField(label=_("What is meant by it"), max_length=300, required=False)


class CodingForm(forms.Form):
    """Of which strands an answer speaks."""

    def __init__(self, *args: Any, strands: Sequence[Strand], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["strands"] = forms.TypedMultipleChoiceField(
            label=_("It speaks of"), choices=[(each.pk, each.name) for each in strands], coerce=int,
            required=False, widget=forms.CheckboxSelectMultiple,
        )  # fmt: skip
