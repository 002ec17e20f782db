"""How mails reach a person: the shape of what she chooses."""

from collections.abc import Mapping
from datetime import time
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.formats import time_format
from django.utils.translation import gettext_lazy as _

from solidarity.inbox.kinds import DEFAULTS, Group, Often
from solidarity.inbox.models import Rhythm, Weekday

HINTS = {
    Group.ASKS: _("A request to answer, a question to you: somebody waits."),
    Group.MINE: _(
        "Letters, answers, what a steward tells everybody at once, and what others decide about"
        " something of yours."
    ),
    Group.NEWS: _("New conversations, and what else is new in it."),
    Group.REMINDERS: _("That something ends soon."),
}
MOST_MAILS = 50


def picked_in(sent: QueryDict, *, most: int) -> list[int]:
    """The keys that were ticked, each once; what is no key is left out."""
    found = [int(each) for each in sent.getlist("pick") if each.isascii() and each.isdigit()]
    return [each for each in dict.fromkeys(found) if each < 2**63][:most]


class HowOften(forms.Form):
    """How often mails bring each group."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for group in Group:
            self.fields[group] = forms.ChoiceField(
                label=group.label, help_text=HINTS[group], **self.choices_of(group)
            )

    def choices_of(self, group: Group) -> dict[str, Any]:
        """What there is to choose, and what is chosen when nobody did."""
        return {"choices": Often.choices, "initial": DEFAULTS[group]}

    @property
    def wishes(self) -> dict[str, str]:
        """What was chosen, by group."""
        return {group.value: self.cleaned_data[group] for group in Group}


class ChoicesForm(HowOften):
    """When mails come to a person, how many, and what they show."""

    mails = forms.ChoiceField(
        label=_("Mails about what is new"),
        choices=[
            ("some", _("As I choose below")),
            ("none", _("None at all: I look here when I want to")),
        ],
        widget=forms.RadioSelect,
    )
    weekday = forms.TypedChoiceField(
        label=_("The day of what comes once a week"), choices=Weekday, coerce=int
    )
    hour = forms.TypedChoiceField(label=_("The hour of what comes once a day or week"), coerce=int)
    budget = forms.IntegerField(
        label=_("How many mails in seven days leave room for reminders?"),
        help_text=_("When as many came, reminders wait for your next digest."),
        min_value=0,
        max_value=MOST_MAILS,
        error_messages={
            "required": _("Write a number, 0 or more."),
            "invalid": _("Write a number, 0 or more."),
            "min_value": _("Write a number, 0 or more."),
            "max_value": _("Write a number, 50 at most."),
        },
    )
    shows = forms.ChoiceField(
        label=_("What mails show"),
        choices=[
            ("all", _("What is new, and where")),
            ("nothing", _("Nothing: only that there is something, and a link")),
        ],
        help_text=_("Choose nothing if somebody else might see your mails."),
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        hours = [(hour, time_format(time(hour), "TIME_FORMAT")) for hour in range(24)]
        self.fields["hour"].choices = hours  # type: ignore[attr-defined]
        self.order_fields(["mails", *Group.values, "weekday", "hour", "budget", "shows"])

    @property
    def rhythm(self) -> dict[str, int | bool]:
        """What was chosen beside the groups."""
        chosen = self.cleaned_data
        return {
            "hour": chosen["hour"],
            "weekday": chosen["weekday"],
            "budget": chosen["budget"],
            "is_neutral": chosen["shows"] == "nothing",
            "is_silent": chosen["mails"] == "none",
        }


def shown_in_choices(rhythm: Rhythm, wishes: Mapping[str, str]) -> dict[str, Any]:
    """What stands in ChoicesForm now."""
    return {group.value: wishes.get(group, DEFAULTS[group]) for group in Group} | {
        "mails": "none" if rhythm.is_silent else "some",
        "weekday": rhythm.weekday,
        "hour": rhythm.hour,
        "budget": rhythm.budget,
        "shows": "nothing" if rhythm.is_neutral else "all",
    }


class ChoicesForOne(HowOften):
    """How often mails come from one network; "" is as from all others."""

    def __init__(self, *args: Any, everywhere: Mapping[str, str], **options: Any) -> None:
        self.everywhere = everywhere
        super().__init__(*args, **options)

    def choices_of(self, group: Group) -> dict[str, Any]:
        """As everywhere, which it says, or one of the others."""
        usual = Often(self.everywhere.get(group, DEFAULTS[group])).label
        same = _("As everywhere: %(often)s") % {"often": usual}
        return {"choices": [("", same), *Often.choices], "required": False}
