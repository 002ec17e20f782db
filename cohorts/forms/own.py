"""What somebody writes for herself: entries, commitments, how much she carries, days of rest."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cohorts.models import Carried, LoadShared, Place, SharedWith
from meetings.models import Meeting
from networks.models import Network
from networks.queries.approaching import networks_named
from solidarity.people.causes import Cause
from solidarity.people.forms.fields import NameField, WordsField
from solidarity.people.models import Person
from solidarity.threads.forms import SentOnce
from solidarity.ui.forms import KeepsBoth

DAY_ERROR = {"invalid": _("Write the day as year-month-day, like 2027-03-31.")}
LONGEST_REST = 366


def _sharing(has_buddies: bool, kept: str = "") -> forms.ChoiceField:
    """Who else reads it; buddies are there for who has some, or shared it with them."""
    shown = [
        each
        for each in SharedWith
        if each != SharedWith.BUDDIES or has_buddies or kept == SharedWith.BUDDIES
    ]
    return forms.ChoiceField(
        label=_("Who reads it?"),
        choices=[(each.value, each.label) for each in shown],
        initial=SharedWith.NOBODY,
        widget=forms.RadioSelect,
        help_text=_("You can change this, and take it back, at any time."),
        error_messages={"required": _("Choose who reads it.")},
    )


class EntryForm(SentOnce, KeepsBoth):
    """An entry of a journal."""

    words = WordsField(
        label=_("What is on your mind?"),
        max_length=20_000,
        help_text=_("Markdown works."),
        widget=forms.Textarea(attrs={"rows": 10}),
        error_messages={"required": _("Write something first.")},
    )
    about = forms.ChoiceField(label=_("Does it belong to a session or a month?"), required=False)

    def __init__(
        self, *args: Any, meetings: Sequence[Meeting], months: Sequence[date], has_buddies: bool,
        **options: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **options)
        sessions = [(f"m{each.pk}", each.title_words) for each in meetings]
        by_month = [(each.isoformat(), date_format(each, "F Y")) for each in months]
        groups = [(gettext("Sessions"), sessions), (gettext("Months"), by_month)]
        field = self.fields["about"]
        field.choices = [("", gettext("No")), *(each for each in groups if each[1])]  # type: ignore[attr-defined]
        self.fields["shared"] = _sharing(has_buddies, self.initial.get("shared", ""))

    @property
    def columns(self) -> dict[str, Any]:
        """What it belongs to, as an entry keeps it."""
        about = self.cleaned_data["about"]
        if about.startswith("m"):
            return {"meeting_id": int(about[1:]), "month": None}
        return {"meeting_id": None, "month": date.fromisoformat(about) if about else None}


class CommitmentForm(SentOnce, KeepsBoth):
    """What she will try, by when, with whom; later, what happened."""

    what = WordsField(
        label=_("What will you try in your own network?"),
        max_length=1000,
        help_text=_("A small thing that you can do is better than a large one that you cannot."),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write what you will try.")},
    )
    due_on = forms.DateField(
        label=_("By when?"),
        required=False,
        help_text=_("If you name a day, you hear of it the day before."),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages=DAY_ERROR,
    )
    with_whom = NameField(label=_("With whom, beyond this cohort?"), max_length=300, required=False)
    network = NameField(
        label=_("Is it a network that is in the directory?"),
        max_length=200,
        required=False,
        help_text=_("Its name, or the address of its page."),
    )
    happened = WordsField(
        label=_("What happened?"),
        max_length=4000,
        required=False,
        help_text=_("What went well, what did not, what surprised you. Nobody is measured by it."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    is_over = forms.BooleanField(
        label=_("It is over: done, or let go"),
        required=False,
        help_text=_("Then nothing reminds you of it any more."),
    )

    def __init__(
        self, *args: Any, viewer: Person, has_buddies: bool, is_new: bool, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.viewer = viewer
        self.fields["shared"] = _sharing(has_buddies, self.initial.get("shared", ""))
        if is_new:
            del self.fields["happened"], self.fields["is_over"]

    def clean_network(self) -> Network | None:
        words = self.cleaned_data["network"]
        if not words:
            return None
        found = networks_named(self.viewer, words)
        same = [each for each in found if each.name.casefold() == words.casefold()]
        if len(found) == 1 or len(same) == 1:
            return (same or found)[0]
        if not found:
            raise forms.ValidationError(
                gettext("No network here has this name. Leave it empty, or look at its address.")
            )
        raise forms.ValidationError(
            gettext("Several networks have a name like this. Give the address of its page.")
        )


class LoadForm(SentOnce):
    """How much she carries now."""

    step = forms.TypedChoiceField(
        label=_("How much are you carrying?"),
        choices=Carried.choices,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a step.")},
    )
    words = WordsField(
        label=_("Would you like to add something?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, has_buddies: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["shared"] = LoadSharedField(has_buddies)


class LoadSharedField(forms.ChoiceField):
    """Who else may know how much she carries."""

    def __init__(self, has_buddies: bool) -> None:
        needs = {LoadShared.BUDDIES, LoadShared.BOTH}
        super().__init__(
            label=_("Who may know?"),
            choices=[
                (each.value, each.label) for each in LoadShared if has_buddies or each not in needs
            ],
            initial=LoadShared.NOBODY,
            widget=forms.RadioSelect,
            help_text=_("You can change this, and take it back, at any time."),
            error_messages={"required": _("Choose who may know.")},
        )


class HelpsForm(forms.Form):
    """What helps her, in her own words."""

    words = WordsField(
        label=_("What helps me when it is too much"),
        max_length=4000,
        required=False,
        help_text=_("For the day on which you do not remember it. Only you read it."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class RestForm(forms.Form):
    """Until which day she rests."""

    until = forms.DateField(
        label=_("On which day are you back?"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text=_("You can come back earlier, or stay away longer."),
        error_messages=DAY_ERROR | {"required": _("Choose the day on which you are back.")},
    )

    def clean_until(self) -> date:
        day: date = self.cleaned_data["until"]
        ahead = (day - localdate()).days
        if ahead < 1:
            raise forms.ValidationError(gettext("Choose a day that is to come."))
        if ahead > LONGEST_REST:
            raise forms.ValidationError(gettext("Choose a day within a year."))
        return day


class WishForm(forms.Form):
    """What somebody says of herself for the matching: each of it as she likes."""

    wants = forms.BooleanField(label=_("I would like buddies"), required=False)
    causes = forms.MultipleChoiceField(
        label=_("What do you work for?"),
        choices=Cause.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Your buddies will work for something else, where that is possible."),
    )
    place = forms.ChoiceField(
        label=_("From where do you work for it?"),
        choices=[("", _("I do not say"))] + [(each.value, each.label) for each in Place],
        required=False,
    )
    says_zone = forms.BooleanField(
        label=_("My time zone may be looked at, so that we are awake at the same hours"),
        required=False,
    )

    def __init__(self, *args: Any, facilitates: bool = False, **options: Any) -> None:
        from solidarity.people.forms.fields import LanguagesField

        super().__init__(*args, **options)
        if facilitates:
            self.fields["wants"].help_text = _(
                "You facilitate: nobody expects it. If you tick it, you are proposed like everybody"
                " else, and see in the proposal who your buddies would be."
            )
        self.fields["languages"] = LanguagesField(
            label=_("Which languages do you speak?"), required=False
        )
        self.order_fields(["wants", "causes", "place", "languages", "says_zone"])


class SizeForm(forms.Form):
    """Pairs, or groups of three."""

    size = forms.TypedChoiceField(
        label=_("How many in a group?"),
        choices=[(2, _("Pairs; one group of three if there is one over")), (3, _("Threes"))],
        coerce=int,
        initial=2,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how many.")},
    )


class SwapForm(forms.Form):
    """Two people who change places."""

    one = forms.TypedChoiceField(label=_("Who"), coerce=int)
    other = forms.TypedChoiceField(label=_("changes places with"), coerce=int)

    def __init__(self, *args: Any, people: Sequence[Person], **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [("", "—"), *((each.pk, each.display_name) for each in people)]
        for field in self.fields.values():
            field.choices = choices  # type: ignore[attr-defined]
            field.error_messages["required"] = gettext("Choose somebody.")
