"""The shape of what is written at an agreement: clauses, suggestions, a version, a yes."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, cast

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from coalitions.models import Group
from solidarity.people.forms.fields import NameField, WordsField
from solidarity.threads.forms import SentOnce
from solidarity.ui.forms import KeepsBoth

LONGEST = 20_000
LATEST = timedelta(days=3660)


class WhyField(WordsField):
    """What is changed, and what for."""

    def __init__(self, **options: Any) -> None:
        wanted: dict[str, Any] = {
            "label": _("What changes, and why?"),
            "max_length": 1000,
            "help_text": _("It stays beside the new words."),
            "widget": forms.Textarea(attrs={"rows": 3}),
            "error_messages": {"required": _("Write in a sentence what changes, and why.")},
        }
        super().__init__(**wanted | options)


class SaysField(WordsField):
    """The words of a clause."""

    def __init__(self, **options: Any) -> None:
        wanted: dict[str, Any] = {
            "label": _("What does the clause say?"),
            "max_length": LONGEST,
            "help_text": _("As you would say it to somebody who comes in new. Markdown works."),
            "widget": forms.Textarea(attrs={"rows": 10}),
            "error_messages": {"required": _("Write what the clause says.")},
        }
        super().__init__(**wanted | options)


class ClauseFields(forms.Form):
    """A clause: its title, its words, and under which questions it stands."""

    title = NameField(
        label=_("What is the clause called?"),
        max_length=160,
        help_text=_("Short, such as “Coming and going”."),
        error_messages={"required": _("Give the clause a short title.")},
    )
    words = SaysField()
    group = forms.ChoiceField(
        label=_("Where does it belong?"),
        choices=Group,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose where it belongs.")},
    )


class NewClauseForm(ClauseFields, SentOnce):
    """A clause that is proposed."""


class ClauseForm(ClauseFields, KeepsBoth):
    """A clause that is written anew: whoever saves second sees both texts."""

    why = WhyField()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.order_fields(["title", "words", "why", "group"])


class SuggestForm(forms.Form):
    """Other words for a clause."""

    words = SaysField(
        label=_("What should the clause say instead?"), help_text=_("Markdown works.")
    )
    why = WhyField(
        label=_("Why would that be better?"),
        help_text=_("The others read it beside your words."),
        error_messages={"required": _("Write why: it helps the others to answer.")},
    )
    network = forms.TypedChoiceField(
        label=_("Do you say this for a network?"),
        coerce=int,
        empty_value=None,
        required=False,
    )

    def __init__(self, *args: Any, networks: Sequence[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        if networks:
            field = cast(forms.ChoiceField, self.fields["network"])
            field.choices = [("", _("No, for myself")), *networks]
        else:
            del self.fields["network"]


class TakeInForm(KeepsBoth):
    """A suggestion that is written into its clause, as it is or worked over."""

    words = SaysField(
        label=_("What the clause says then"), help_text=_("Change it where both are right.")
    )
    answer = WordsField(
        label=_("Your answer"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class AnswerForm(forms.Form):
    """Why a suggestion is not taken in."""

    answer = WordsField(
        label=_("Why not?"),
        max_length=1000,
        help_text=_("Whoever suggested it is told, and it stays beside it."),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write why: no suggestion is passed over in silence.")},
    )


class BringForm(SentOnce):
    """A version that is brought to a decision."""

    title = NameField(
        label=_("What is the agreement called?"),
        max_length=160,
        help_text=_("It stands on the first page, such as “How we cook together”."),
        error_messages={"required": _("Give the agreement a title.")},
    )
    why = WhyField(help_text=_("The networks read it first, and it stays beside the version."))
    review_on = forms.DateField(
        label=_("When do you want to look at all of it again?"),
        help_text=_("A day, or nothing. In a year is a good custom."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": _("Write the day as year-month-day, such as 2027-03-20.")},
    )

    def clean_review_on(self) -> Any:
        """A day to come, within ten years."""
        day = self.cleaned_data["review_on"]
        if day and not localdate() < day < localdate() + LATEST:
            raise forms.ValidationError(_("Choose a day to come, within ten years."))
        return day


class YesForm(SentOnce):
    """A network's yes, and what it does not share."""

    reservations = WordsField(
        label=_("Do you say yes with reservations?"),
        max_length=2000,
        required=False,
        help_text=_("What you do not share, or only for now. It stays beside your yes."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class CompareForm(forms.Form):
    """Two versions, by number."""

    older = forms.TypedChoiceField(label=_("From version"), coerce=int)
    newer = forms.TypedChoiceField(label=_("To version"), coerce=int)

    def __init__(self, *args: Any, numbers: Sequence[int], **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("older", "newer"):
            cast(forms.ChoiceField, self.fields[name]).choices = [
                (number, str(number)) for number in sorted(numbers)
            ]
