"""Making sessions, and saying what one is about."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from cohorts.models import Material, Share, Theme
from cohorts.rules.sessions import MOST_AT_ONCE
from meetings.forms.meetings import DayField, HourField, MinutesField, ZoneField, placed
from networks.models import Membership
from solidarity.people.forms.fields import NameField
from solidarity.threads.forms import SentOnce


class SessionsForm(SentOnce):
    """Sessions month by month."""

    day = DayField(_("Which day is the first one?"))
    time = HourField(_("At what time?"))
    minutes = MinutesField(initial=180)
    count = forms.IntegerField(
        label=_("How many sessions?"), min_value=1, max_value=MOST_AT_ONCE, initial=6,
        help_text=_("One each month, on the same weekday: such as the second Saturday."),
        error_messages={
            "required": _("Write how many."),
            "min_value": _("One at least."),
            "max_value": _("Twelve at once at most."),
        },
    )  # fmt: skip
    place = NameField(label=_("Where?"), max_length=300, required=False)
    link = forms.URLField(
        label=_("Link to take part online"), max_length=500, required=False, assume_scheme="https",
        error_messages={"invalid": _("Write a whole address, beginning with https://")},
    )  # fmt: skip

    def __init__(self, *args: Any, zone: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["zone"] = ZoneField(zone)
        self.initial.setdefault("zone", zone)
        self.order_fields(["day", "time", "minutes", "count", "zone", "place", "link"])

    def clean(self) -> dict[str, Any]:
        """The first hour is one that clocks show."""
        said = super().clean() or self.cleaned_data
        if not self.errors:
            placed(self, said["day"], said["time"], said["zone"], field="time")
        return said

    def chosen(self) -> dict[str, Any]:
        """What the sessions are to be."""
        said = self.cleaned_data
        return {
            "first": said["day"], "hour": said["time"], "minutes": said["minutes"],
            "count": said["count"], "zone": said["zone"], "place": said["place"],
            "link": said["link"], "key": said["key"],
        }  # fmt: skip


class PlanForm(forms.Form):
    """What a session is about."""

    theme = forms.ChoiceField(
        label=_("Theme"), required=False, choices=[("", _("None of these")), *Theme.choices]
    )
    outline = forms.TypedChoiceField(
        label=_("Outline"), required=False, coerce=int, empty_value=None,
        help_text=_("Its newest version is attached. Later changes wait until you save here anew."),
    )  # fmt: skip

    def __init__(self, *args: Any, outlines: list[Material], **options: Any) -> None:
        super().__init__(*args, **options)
        cast(forms.ChoiceField, self.fields["outline"]).choices = [
            ("", _("No outline yet")), *((each.number, each.title) for each in outlines)
        ]  # fmt: skip


class OfferForm(forms.Form):
    """To whom a share of a session is offered."""

    share = forms.ChoiceField(
        label=_("What?"), choices=Share.choices, widget=forms.RadioSelect, initial=Share.THEME,
        error_messages={"required": _("Choose what it is.")},
    )  # fmt: skip
    to = forms.TypedChoiceField(
        label=_("To whom?"), coerce=int,
        error_messages={"required": _("Choose somebody."), "invalid_choice": _("Choose somebody.")},
    )  # fmt: skip

    def __init__(self, *args: Any, people: list[Membership], **options: Any) -> None:
        super().__init__(*args, **options)
        cast(forms.ChoiceField, self.fields["to"]).choices = [
            ("", _("Choose somebody")),
            *((each.person_id, str(each.person.display_name)) for each in people),
        ]
